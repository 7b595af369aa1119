import { flowColumns, type Column, type FlowRow } from "./schema.ts";

/** Strings of one column: a code per row into the distinct values, in order of first use. -1 is null. */
export interface StringColumn {
  readonly kind: "string";
  readonly column: Column;
  readonly codes: Int32Array<ArrayBuffer>;
  readonly values: readonly string[];
}

/** Numbers of one column, a value per row. Timestamps are milliseconds. Not nullable. */
export interface NumberColumn {
  readonly kind: "number";
  readonly column: Column;
  readonly values: Float64Array<ArrayBuffer>;
}

/** 64-bit counters of one column, a value per row; where `nulls` is 1 the value is 0 and means nothing. */
export interface BigIntColumn {
  readonly kind: "bigint";
  readonly column: Column;
  readonly values: BigInt64Array<ArrayBuffer>;
  readonly nulls: Uint8Array<ArrayBuffer>;
}

/** Rows that follow each other and come from the same reading of a blob. */
export interface Segment {
  readonly lineage: number;
  rows: number;
}

/** Columns of equal length, in the order of the table. Every array holds at least `rows` values; more is capacity. */
export interface Batch {
  readonly rows: number;
  /** Where its rows come from, in their order. */
  readonly segments: readonly Segment[];
  readonly columns: readonly (StringColumn | NumberColumn | BigIntColumn)[];
}

/** A batch that grows by rows. */
export interface BatchBuilder {
  rows: number;
  readonly segments: Segment[];
  capacity: number;
  /** Characters of the distinct strings that it holds. */
  stringChars: number;
  readonly columns: ColumnBuilder[];
}

type ColumnBuilder = (StringColumn & { readonly codeOf: Map<string, number> }) | NumberColumn | BigIntColumn;

const initialRows = 16;

export function createBatch(): BatchBuilder {
  const columns = flowColumns.map((column: Column): ColumnBuilder => {
    switch (column.type) {
      case "string":
        return { kind: "string", column, codes: new Int32Array(initialRows), values: [], codeOf: new Map() };
      case "int64":
        return {
          kind: "bigint",
          column,
          values: new BigInt64Array(initialRows),
          nulls: new Uint8Array(initialRows),
        };
      case "timestamp":
      case "int32":
        return { kind: "number", column, values: new Float64Array(initialRows) };
    }
  });
  return { rows: 0, segments: [], capacity: initialRows, stringChars: 0, columns };
}

/** Adds one row. Strings are kept once per batch. */
export function appendRow(batch: BatchBuilder, row: FlowRow, lineage: number): void {
  if (batch.rows === batch.capacity) grow(batch);
  const index = batch.rows++;
  addToSegments(batch.segments, { lineage, rows: 1 });
  for (const builder of batch.columns) {
    batch.stringChars += setValue(builder, index, row[builder.column.name as keyof FlowRow]);
  }
}

/** Adds rows at the end of a list of segments. */
export function addToSegments(segments: Segment[], { lineage, rows }: Segment): void {
  const last = segments.at(-1);
  if (last?.lineage === lineage) last.rows += rows;
  else if (rows > 0) segments.push({ lineage, rows });
}

/** Returns how many characters the batch has grown by. */
function setValue(builder: ColumnBuilder, index: number, value: FlowRow[keyof FlowRow]): number {
  switch (builder.kind) {
    case "string":
      return setString(builder, index, value as string | null);
    case "bigint":
      builder.values[index] = (value ?? 0n) as bigint;
      builder.nulls[index] = value === null ? 1 : 0;
      return 0;
    case "number":
      builder.values[index] = value as number;
      return 0;
  }
}

function setString(
  builder: StringColumn & { readonly codeOf: Map<string, number> },
  index: number,
  value: string | null,
) {
  const known = value === null ? -1 : builder.codeOf.get(value);
  if (known !== undefined) {
    builder.codes[index] = known;
    return 0;
  }
  const kept = detach(value ?? "");
  const knownKept = builder.codeOf.get(kept);
  const code = knownKept ?? (builder.values as string[]).push(kept) - 1;
  builder.codes[index] = code;
  builder.codeOf.set(kept, code);
  return knownKept === undefined ? kept.length : 0;
}

/**
 * A field cut out of a tuple keeps the whole record's text alive in V8; a copy of its own does not. Half a surrogate
 * pair, which UTF-8 cannot write, becomes U+FFFD.
 */
function detach(value: string): string {
  return Buffer.from(value, "utf8").toString("utf8");
}

function grow(batch: BatchBuilder): void {
  batch.capacity *= 2;
  batch.columns.forEach((builder, index) => {
    batch.columns[index] = grown(builder, batch.capacity);
  });
}

function grown(builder: ColumnBuilder, capacity: number): ColumnBuilder {
  switch (builder.kind) {
    case "string":
      return { ...builder, codes: copyInto(new Int32Array(capacity), builder.codes) };
    case "bigint":
      return {
        ...builder,
        values: copyInto(new BigInt64Array(capacity), builder.values),
        nulls: copyInto(new Uint8Array(capacity), builder.nulls),
      };
    case "number":
      return { ...builder, values: copyInto(new Float64Array(capacity), builder.values) };
  }
}

function copyInto<T extends { set(from: T): void }>(target: T, from: T): T {
  target.set(from);
  return target;
}
