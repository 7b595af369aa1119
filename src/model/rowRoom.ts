import { growCodes, growFloats } from "./sums";

/**
 * Arrays with a number for each row, by what they hold. They are kept for the data that comes next: a browser gives new
 * ones page by page as they are first written to, which takes longer than to fill them.
 */
export interface RowRoom {
  readonly codes: Map<string, Uint32Array>;
  readonly floats: Map<string, Float64Array>;
}

/** Arrays are kept for so many times fewer rows than they had, so that a page does not keep the room of a huge table. */
const mostTooLarge = 8;
const alwaysKept = 65_536;

/** Room for so many rows of new data, in the arrays of data that is not needed any more. */
export function takeRoom(spent: RowRoom | undefined, rowCount: number): RowRoom {
  const limit = Math.max(rowCount * mostTooLarge, alwaysKept);
  const keep = <T extends { readonly length: number }>(arrays: ReadonlyMap<string, T> | undefined): Map<string, T> =>
    new Map([...(arrays ?? [])].filter(([, { length }]) => length <= limit));
  return { codes: keep(spent?.codes), floats: keep(spent?.floats) };
}

/** The array of a name with room for at least so many rows; what it holds stays, what is new holds anything. */
export function codesFor({ codes }: RowRoom, name: string, rowCount: number): Uint32Array {
  const array = growCodes(codes.get(name) ?? new Uint32Array(0), rowCount);
  codes.set(name, array);
  return array;
}

/** The same for floating-point numbers. */
export function floatsFor({ floats }: RowRoom, name: string, rowCount: number): Float64Array {
  const array = growFloats(floats.get(name) ?? new Float64Array(0), rowCount);
  floats.set(name, array);
  return array;
}
