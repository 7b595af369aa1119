import { moveFirst, startAt } from "./circularOrder";
import type { CrossingNode } from "./crossingGraph";

/** How much may still be done: a step is a look at an end of a ribbon. */
export interface Budget {
  steps: number;
}

/**
 * The width of the ribbon between the moving node and each other, and `T - M` for each other that is still ahead, `-T - M`
 * for each that was passed, where T is the sum of these widths and M twice the sum before it plus its own.
 */
interface Sums {
  readonly own: Float64Array;
  readonly offsets: Float64Array;
}

/** To look at a node takes as long as to look at so many ends of ribbons. */
const stepsPerNode = 16;

/**
 * Moves one node after the other to where it adds the fewest crossings, until none can move for the better or the budget
 * is spent: circular sifting (Baur and Brandes, Crossing Reduction in Circular Layouts, 2004). Changes `order`.
 */
export function siftNodes(nodes: readonly CrossingNode[], order: Uint32Array, budget: Budget): void {
  const sums = { own: new Float64Array(nodes.length), offsets: new Float64Array(nodes.length) };
  const walkSteps = nodes.reduce((steps, { widths }) => steps + stepsPerNode + widths.length, 0);
  let settled = 0;
  for (let node = 0; settled < nodes.length && budget.steps > 0; node = (node + 1) % nodes.length) {
    if (nodes[node]?.strength !== 0) budget.steps -= walkSteps;
    settled = siftNode(nodes, order, node, sums) ? 0 : settled + 1;
  }
}

/**
 * Walks once around the circle with a node; true if it has moved. As it passes v, only its own ribbons and those of v
 * begin or cease to cross. A ribbon from v to a node y ahead crossed what ends between v and y, and crosses what ends
 * elsewhere afterwards: T + M(v) - M(y) more. To a node y that was passed it is -T + M(v) - M(y).
 */
function siftNode(nodes: readonly CrossingNode[], order: Uint32Array, moving: number, sums: Sums): boolean {
  const { own, offsets } = sums;
  const strength = nodes[moving]?.strength ?? 0;
  if (strength === 0) return false;
  startAt(order, order.indexOf(moving));
  sumRibbons(nodes, order, sums);
  let change = 0;
  let [least, place] = [0, 0];
  for (let at = 1; at < order.length; at++) {
    const passed = order[at] ?? 0;
    const node = nodes[passed];
    if (node === undefined) continue;
    const { neighbors, widths } = node;
    const offset = offsets[passed] ?? 0;
    change += (strength - offset) * (node.strength - (own[passed] ?? 0));
    for (let end = 0; end < neighbors.length; end++) change += (widths[end] ?? 0) * (offsets[neighbors[end] ?? 0] ?? 0);
    offsets[passed] = offset - 2 * strength;
    if (change < least) [least, place] = [change, at];
  }
  moveFirst(order, place);
  return place > 0;
}

/** For the first node of the order, before it passes any. */
function sumRibbons(nodes: readonly CrossingNode[], order: Uint32Array, { own, offsets }: Sums): void {
  const moving = order[0] ?? 0;
  const strength = nodes[moving]?.strength ?? 0;
  own.fill(0);
  nodes[moving]?.neighbors.forEach((neighbor, at) => (own[neighbor] = nodes[moving]?.widths[at] ?? 0));
  let before = 0;
  for (const node of order) {
    const width = own[node] ?? 0;
    offsets[node] = strength - 2 * before - width;
    before += width;
  }
  offsets[moving] = 0;
}
