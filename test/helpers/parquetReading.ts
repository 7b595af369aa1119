import assert from "node:assert/strict";
import { flowColumns, type ColumnType, type FlowRow } from "../../prep/columns/schema.ts";

/** A value as any reader can say it: 64-bit integers, and timestamps in microseconds since 1970 UTC, are text. */
export type PlainValue = string | number | null;

/** What a row group says of one of its columns; the bounds are null where it says none. */
export interface Statistics {
  readonly min: PlainValue;
  readonly max: PlainValue;
  readonly nullCount: number;
}

/** What a reader found in a Parquet file. What it has no words for is left out. */
export interface Reading {
  /** Types have the names of the schema; any other type is as the reader calls it. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly nullable?: Readonly<Record<string, boolean>>;
  /** By column, a value per row. */
  readonly values: Readonly<Record<string, readonly PlainValue[]>>;
  /** How many rows each has. */
  readonly rowGroups?: readonly number[];
  /** Per row group, by column. */
  readonly statistics?: readonly Readonly<Record<string, Statistics>>[];
  /** By column and value: how many rows a filter finds that may leave out row groups. */
  readonly found?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** By column, then row group, a value per row. */
type Written = Readonly<Record<string, readonly (readonly PlainValue[])[]>>;

/** The rows of each row group as a reader should say them. */
export function writtenOf(rowGroups: readonly (readonly FlowRow[])[]): Written {
  const columns = flowColumns.map(({ name, type }) => {
    const valuesOf = (rows: readonly FlowRow[]): PlainValue[] => rows.map((row) => plainValue(type, row[name]));
    return [name, rowGroups.map(valuesOf)];
  });
  return Object.fromEntries(columns) as Written;
}

/** Half a surrogate pair, which UTF-8 cannot write, is U+FFFD. */
function plainValue(type: ColumnType, value: FlowRow[keyof FlowRow]): PlainValue {
  if (value === null) return null;
  if (type === "timestamp") return String(BigInt(value) * 1000n);
  if (typeof value === "string") return value.toWellFormed();
  return typeof value === "bigint" ? String(value) : value;
}

/** Throws where a reading is not what was written. */
export function checkReading(reading: Reading, written: Written): void {
  checkColumns(reading);
  const { statistics, found } = reading;
  for (const { name, type } of flowColumns) {
    const groups = written[name] ?? [];
    const counts = groups.map(({ length }) => length);
    assert.deepEqual(reading.rowGroups ?? counts, counts, "rows of the row groups");
    assert.equal(statistics?.length ?? counts.length, counts.length, "row groups with statistics");
    const all = groups.flat();
    checkValues(name, reading.values[name], all);
    for (const [index, stated] of (statistics ?? []).entries()) {
      checkStatistics(`${name} of row group ${index}`, type, groups[index] ?? [], stated[name]);
    }
    if (found) checkFound(name, all, found[name]);
  }
}

function checkColumns({ columns, nullable }: Reading): void {
  const expected = flowColumns.map(({ name, type }) => ({ name, type }));
  assert.deepEqual(columns, expected, "columns");
  if (!nullable) return;
  const optional = flowColumns.map((column) => [column.name, column.nullable]);
  assert.deepEqual(Object.entries(nullable), optional, "nullable columns");
}

function checkValues(name: string, read: readonly PlainValue[] | undefined, written: readonly PlainValue[]): void {
  assert.ok(read, `no column ${name}`);
  assert.equal(read.length, written.length, `rows of ${name}`);
  const at = written.findIndex((value, row) => value !== read[row]);
  if (at >= 0) assert.fail(`${name}, row ${at}: wrote ${shown(written[at])}, read ${shown(read[at])}`);
}

function shown(value: PlainValue | undefined): string {
  return JSON.stringify(value ?? null).slice(0, 200);
}

/** The number of nulls is exact; every value lies within the bounds, and there are some where there are values. */
function checkStatistics(
  what: string,
  type: ColumnType,
  values: readonly PlainValue[],
  statistics: Statistics | undefined,
): void {
  assert.ok(statistics, `no statistics of ${what}`);
  const { min, max, nullCount } = statistics;
  assert.equal(nullCount, values.filter((value) => value === null).length, `nulls of ${what}`);
  const distinct = [...new Set(values)].filter((value) => value !== null);
  assert.deepEqual([min === null, max === null], Array(2).fill(distinct.length === 0), `bounds of ${what}`);
  const outside = distinct.find((value) => compare(type, value, min) < 0 || compare(type, value, max) > 0);
  if (outside === undefined) return;
  assert.fail(`${what}: ${shown(outside)} lies outside of ${shown(min)} to ${shown(max)}`);
}

/** Strings by their UTF-8 bytes, as Parquet orders them; integers as signed. */
function compare(type: ColumnType, a: PlainValue, b: PlainValue): number {
  if (type === "string") return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
  const difference = BigInt(a ?? 0) - BigInt(b ?? 0);
  return difference < 0n ? -1 : Number(difference > 0n);
}

function checkFound(name: string, values: readonly PlainValue[], found: Readonly<Record<string, number>> = {}): void {
  const present = values.filter((value) => value !== null).map(String);
  assert.equal(Object.keys(found).length > 0, present.length > 0, `filters on ${name}`);
  for (const [wanted, rows] of Object.entries(found)) {
    const expected = present.filter((value) => value === wanted).length;
    assert.equal(rows, expected, `rows where ${name} is ${shown(wanted)}`);
  }
}
