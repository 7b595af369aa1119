/**
 * Numbers distinct pairs of whole numbers (0 to 2^32 − 1) in the order in which they are first seen. They are found by
 * an open-addressing hash table over a typed array, since a map of objects would cost a page its rows.
 */
export interface PairIndex {
  /** The pair with each number. */
  readonly firsts: number[];
  readonly seconds: number[];
  /** A pair's number + 1 at its hash; 0 where there is none. */
  buckets: Uint32Array;
  /** How many pairs are in the buckets: a lookup leaves them behind, where nobody may ever ask for them. */
  hashed: number;
}

const noBuckets = new Uint32Array(0);
const fewestBuckets = 128;

export function createPairIndex(): PairIndex {
  return { firsts: [], seconds: [], buckets: noBuckets, hashed: 0 };
}

export function countPairs({ firsts }: PairIndex): number {
  return firsts.length;
}

/** The number of a pair, a new one where it is new. */
export function indexPair(index: PairIndex, first: number, second: number): number {
  const { firsts, seconds } = index;
  if (index.hashed < firsts.length || firsts.length * 2 >= index.buckets.length) rehash(index);
  const { buckets } = index;
  const mask = buckets.length - 1;
  let bucket = hashPair(first, second) & mask;
  for (;;) {
    const known = (buckets[bucket] ?? 0) - 1;
    if (known < 0) break;
    if (firsts[known] === first && seconds[known] === second) return known;
    bucket = (bucket + 1) & mask;
  }
  buckets[bucket] = index.hashed = firsts.length + 1;
  return addPair(index, first, second);
}

/** Pairs of numbers below two limits, looked up without a hash: a pair's number + 1, 0 where there is none. */
export interface PairLookup {
  readonly index: PairIndex;
  readonly width: number;
  readonly known: Uint32Array;
}

/** Makes a lookup for so many questions; where all pairs would be many more than these, it asks the index each time. */
export function createLookup(index: PairIndex, firstCount: number, secondCount: number, asked: number): PairLookup {
  const size = firstCount * secondCount;
  const known = new Uint32Array(size <= 4 * asked ? size : 0);
  if (known.length === 0) return { index, width: secondCount, known };
  index.firsts.forEach((first, pair) => {
    known[first * secondCount + (index.seconds[pair] ?? 0)] = pair + 1;
  });
  return { index, width: secondCount, known };
}

/** The number of a pair, a new one where it is new; the numbers must be below the limits. */
export function lookUpPair({ index, width, known }: PairLookup, first: number, second: number): number {
  if (known.length === 0) return indexPair(index, first, second);
  const at = first * width + second;
  const found = known[at] ?? 0;
  if (found > 0) return found - 1;
  known[at] = index.firsts.length + 1;
  return addPair(index, first, second);
}

function addPair({ firsts, seconds }: PairIndex, first: number, second: number): number {
  seconds.push(second);
  return firsts.push(first) - 1;
}

function rehash(index: PairIndex): void {
  const { firsts, seconds } = index;
  let size = Math.max(index.buckets.length, fewestBuckets);
  while (firsts.length * 2 >= size) size *= 4;
  const buckets = new Uint32Array(size);
  const mask = size - 1;
  for (let pair = 0; pair < firsts.length; pair++) {
    let bucket = hashPair(firsts[pair] ?? 0, seconds[pair] ?? 0) & mask;
    while (buckets[bucket] !== 0) bucket = (bucket + 1) & mask;
    buckets[bucket] = pair + 1;
  }
  index.buckets = buckets;
  index.hashed = firsts.length;
}

function hashPair(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 7;
}
