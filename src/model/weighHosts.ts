import { addTo, createSums, growSums, holdArrays, readSum, type Sums } from "./sums";
import type { FlowTable } from "./types";

/** What each endpoint sends and receives together, over the first `rowCount` rows but for hidden ones. */
export interface HostWeights {
  readonly sums: Sums;
  rowCount: number;
}

export function createHostWeights(): HostWeights {
  return { sums: createSums(0), rowCount: 0 };
}

/** Adds the rows that were not yet weighed. */
export function growHostWeights(
  weights: HostWeights,
  { rowCount, endpoints, sources, targets, values }: FlowTable,
  isHidden: ((row: number) => boolean) | undefined,
): void {
  growSums(weights.sums, endpoints.length);
  const sums = holdArrays(weights.sums);
  for (let row = weights.rowCount; row < rowCount; row++) {
    const value = values[row] ?? NaN;
    if (!(value > 0) || isHidden?.(row) === true) continue;
    addTo(sums, sources[row] ?? 0, value);
    addTo(sums, targets[row] ?? 0, value);
  }
  weights.rowCount = rowCount;
}

/**
 * How many ranks it takes, from 0, until what has one of them at either end is at least a share of the total; an
 * endpoint without a rank (-1) comes last.
 */
export function countCovering(
  { rowCount, sources, targets, values }: FlowTable,
  isHidden: ((row: number) => boolean) | undefined,
  rankOfEndpoint: Int32Array,
  share: number,
): number {
  const rankCount = rankOfEndpoint.reduce((most, rank) => Math.max(most, rank + 1), 0);
  const touched = createSums(rankCount + 1);
  for (let row = 0; row < rowCount; row++) {
    const value = values[row] ?? NaN;
    if (!(value > 0) || isHidden?.(row) === true) continue;
    const source = rankOfEndpoint[sources[row] ?? 0] ?? -1;
    const target = rankOfEndpoint[targets[row] ?? 0] ?? -1;
    addTo(touched, Math.min(source < 0 ? rankCount : source, target < 0 ? rankCount : target), value);
  }
  const amounts = Array.from({ length: rankCount + 1 }, (_, rank) => Number(readSum(touched, rank)));
  const total = amounts.reduce((all, amount) => all + amount, 0);
  let sum = 0;
  const last = amounts.findIndex((amount) => (sum += amount) >= share * total);
  return last < 0 ? rankCount : last + 1;
}
