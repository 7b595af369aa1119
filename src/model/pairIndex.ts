import { growCodes } from "./sums";

/**
 * Numbers distinct pairs of whole numbers (0 to 2^32 − 1) in the order in which they are first seen; an open-addressing
 * hash table over typed arrays, since a map of objects would cost a page its rows.
 */
export interface PairIndex {
  count: number;
  /** The pair with each number. */
  firsts: Uint32Array;
  seconds: Uint32Array;
  /** A pair's number + 1 at its hash; 0 where there is none. */
  buckets: Uint32Array;
}

const smallest = 64;

export function createPairIndex(): PairIndex {
  return {
    count: 0,
    firsts: new Uint32Array(smallest),
    seconds: new Uint32Array(smallest),
    buckets: new Uint32Array(2 * smallest),
  };
}

/** The number of a pair, a new one where it is new. */
export function indexPair(index: PairIndex, first: number, second: number): number {
  const { buckets, firsts, seconds } = index;
  const mask = buckets.length - 1;
  let bucket = hashPair(first, second) & mask;
  for (;;) {
    const known = (buckets[bucket] ?? 0) - 1;
    if (known < 0) return addPair(index, bucket, first, second);
    if (firsts[known] === first && seconds[known] === second) return known;
    bucket = (bucket + 1) & mask;
  }
}

/** Pairs of numbers below two limits, looked up without a hash: a pair's number + 1, 0 where it was not yet asked for. */
export interface PairLookup {
  readonly index: PairIndex;
  readonly width: number;
  readonly known: Uint32Array;
}

/** Makes a lookup for so many questions; where all pairs would be many more than these, it asks the index each time. */
export function createLookup(index: PairIndex, firstCount: number, secondCount: number, asked: number): PairLookup {
  const size = firstCount * secondCount;
  return { index, width: secondCount, known: new Uint32Array(size <= 4 * asked ? size : 0) };
}

/** The number of a pair, a new one where it is new; the numbers must be below the limits. */
export function lookUpPair({ index, width, known }: PairLookup, first: number, second: number): number {
  const at = first * width + second;
  const found = at < known.length ? (known[at] ?? 0) : 0;
  if (found > 0) return found - 1;
  const added = indexPair(index, first, second);
  if (at < known.length) known[at] = added + 1;
  return added;
}

function addPair(index: PairIndex, bucket: number, first: number, second: number): number {
  const added = index.count++;
  index.firsts = growCodes(index.firsts, index.count);
  index.seconds = growCodes(index.seconds, index.count);
  index.firsts[added] = first;
  index.seconds[added] = second;
  index.buckets[bucket] = added + 1;
  if (index.count * 2 > index.buckets.length) rehash(index);
  return added;
}

function rehash(index: PairIndex): void {
  const buckets = new Uint32Array(index.buckets.length * 4);
  const mask = buckets.length - 1;
  for (let pair = 0; pair < index.count; pair++) {
    let bucket = hashPair(index.firsts[pair] ?? 0, index.seconds[pair] ?? 0) & mask;
    while (buckets[bucket] !== 0) bucket = (bucket + 1) & mask;
    buckets[bucket] = pair + 1;
  }
  index.buckets = buckets;
}

function hashPair(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 7;
}
