import type { CrossingNode } from "./crossingGraph";

/**
 * Nodes depth first along their widest ribbons, from the strongest one of each component. Where the ribbons are a forest
 * or a cycle, none is crossed.
 */
export function orderDepthFirst(nodes: readonly CrossingNode[]): Uint32Array {
  const order = new Set<number>();
  for (const root of rankNodes(nodes)) {
    const ahead = [root];
    for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
      if (order.has(node)) continue;
      order.add(node);
      ahead.push(...listNarrowFirst(nodes[node]));
    }
  }
  return Uint32Array.from(order);
}

/** Nodes by the sum of their widths, the strongest first, ties by index. */
export function rankNodes(nodes: readonly CrossingNode[]): number[] {
  const strengthOf = (node: number): number => nodes[node]?.strength ?? 0;
  return [...nodes.keys()].sort((a, b) => strengthOf(b) - strengthOf(a) || a - b);
}

function listNarrowFirst(node: CrossingNode | undefined): number[] {
  if (node === undefined) return [];
  const { neighbors, widths } = node;
  const ends = [...neighbors.keys()].sort((a, b) => (widths[a] ?? 0) - (widths[b] ?? 0) || b - a);
  return ends.map((end) => neighbors[end] ?? 0);
}
