import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import type { FlowRow } from "../../../prep/columns/schema.ts";
import { parquetFormat } from "../../../prep/sink/parquet.ts";
import { rangeOf, readMetadata } from "../../../prep/sink/readRowGroup.ts";
import { flowsParquet, query } from "../../helpers/duckdb.ts";
import { countDifferences, noDifference, writeExpected } from "../../helpers/expectedRows.ts";
import { rowOf } from "../../helpers/rows.ts";
import { accessOf, createTableFile, mergeInto, type TableFile } from "../../helpers/tables.ts";

const snappy = parquetFormat("snappy");
const largeRows = 1 << 16;

function rowsFrom(first: number, count: number): FlowRow[] {
  return Array.from({ length: count }, (_, index) =>
    rowOf({ Time: 1_542_110_400_000 + first + index, BytesSrcToDest: BigInt((first + index) % 1000) }),
  );
}

const largeGroup = rowsFrom(0, largeRows);

async function groupRows(table: TableFile): Promise<number[]> {
  const metadata = await readMetadata(accessOf(table.file));
  return metadata.row_groups.map(({ num_rows: rows }) => Number(rows));
}

async function assertRows(table: TableFile, rows: readonly FlowRow[]): Promise<void> {
  const expected = await writeExpected(path.join(table.folder, "expected.ndjson"), rows);
  assert.deepEqual(await countDifferences(flowsParquet(table.folder), expected), noDifference);
}

/** For many rows: a list of them all would take DuckDB long to read. */
async function assertFigures({ file }: TableFile, rows: readonly FlowRow[]): Promise<void> {
  const sums =
    "sum(epoch_ms(Time)) AS times, sum(BytesSrcToDest) AS bytes, sum(epoch_ms(Time) * BytesSrcToDest) AS both";
  const [figures] = await query(`SELECT count(*) AS rows, count(DISTINCT Time) AS moments, ${sums} FROM '${file}'`);
  const sum = (valueOf: (row: FlowRow) => bigint): string =>
    String(rows.reduce((total, row) => total + valueOf(row), 0n));
  assert.deepEqual(figures, {
    rows: String(rows.length),
    moments: String(new Set(rows.map(({ Time }) => Time)).size),
    times: sum(({ Time }) => BigInt(Time)),
    bytes: sum(({ BytesSrcToDest }) => BytesSrcToDest ?? 0n),
    both: sum(({ Time, BytesSrcToDest }) => BigInt(Time) * (BytesSrcToDest ?? 0n)),
  });
}

/** A file of one large row group, of one lineage each. */
async function tableOf(context: TestContext, lineages: readonly number[]): Promise<TableFile> {
  const table = createTableFile(context, snappy);
  const chunks = lineages.map((lineage) => [[lineage, largeGroup]] as const);
  await mergeInto(table, chunks);
  return table;
}

test("a file that grows a hundred times by a few rows keeps one row group", async (context) => {
  const table = createTableFile(context, snappy);
  for (let step = 0; step < 100; step++) {
    await mergeInto(table, [[[step, rowsFrom(step, 1)]]]);
    assert.equal((await groupRows(table)).length, 1);
  }
});

test("a file that grows by many rows has few row groups, and none is put together twice as large as wanted", async (context) => {
  const table = createTableFile(context, snappy);
  const [all, steps, rowsPerStep]: [FlowRow[], number, number] = [[], 5, 20_000];
  for (let step = 0; step < steps; step++) {
    const rows = rowsFrom(step * rowsPerStep, rowsPerStep);
    await mergeInto(table, [[[step, rows]]]);
    all.push(...rows);
  }
  const groups = await groupRows(table);
  assert.ok(groups.length <= 2, groups.join());
  assert.ok(groups.every((rows) => rows <= 1 << 17));
  await assertFigures(table, all);
});

test("large row groups are copied as bytes and not read", async (context) => {
  const table = await tableOf(context, [1, 2]);
  const before = readFileSync(table.file);
  const { row_groups: groups } = await readMetadata(accessOf(table.file));
  const ranges = groups.map(rangeOf);
  const merged = await mergeInto(table, [[[3, rowsFrom(0, 10)]], [[4, rowsFrom(0, 10)]]]);
  const kept = merged.parts.flatMap((part) => (part.kind === "kept" ? [{ start: part.start, end: part.end }] : []));
  assert.deepEqual(kept, ranges);
  const after = readFileSync(table.file);
  assert.equal(after.indexOf(before.subarray(ranges[0]?.start, ranges[1]?.end)), ranges[0]?.start);
  assert.deepEqual(await groupRows(table), [largeRows, largeRows, 20]);
});

