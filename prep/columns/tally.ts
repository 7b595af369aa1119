import type { Batch } from "./batch.ts";
import { flowColumns, type FlowRow } from "./schema.ts";

/** The columns that are summed: 64-bit counters, all nullable. */
export const counterColumns = flowColumns.filter((column) => column.type === "int64");

type CounterName = (typeof counterColumns)[number]["name"];

/** Rows, and of each counter column the sum of its values and how many are null. */
export interface Tally {
  rows: number;
  readonly sums: Record<CounterName, bigint>;
  readonly nulls: Record<CounterName, number>;
}

/** A tally as JSON: sums are text, since they may be larger than 2^53. */
export interface TallyJson {
  readonly rows: number;
  readonly sums: Readonly<Record<string, string>>;
  readonly nulls: Readonly<Record<string, number>>;
}

export function createTally(): Tally {
  return { rows: 0, sums: perCounter(() => 0n), nulls: perCounter(() => 0) };
}

/** Adds one row, or any record of counters. */
export function tallyRow(tally: Tally, row: Pick<FlowRow, CounterName>): void {
  tally.rows++;
  for (const { name } of counterColumns) {
    const value = row[name];
    if (value === null) tally.nulls[name]++;
    else tally.sums[name] += value;
  }
}

const counterNames = new Set<string>(counterColumns.map(({ name }) => name));

/** The tally of a batch, counted from its columns. */
export function tallyBatch(batch: Batch): Tally {
  const tally = createTally();
  tally.rows = batch.rows;
  for (const column of batch.columns) {
    if (column.kind !== "bigint" || !isCounter(column.column.name)) continue;
    const name = column.column.name;
    for (let row = 0; row < batch.rows; row++) {
      if (column.nulls[row] === 1) tally.nulls[name]++;
      else tally.sums[name] += column.values[row] ?? 0n;
    }
  }
  return tally;
}

function isCounter(name: string): name is CounterName {
  return counterNames.has(name);
}

/** Adds `other` to `tally`, or takes it away where `sign` is -1. */
export function addTally(tally: Tally, other: Tally, sign: 1 | -1 = 1): void {
  tally.rows += sign * other.rows;
  for (const { name } of counterColumns) {
    tally.sums[name] += BigInt(sign) * other.sums[name];
    tally.nulls[name] += sign * other.nulls[name];
  }
}

export function isSameTally(a: Tally, b: Tally): boolean {
  return (
    a.rows === b.rows &&
    counterColumns.every(({ name }) => a.sums[name] === b.sums[name] && a.nulls[name] === b.nulls[name])
  );
}

export function tallyToJson({ rows, sums, nulls }: Tally): TallyJson {
  return { rows, sums: perCounter((name) => String(sums[name])), nulls };
}

/** What is missing counts as nothing. */
export function tallyFromJson({ rows, sums, nulls }: TallyJson): Tally {
  return {
    rows,
    sums: perCounter((name) => BigInt(sums[name] ?? "0")),
    nulls: perCounter((name) => nulls[name] ?? 0),
  };
}

function perCounter<T>(valueOf: (name: CounterName) => T): Record<CounterName, T> {
  const values: Partial<Record<CounterName, T>> = {};
  for (const { name } of counterColumns) values[name] = valueOf(name);
  return values as Record<CounterName, T>;
}
