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
