import type { Column } from "./schema.ts";

/** One column of a row group, encoded for Parquet but not yet compressed or framed in pages. */
export interface EncodedColumn {
  readonly column: Column;
  readonly rows: number;
  readonly nullCount: number;
  /** Distinct values, PLAIN; undefined where the values themselves are PLAIN. */
  readonly dictionary: { readonly bytes: Uint8Array; readonly count: number } | undefined;
  /** Body of the one data page (version 1): definition levels where the column is nullable, then the values. */
  readonly page: Uint8Array;
  /** As in the file: microseconds for timestamps. Undefined where all values are null. */
  readonly min: PlainValue | undefined;
  readonly max: PlainValue | undefined;
}

export type PlainValue = string | number | bigint;

/** The least and the greatest value. Strings are ordered by their UTF-8 bytes, as readers compare them. */
export function boundsOf(distinct: readonly PlainValue[]): {
  min: PlainValue | undefined;
  max: PlainValue | undefined;
} {
  let [min] = distinct;
  let max = min;
  for (const value of distinct) {
    if (min !== undefined && isBefore(value, min)) min = value;
    if (max !== undefined && isBefore(max, value)) max = value;
  }
  return { min, max };
}

function isBefore(a: PlainValue, b: PlainValue): boolean {
  if (typeof a !== "string" || typeof b !== "string" || (hasUtf8Order(a) && hasUtf8Order(b))) return a < b;
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}

/** Whether its UTF-16 units are ordered as its bytes: those of pairs are not. */
function hasUtf8Order(text: string): boolean {
  return !/[\ud800-\uffff]/.test(text);
}