test("one small row group is left as it is: to write it anew alone would gain nothing", async (context) => {
  const table = createTableFile(context, snappy);
  await mergeInto(table, [[[1, rowsFrom(0, 10)]]]);
  const { parts } = await mergeInto(table, [[[2, largeGroup]]]);
  assert.equal(parts.filter(({ kind }) => kind === "kept").length, 1);
  assert.deepEqual(await groupRows(table), [10, largeRows]);
});

test("only the row groups that lose rows are written anew", async (context) => {
  const table = await tableOf(context, [1, 2, 3]);
  const { parts } = await mergeInto(table, [], (lineage) => (lineage === 2 ? undefined : lineage));
  assert.equal(parts.filter(({ kind }) => kind === "kept").length, 2);
  assert.deepEqual(await groupRows(table), [largeRows, largeRows]);
  await assertFigures(table, [...largeGroup, ...largeGroup]);
});

test("one file may hold row groups of several compressions", async (context) => {
  const table = await tableOf(context, [1]);
  for (const compression of ["zstd", "none", "snappy"] as const) {
    const other: TableFile = { ...table, format: parquetFormat(compression) };
    await mergeInto(other, [[[2, largeGroup]]]);
    table.known = other.known;
  }
  const rows = await query(`SELECT DISTINCT compression AS codec FROM parquet_metadata('${table.file}') ORDER BY 1`);
  assert.deepEqual(
    rows.map(({ codec }) => codec),
    ["SNAPPY", "UNCOMPRESSED", "ZSTD"],
  );
  const { parts } = await mergeInto(table, [], (lineage) => (lineage === 2 ? undefined : lineage));
  assert.equal(parts.filter(({ kind }) => kind === "kept").length, 1);
  await assertFigures(table, largeGroup);
});

test("small row groups of every compression can be read and put together", async (context) => {
  const table = createTableFile(context, snappy);
  for (const [lineage, compression] of (["zstd", "none", "snappy", "zstd"] as const).entries()) {
    const other: TableFile = { ...table, format: parquetFormat(compression) };
    await mergeInto(other, [[[lineage, rowsFrom(lineage, 100)]]]);
    table.known = other.known;
  }
  assert.deepEqual(await groupRows(table), [400]);
  await assertRows(
    table,
    [0, 1, 2, 3].flatMap((lineage) => rowsFrom(lineage, 100)),
  );
});

test("long strings do not gather in one row group, and are not written anew with each merge", async (context) => {
  const table = createTableFile(context, snappy);
  const long = (step: number): FlowRow[] =>
    Array.from({ length: 24 }, (_, index) => rowOf({ Rule: `${step} ${index} ${"r".repeat(1 << 20)}` }));
  for (let step = 0; step < 3; step++) await mergeInto(table, [[[step, long(step)]]]);
  assert.deepEqual(await groupRows(table), [24, 24, 24]);
  const small = [0, 1, 2].map((lineage) => [[lineage, rowsFrom(0, 1)]] as const);
  const { parts } = await mergeInto(table, small);
  assert.equal(parts.filter(({ kind }) => kind === "kept").length, 3);
  const chunks = Array.from({ length: 9 }, (_, step) => [[step, long(step).slice(0, 7)]] as const);
  await mergeInto(table, chunks);
  const groups = await groupRows(table);
  assert.ok(
    groups.every((rows) => rows < 40),
    groups.join(),
  );
});

const damages: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  "that is cut": (bytes) => bytes.subarray(0, -100),
  "without its last byte": (bytes) => bytes.subarray(0, -1),
  "that is empty": () => Buffer.alloc(0),
  "of another kind": () => Buffer.from("Time,SrcIp\n".repeat(100)),
  "with a damaged footer": (bytes) =>
    Buffer.concat([bytes.subarray(0, -40), Buffer.alloc(32, 0xff), bytes.subarray(-8)]),
  "whose pages are gone": (bytes) => Buffer.from(bytes).fill(0, 4, 200),
};

for (const [what, damage] of Object.entries(damages)) {
  test(`a file ${what} is an error`, async (context) => {
    const table = createTableFile(context, snappy);
    await mergeInto(table, [[[1, rowsFrom(0, 100)]]]);
    writeFileSync(table.file, damage(readFileSync(table.file)));
    await assert.rejects(mergeInto(table, [[[2, rowsFrom(0, 10)]]]));
  });
}
