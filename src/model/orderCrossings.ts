import { arrangeCircle, moveFirst, startAt } from "./circularOrder";
import { buildCrossingGraph, fullWidth, type CrossingNode, type WeightedLink } from "./crossingGraph";
import { orderDepthFirst, rankNodes } from "./depthFirst";
import { siftNodes } from "./siftNodes";

/** About 10 ms on a machine of 2025. */
const stepLimit = 8e6;
const triesInVain = 30;
const shakenNodes = 8;

/**
 * The nodes 0 to `nodeCount - 1` in a circular order in which ribbons cross as little as a bounded search finds, never
 * more than in the given order; see `countCrossings`. It does not depend on the order of the links. The heaviest node
 * is first, and the way round is the one that keeps more of the given order.
 */
export function orderByCrossings(nodeCount: number, links: readonly WeightedLink[]): number[] {
  const nodes = buildCrossingGraph(nodeCount, links);
  if (nodeCount < 3) return [...nodes.keys()];
  return arrangeCircle(search(nodes), rankNodes(nodes)[0] ?? 0);
}

/** Sifts from a good start, then again and again from the best order so far with some nodes moved at random. */
function search(nodes: readonly CrossingNode[]): Uint32Array {
  const budget = { steps: stepLimit };
  const pick = createPicker(nodes.length);
  let best: Uint32Array = Uint32Array.from(nodes.keys());
  let least = sumCrossings(nodes, best);
  let order = orderDepthFirst(nodes);
  let inVain = 0;
  while (least > 0 && inVain < triesInVain && budget.steps > 0) {
    siftNodes(nodes, order, budget);
    const crossings = sumCrossings(nodes, order);
    inVain = crossings < least ? 0 : inVain + 1;
    if (crossings < least) [best, least] = [order, crossings];
    order = shake(best.slice(), pick);
  }
  return best;
}

function shake(order: Uint32Array, pick: () => number): Uint32Array {
  for (let count = 0; count < shakenNodes; count++) {
    startAt(order, pick());
    moveFirst(order, pick());
  }
  return order;
}

/** Places by chance, but the same ones each time. */
function createPicker(nodeCount: number): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * nodeCount);
  };
}

/**
 * How much ribbons cross when all `order.length` nodes stand in this circular order: the sum of the products of both
 * widths over all pairs that cross, which is what the eye sees of one ribbon on another. A width is measured in that of
 * the heaviest link and is at least 1/256, so that equal links give the plain number of crossings; of more than 4,096
 * links the heaviest count. A to B and B to A are one ribbon, a link of a node to itself is none.
 */
export function countCrossings(order: readonly number[], links: readonly WeightedLink[]): number {
  return sumCrossings(buildCrossingGraph(order.length, links), Uint32Array.from(order)) / fullWidth ** 2;
}

/**
 * Walks along the circle and keeps the widths of the ribbons that lead on, by the place where they begin: a ribbon that
 * ends crosses those that began behind its start. Takes O(nodes² + ribbons).
 */
function sumCrossings(nodes: readonly CrossingNode[], order: Uint32Array): number {
  const places = new Uint32Array(nodes.length);
  order.forEach((node, place) => (places[node] = place));
  const open = new Float64Array(nodes.length);
  const sums = new Float64Array(nodes.length + 1);
  let crossings = 0;
  order.forEach((index, place) => {
    const { neighbors, widths } = nodes[index] ?? { neighbors: [], widths: [] };
    neighbors.forEach((neighbor, end) => {
      const start = places[neighbor] ?? 0;
      if (start < place) open[start] = (open[start] ?? 0) - (widths[end] ?? 0);
    });
    for (let start = 0; start < place; start++) sums[start + 1] = (sums[start] ?? 0) + (open[start] ?? 0);
    neighbors.forEach((neighbor, end) => {
      const start = places[neighbor] ?? 0;
      const width = widths[end] ?? 0;
      if (start < place) crossings += width * ((sums[place] ?? 0) - (sums[start + 1] ?? 0));
      else open[place] = (open[place] ?? 0) + width;
    });
  });
  return crossings;
}
