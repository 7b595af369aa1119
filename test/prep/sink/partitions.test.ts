import assert from "node:assert/strict";
import { test } from "node:test";
import { createPartitionedTable, finishTable, partitionPath, writeRow } from "../../../prep/sink/partitions.ts";
import { csvFormat } from "../../../prep/sink/csv.ts";
import { parquetFormat } from "../../../prep/sink/parquet.ts";
import { query } from "../../helpers/duckdb.ts";
import { rowOf } from "../../helpers/rows.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const hourMs = 3_600_000;
const noonMs = Date.UTC(2018, 10, 13, 12);

test("a partition is the UTC hour of a row's own time", () => {
  assert.equal(partitionPath(noonMs), "date=2018-11-13/hour=12");
  assert.equal(partitionPath(0), "date=1970-01-01/hour=00");
});

test("rows land in the folder of their hour, in every format", async (context) => {
  const folder = await temporaryFolder(context);
  const table = createPartitionedTable(folder, [parquetFormat("snappy"), csvFormat]);
  for (const timeMs of [noonMs - 1, noonMs, noonMs + hourMs - 1]) writeRow(table, rowOf({ Time: timeMs }));
  finishTable(table);
  assert.deepEqual([...table.files].sort(), [
    "date=2018-11-13/hour=11/flows-0000.csv",
    "date=2018-11-13/hour=11/flows-0000.parquet",
    "date=2018-11-13/hour=12/flows-0000.csv",
    "date=2018-11-13/hour=12/flows-0000.parquet",
  ]);
});

test("more hours than can be open at a time lose no row", async (context) => {
  const folder = await temporaryFolder(context);
  const table = createPartitionedTable(folder, [parquetFormat("snappy")]);
  const hours = Array.from({ length: 3000 }, (_, hour) => noonMs + hour * hourMs);
  for (const timeMs of [...hours, ...hours]) writeRow(table, rowOf({ Time: timeMs }));
  finishTable(table);
  assert.equal(table.files.length, 6000);
  assert.deepEqual(
    await query(
      `SELECT count(*)::INTEGER AS rows, count(DISTINCT Time)::INTEGER AS hours FROM '${folder}/**/*.parquet'`,
    ),
    [{ rows: 6000, hours: 3000 }],
  );
});

test("a busy hour is written in several row groups of one file", async (context) => {
  const folder = await temporaryFolder(context);
  const table = createPartitionedTable(folder, [parquetFormat("snappy")]);
  for (let row = 0; row < 140_000; row++) writeRow(table, rowOf({ Time: noonMs + row }));
  finishTable(table);
  const groups = await query(
    `SELECT DISTINCT row_group_num_rows::INTEGER AS rows FROM parquet_metadata('${folder}/**/*.parquet') ORDER BY 1`,
  );
  assert.deepEqual(groups, [{ rows: 140_000 - (1 << 17) }, { rows: 1 << 17 }]);
});

test("rows that go round many hours land in one file an hour", async (context) => {
  const folder = await temporaryFolder(context);
  const table = createPartitionedTable(folder, [csvFormat]);
  for (let row = 0; row < 20_000; row++) writeRow(table, rowOf({ Time: noonMs + (row % 500) * hourMs }));
  finishTable(table);
  assert.equal(table.files.length, 500);
});

test("long strings are written before they fill the memory", async (context) => {
  const folder = await temporaryFolder(context);
  const table = createPartitionedTable(folder, [csvFormat]);
  for (let row = 0; row < 100; row++) writeRow(table, rowOf({ Rule: `${row}${"r".repeat(1 << 20)}` }));
  assert.ok(table.bufferedChars <= 40 << 20, `${table.bufferedChars} characters`);
  finishTable(table);
  assert.deepEqual([table.rows, table.bufferedRows, table.bufferedChars], [100, 0, 0]);
});
