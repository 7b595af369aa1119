import assert from "node:assert/strict";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { serialize } from "node:v8";
import { createHourlyRows, flushHours, hourFolder, writeRow, type HourlyRows } from "../../../prep/sink/hours.ts";
import { csvFormat } from "../../../prep/sink/csv.ts";
import { readCsvRows } from "../../../prep/sink/csvRows.ts";
import { parquetFormat } from "../../../prep/sink/parquet.ts";
import { createSpool } from "../../../prep/sink/spool.ts";
import type { TableFormat } from "../../../prep/sink/tableFormat.ts";
import { rowOf } from "../../helpers/rows.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const hourMs = 3_600_000;
const noonMs = Date.UTC(2018, 10, 13, 12);

async function tableIn(context: TestContext, formats: readonly TableFormat[]): Promise<HourlyRows> {
  const spool = createSpool(path.join(await temporaryFolder(context), "spool"));
  context.after(() => {
    spool.close();
  });
  return createHourlyRows(spool, formats);
}

/** Rows of each hour's chunks, by hour and format. */
function rowCounts({ hours }: HourlyRows): Map<number, number[][]> {
  const counts = [...hours.values()].map(
    ({ hourMs, chunks }) => [hourMs, chunks.map((ofFormat) => ofFormat.map(({ tally }) => tally.rows))] as const,
  );
  return new Map(counts);
}

test("the folder of an hour names its date and hour in UTC", () => {
  assert.equal(hourFolder(noonMs), "date=2018-11-13/hour=12");
  assert.equal(hourFolder(0), "date=1970-01-01/hour=00");
  assert.equal(hourFolder(Date.UTC(2286, 10, 20, 17)), "date=2286-11-20/hour=17");
});

test("rows come into the UTC hour of their own time, in every format", async (context) => {
  const table = await tableIn(context, [parquetFormat("snappy"), csvFormat]);
  for (const timeMs of [noonMs - 1, noonMs, noonMs + hourMs - 1]) writeRow(table, rowOf({ Time: timeMs }), 1);
  flushHours(table);
  assert.deepEqual(
    rowCounts(table),
    new Map([
      [noonMs - hourMs, [[1], [1]]],
      [noonMs, [[2], [2]]],
    ]),
  );
});

test("thousands of hours lose no row, and few of them are open at a time", async (context) => {
  const table = await tableIn(context, [csvFormat]);
  const hours = Array.from({ length: 5000 }, (_, hour) => noonMs + hour * hourMs);
  for (const timeMs of [...hours, ...hours]) {
    writeRow(table, rowOf({ Time: timeMs }), 1);
    assert.ok(table.openHours <= 2048, `${table.openHours} open hours`);
  }
  const open = [...table.hours.values()].filter(({ batch }) => batch !== undefined);
  assert.equal(open.length, table.openHours);
  flushHours(table);
  assert.equal(table.openHours, 0);
  assert.deepEqual(rowCounts(table), new Map(hours.map((timeMs) => [timeMs, [[1, 1]]])));
});

test("when too many hours are open, those make room that no row has come into for the longest", async (context) => {
  const table = await tableIn(context, [csvFormat]);
  for (let hour = 1; hour <= 4000; hour++) {
    writeRow(table, rowOf({ Time: noonMs + hour * hourMs }), 1);
    writeRow(table, rowOf({ Time: noonMs }), 1);
  }
  assert.deepEqual(table.hours.get(noonMs)?.chunks, [[]]);
  const open = [...table.hours.values()].filter(({ batch }) => batch !== undefined);
  assert.ok(open.length > 1024, `${open.length} open hours`);
  const newest = [...table.hours.keys()].sort((a, b) => a - b).slice(1 - open.length);
  assert.deepEqual(new Set(open.map(({ hourMs }) => hourMs)), new Set([noonMs, ...newest]));
});

test("what stays in memory of an encoded chunk is a few hundred bytes", async (context) => {
  const table = await tableIn(context, [csvFormat, parquetFormat("snappy")]);
  for (let row = 0; row < 50; row++) writeRow(table, rowOf({ Time: noonMs, Rule: `rule ${row}` }), 1);
  flushHours(table);
  const chunks = table.hours.get(noonMs)?.chunks.flat() ?? [];
  assert.equal(chunks.length, 2);
  for (const chunk of chunks) assert.ok(serialize(chunk).length < 500, `${serialize(chunk).length} bytes`);
});

test("a busy hour is encoded in chunks of a bounded number of rows", async (context) => {
  const table = await tableIn(context, [csvFormat]);
  for (let row = 0; row < 140_000; row++) writeRow(table, rowOf({ Time: noonMs + row }), 1);
  flushHours(table);
  assert.deepEqual(rowCounts(table).get(noonMs), [[1 << 17, 140_000 - (1 << 17)]]);
});

test("rows of many hours are encoded before too many wait, and none is lost", async (context) => {
  const table = await tableIn(context, [csvFormat]);
  let most = 0;
  for (let row = 0; row < 300_000; row++) {
    writeRow(table, rowOf({ Time: noonMs + (row % 500) * hourMs }), row % 500);
    most = Math.max(most, table.bufferedRows);
  }
  assert.ok(most <= 1 << 18 && most > 1 << 17, `${most} rows`);
  flushHours(table);
  assert.deepEqual([table.bufferedRows, table.bufferedChars], [0, 0]);
  const counts = [...rowCounts(table).values()].map(([chunks = []]) => chunks);
  assert.ok(counts.length === 500 && counts.every((chunks) => chunks.length <= 2));
  assert.ok(counts.every((chunks) => chunks.reduce((sum, rows) => sum + rows, 0) === 600));
});

test("a few large hours make room for many small ones", async (context) => {
  const table = await tableIn(context, [csvFormat]);
  for (let hour = 1; hour <= 1000; hour++) writeRow(table, rowOf({ Time: noonMs + hour * hourMs }), 1);
  for (let row = 0; row < 3 << 17; row++) writeRow(table, rowOf({ Time: noonMs }), 1);
  assert.equal(table.bufferedRows, 1000);
  flushHours(table);
  assert.ok([...rowCounts(table).values()].slice(0, 1000).every(([chunks]) => chunks?.length === 1));
});

test("long strings are encoded before they fill the memory", async (context) => {
  const table = await tableIn(context, [csvFormat]);
  for (let row = 0; row < 100; row++) {
    writeRow(table, rowOf({ Rule: `${row}${"r".repeat(1 << 20)}` }), 1);
    assert.ok(table.bufferedChars <= 40 << 20, `${table.bufferedChars} characters`);
  }
  flushHours(table);
  assert.deepEqual([table.bufferedRows, table.bufferedChars], [0, 0]);
  const [[chunks = []] = []] = rowCounts(table).values();
  assert.equal(
    chunks.reduce((sum, rows) => sum + rows, 0),
    100,
  );
});

test("what is encoded holds the rows, with their lineages", async (context) => {
  const table = await tableIn(context, [csvFormat]);
  for (const lineage of [1, 1, 2]) writeRow(table, rowOf({ Rule: `r${lineage}` }), lineage);
  flushHours(table);
  const [chunk] = table.hours.get(noonMs)?.chunks[0] ?? [];
  assert.deepEqual(chunk?.segments, [
    { lineage: 1, rows: 2 },
    { lineage: 2, rows: 1 },
  ]);
  const rows = await Array.fromAsync(readCsvRows(table.spool.access, chunk.start, chunk.end));
  assert.deepEqual(
    rows.map(({ fields }) => fields[8]),
    ["r1", "r1", "r2"],
  );
});
