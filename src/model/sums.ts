import type { Amount } from "./amount";

/**
 * Sums by index that lose nothing: what a floating-point addition rounds away is kept in `rest`. Whole numbers add up
 * exactly to 2^100, in any order.
 */
export interface Sums {
  main: Float64Array;
  rest: Float64Array;
}

export function createSums(size: number): Sums {
  return { main: new Float64Array(size), rest: new Float64Array(size) };
}

/** Makes room for indices below `size`; the new ones are 0. */
export function growSums(sums: Sums, size: number): void {
  sums.main = growFloats(sums.main, size);
  sums.rest = growFloats(sums.rest, size);
}

/** The same arrays as they are now: a loop that adds to them need not ask each time whether they have grown. */
export function holdArrays({ main, rest }: Sums): Sums {
  return { main, rest };
}

/** Adds a finite value to a sum and its rounding error to the rest (Knuth, TAOCP 2, 4.2.2, theorem B). */
export function addTo({ main, rest }: Sums, index: number, value: number): void {
  const before = main[index] ?? 0;
  const after = before + value;
  const added = after - before;
  main[index] = after;
  rest[index] = (rest[index] ?? 0) + (before - (after - added) + (value - added));
}

/** Adds one sum to another. */
export function addSum(to: Sums, index: number, from: Sums, fromIndex: number): void {
  addTo(to, index, from.main[fromIndex] ?? 0);
  const rest = from.rest[fromIndex] ?? 0;
  if (rest !== 0) addTo(to, index, rest);
}

/** A sum as a number where one can hold it exactly, else as a bigint; fractions are rounded as numbers are. */
export function readSum({ main, rest }: Sums, index: number): Amount {
  const [large, small] = [main[index] ?? 0, rest[index] ?? 0];
  const sum = large + small;
  if (sum <= Number.MAX_SAFE_INTEGER) return sum;
  return Number.isInteger(large) && Number.isInteger(small) ? BigInt(large) + BigInt(small) : sum;
}

/** The array itself, or a longer copy with twice the room. */
export function growFloats(array: Float64Array, size: number): Float64Array {
  if (array.length >= size) return array;
  const grown = new Float64Array(Math.max(size, array.length * 2));
  grown.set(array);
  return grown;
}

/** The array itself, or a longer copy with twice the room. */
export function growCodes(array: Uint32Array, size: number): Uint32Array {
  if (array.length >= size) return array;
  const grown = new Uint32Array(Math.max(size, array.length * 2));
  grown.set(array);
  return grown;
}
