/** What runs between two places, counted from 0; `weight` is its width in any unit. */
export interface WeightedLink {
  readonly source: number;
  readonly target: number;
  readonly weight: number;
}

/**
 * A place and its ribbons, both directions as one: to `neighbors[at]`, in rising order, runs one of `widths[at]`. Widths
 * are whole numbers, so that their sums do not depend on the order; `strength` is their sum.
 */
export interface CrossingNode {
  readonly neighbors: Uint32Array;
  readonly widths: Float64Array;
  readonly strength: number;
}

/** The width of the heaviest link. With at most 4,096 links all sums of products of two widths are exact. */
export const fullWidth = 2 ** 14;
const linkLimit = 2 ** 12;

/** A ribbon is never thinner than a hairline to the eye. */
const leastWidth = fullWidth / 256;

/**
 * The places and their ribbons, the same for any order of the links. Of more than 4,096 the heaviest count; links of a
 * place to itself, of places that are not there, and without a finite weight above 0 do not.
 */
export function buildCrossingGraph(nodeCount: number, links: readonly WeightedLink[]): CrossingNode[] {
  const counted = pickHeaviest(links.filter((link) => isCounted(link, nodeCount)));
  const edges = [...sumEdges(nodeCount, counted)].sort(([a], [b]) => a - b);
  const nodes = Array.from({ length: nodeCount }, () => ({
    neighbors: [] as number[],
    widths: [] as number[],
    strength: 0,
  }));
  for (const [key, width] of edges) {
    const ends = [Math.floor(key / nodeCount), key % nodeCount];
    ends.forEach((end, at) => {
      const node = nodes[end];
      if (node === undefined) return;
      node.neighbors.push(ends[1 - at] ?? 0);
      node.widths.push(width);
      node.strength += width;
    });
  }
  return nodes.map(({ neighbors, widths, strength }) => ({
    neighbors: Uint32Array.from(neighbors),
    widths: Float64Array.from(widths),
    strength,
  }));
}

function isCounted({ source, target, weight }: WeightedLink, nodeCount: number): boolean {
  const isThere = Math.min(source, target) >= 0 && Math.max(source, target) < nodeCount;
  return isThere && source !== target && weight > 0 && weight < Infinity;
}

function pickHeaviest(links: readonly WeightedLink[]): readonly WeightedLink[] {
  if (links.length <= linkLimit) return links;
  const ranked = [...links].sort((a, b) => b.weight - a.weight || a.source - b.source || a.target - b.target);
  return ranked.slice(0, linkLimit);
}

/** The width of each edge by its ends, the lower one times `nodeCount` and the higher one. */
function sumEdges(nodeCount: number, links: readonly WeightedLink[]): Map<number, number> {
  const heaviest = links.reduce((most, { weight }) => Math.max(most, weight), 0);
  const edges = new Map<number, number>();
  for (const { source, target, weight } of links) {
    const key = Math.min(source, target) * nodeCount + Math.max(source, target);
    const width = Math.max(Math.round((weight / heaviest) * fullWidth), leastWidth);
    edges.set(key, (edges.get(key) ?? 0) + width);
  }
  return edges;
}
