import { randomLcg, randomLogNormal, randomPoisson } from "d3";

/** Seeded randomness: the same seed gives the same numbers on every machine. */
export interface Dice {
  /** At least 0, below 1. */
  uniform(): number;
  /** Both ends are included. */
  integer(from: number, to: number): number;
  /** How often something happens that happens `mean` times on average. */
  count(mean: number): number;
  /** Many near the median, a few far above it, as sizes and durations are; a whole number. */
  size(median: number, spread: number): number;
  pick<T>(items: readonly T[]): T;
  /** The first item twice as often as the second, three times as often as the third. */
  pickZipf<T>(items: readonly T[]): T;
}

/** Dice for one purpose: a name of its own keeps its numbers when something else is added to the estate. */
export function rollDice(name: string): Dice {
  let seed = 7;
  for (const character of name) seed = (Math.imul(seed, 31) + (character.codePointAt(0) ?? 0)) | 0;
  const uniform = randomLcg(Math.imul(seed, 0x9e3779b1));
  const integer = (from: number, to: number): number => from + Math.floor(uniform() * (to - from + 1));
  return {
    uniform,
    integer,
    count: (mean) => randomPoisson.source(uniform)(mean)(),
    size: (median, spread) => Math.round(randomLogNormal.source(uniform)(Math.log(median), spread)()),
    pick: (items) => itemAt(items, integer(0, items.length - 1)),
    pickZipf: (items) => itemAt(items, zipfIndex(items.length, uniform())),
  };
}

/** Rank r has the share 1/r of the sum of all shares. */
function zipfIndex(count: number, uniform: number): number {
  let sum = 0;
  for (let rank = 1; rank <= count; rank++) sum += 1 / rank;
  let left = uniform * sum;
  for (let rank = 1; rank < count; rank++) {
    left -= 1 / rank;
    if (left < 0) return rank - 1;
  }
  return count - 1;
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`no item ${index} of ${items.length}`);
  return item;
}
