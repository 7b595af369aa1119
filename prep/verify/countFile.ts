import { flowColumns, trafficColumns, type FlowRow } from "../columns/schema.ts";
import { counterColumns, createTally, tallyRow, type Tally } from "../columns/tally.ts";
import type { RandomAccess } from "../destination/destination.ts";
import { csvHeader } from "../sink/csv.ts";
import { readCsvRows } from "../sink/csvRows.ts";
import { readCounters } from "../sink/mergeCsv.ts";
import { readLines } from "../sink/readLines.ts";
import { readTable } from "../sink/readTable.ts";
import { readColumns, readMetadata, type PlacedRowGroup } from "../sink/readRowGroup.ts";

/** What a file of the tables holds, counted from its rows. */
export interface FileCount {
  readonly tally: Tally;
  /** Rows whose Time does not lie in the hour of the file, and the Time of the first of them; milliseconds. */
  strays: number;
  strayMs: number | undefined;
  /** Of the traffic table only: the sum of its Flows. */
  flows?: number;
}

const hourLengthMs = 3_600_000;

/** Counts a Parquet file of one hour, given in milliseconds since 1970 UTC. Throws where it cannot be read. */
export async function countParquet(access: RandomAccess, hourMs: number): Promise<FileCount> {
  const count = createCount();
  const metadata = await readMetadata(access);
  for (const rowGroup of metadata.row_groups) await countRowGroup(count, { access, metadata, rowGroup }, hourMs);
  if (BigInt(count.tally.rows) !== metadata.num_rows) {
    throw new RangeError(`${count.tally.rows} rows where its end says ${metadata.num_rows}`);
  }
  return count;
}

async function countRowGroup(count: FileCount, group: PlacedRowGroup, hourMs: number): Promise<void> {
  const rows = Number(group.rowGroup.num_rows);
  const names = ["Time", ...counterColumns.map(({ name }) => name)];
  const [times = [], ...counters] = await readColumns(group, names);
  for (const [at, values] of [times, ...counters].entries()) {
    if (values.length === rows) continue;
    throw new RangeError(`${values.length} values of ${names[at] ?? ""} in a row group of ${rows} rows`);
  }
  count.tally.rows += rows;
  for (const [at, { name }] of counterColumns.entries()) {
    const { sum, nulls } = addUp((counters[at] ?? []) as ArrayLike<bigint | null | undefined>);
    count.tally.sums[name] += sum;
    count.tally.nulls[name] += nulls;
  }
  countStrays(count, times as ArrayLike<bigint>, hourMs);
}

function addUp(values: ArrayLike<bigint | null | undefined>): { sum: bigint; nulls: number } {
  let [sum, nulls] = [0n, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value === null || value === undefined) nulls++;
    else sum += value;
  }
  return { sum, nulls };
}

/** Times are microseconds here. */
function countStrays(count: FileCount, times: ArrayLike<bigint>, hourMs: number): void {
  const [start, end] = [BigInt(hourMs) * 1000n, BigInt(hourMs + hourLengthMs) * 1000n];
  for (let row = 0; row < times.length; row++) {
    const time = times[row] ?? 0n;
    if (time < start || time >= end) addStray(count, Number(time / 1000n));
  }
}

/** Counts a CSV file of one hour. Throws where it cannot be read. */
export async function countCsv(access: RandomAccess, hourMs: number): Promise<FileCount> {
  const count = createCount();
  const header = Buffer.from(csvHeader);
  const start = Buffer.from(await access.slice(0, Math.min(header.length, access.byteLength)));
  if (!start.equals(header)) throw new TypeError("its first line is not that of the table");
  for await (const row of readCsvRows(access, header.length)) {
    const { fields } = row;
    const place = `the row at byte ${row.start}`;
    if (fields.length !== flowColumns.length) throw new RangeError(`${place} has ${fields.length} fields`);
    const timeMs = Date.parse(fields[0] ?? "");
    if (Number.isNaN(timeMs)) throw new TypeError(`${place} has no time`);
    tallyRow(count.tally, readCounters(row));
    if (timeMs < hourMs || timeMs >= hourMs + hourLengthMs) addStray(count, timeMs);
  }
  return count;
}

/** Counts a file of the traffic table. Throws where it cannot be read. */
export async function countTraffic(
  access: RandomAccess,
  hourMs: number,
  format: "parquet" | "csv",
): Promise<FileCount> {
  const count = { ...createCount(), flows: 0 };
  for await (const rows of readTable(access, format, trafficColumns)) {
    for (const row of rows) {
      tallyRow(count.tally, row as Pick<FlowRow, (typeof counterColumns)[number]["name"]>);
      count.flows += Number(row["Flows"]);
      if (row["Time"] !== hourMs) addStray(count, Number(row["Time"]));
    }
  }
  return count;
}

/** Counts the lines of a file of rejects, each of them an object of JSON. Throws where it cannot be read. */
export async function countRejects(access: RandomAccess): Promise<FileCount> {
  const count = createCount();
  let end = 0;
  for await (const line of readLines(access)) {
    const reject: unknown = JSON.parse(line.text);
    if (typeof reject !== "object" || reject === null)
      throw new TypeError(`the line at byte ${line.start} is no reject`);
    count.tally.rows++;
    ({ end } = line);
  }
  if (end < access.byteLength) throw new RangeError(`the line at byte ${end} is cut`);
  return count;
}

function createCount(): FileCount {
  return { tally: createTally(), strays: 0, strayMs: undefined };
}

function addStray(count: FileCount, timeMs: number): void {
  count.strays++;
  count.strayMs ??= timeMs;
}
