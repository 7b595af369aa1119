import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import test, { after, before } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { aggregateFlows, type FlowGroup } from "../../preview/aggregateFlows.ts";
import { buildData } from "../../preview/buildData.ts";
import { embedJson } from "../../preview/buildPage.ts";
import { listTables } from "../../preview/listTables.ts";
import { readCsv } from "../../preview/readCsv.ts";
import { readParquet } from "../../preview/readParquet.ts";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { tallyRows } from "../../scripts/estate/tally.ts";
import { createFolder, rowOf, writeCsv, type TableRow } from "./openPage.ts";

const estate = buildEstate();
const tally = tallyRows(estate.rows);
let folder = "";
let remove: () => Promise<void>;

before(async () => {
  ({ folder, remove } = await createFolder());
  await writeCsv(path.join(folder, "estate.csv"), estate.rows.map(pickColumns));
});
after(() => remove());

test("figures and groups of a CSV file add up to the generator's tally", async () => {
  const { totals, groups } = await aggregateFlows(readCsv(path.join(folder, "estate.csv")));
  assert.equal(totals.rows, tally.rows);
  assert.equal(totals.allowed, tally.byAction["Allow"]);
  assert.equal(totals.denied, tally.byAction["Deny"]);
  assert.equal(totals.bytes, tally.sums.BytesSrcToDest + tally.sums.BytesDestToSrc);
  assert.equal(totals.measuredRows, tally.rows - tally.nulls.BytesSrcToDest);
  assert.deepEqual([totals.minTimeMs, totals.maxTimeMs], [tally.minTime, tally.maxTime]);
  assert.equal(sum(groups.map(({ flows }) => BigInt(flows))), BigInt(tally.rows));
  assert.equal(sum(groups.map(({ bytes }) => bytes ?? 0n)), totals.bytes);
  assert.ok(groups.some(({ action, bytes }) => action === "Deny" && bytes === null));
});

test("Parquet gives the same as CSV, in every compression and with several row groups", async () => {
  const expected = await aggregateFlows(readCsv(path.join(folder, "estate.csv")));
  for (const compression of ["snappy", "zstd", "uncompressed"]) {
    const file = path.join(folder, `${compression}.parquet`);
    await convert(path.join(folder, "estate.csv"), file, `COMPRESSION ${compression}, ROW_GROUP_SIZE 2048`);
    const { totals, groups } = await aggregateFlows(readParquet(file));
    assert.deepEqual(totals, expected.totals);
    assert.deepEqual(groups.toSorted(byName), expected.groups.toSorted(byName));
  }
});

test("CSV is read the same wherever its chunks end, also inside quotes", async () => {
  const file = path.join(folder, "long.csv");
  const rule = `"a,\n""b" ${"x".repeat(700)}`;
  await writeCsv(
    file,
    Array.from({ length: 4000 }, (_, index) => rowOf({ SrcIp: `h${index % 7}`, Rule: rule })),
  );
  const { totals, groups } = await aggregateFlows(readCsv(file));
  assert.equal(totals.rows, 4000);
  assert.equal(groups.length, 7);
  assert.ok(groups.every((group) => group.rule === rule));
});

test("a pair that was never measured has null bytes, one direction alone counts", async () => {
  const file = path.join(folder, "nulls.csv");
  await writeCsv(file, [
    rowOf({ SrcIp: "never" }),
    rowOf({ SrcIp: "zero", BytesSrcToDest: 0n, BytesDestToSrc: 0n }),
    rowOf({ SrcIp: "back", BytesDestToSrc: 7n }),
    rowOf({ SrcIp: "huge", BytesSrcToDest: 9223372036854775807n, BytesDestToSrc: 1n }),
  ]);
  const { totals, groups } = await aggregateFlows(readCsv(file));
  assert.deepEqual(
    groups.map(({ source, bytes }) => [source, bytes]),
    [
      ["never", null],
      ["zero", 0n],
      ["back", 7n],
      ["huge", 9223372036854775808n],
    ],
  );
  assert.equal(totals.measuredRows, 3);
});

test("beyond the window the largest of either weight stay, and the figures count all", async () => {
  const { totals, groups } = await aggregateFlows(readCsv(path.join(folder, "estate.csv")));
  const data = buildData(totals, groups, 10);
  assert.ok(data.groups.flows.length > 10 && data.groups.flows.length <= 20);
  assert.equal(data.figures.groups, groups.length);
  assert.equal(Math.max(...data.groups.flows), Math.max(...groups.map(({ flows }) => flows)));
  assert.equal(
    data.groups.flows.toSorted((a, b) => b - a)[9],
    groups.map(({ flows }) => flows).toSorted((a, b) => b - a)[9],
  );
  assert.deepEqual(data.figures.busiest?.source, "10.5.16.4");
  assert.deepEqual(data.figures.mostDenied?.source, "192.0.2.66");
});

test("tables are found by kind: Parquet before CSV, without state and rejects", async () => {
  const out = path.join(folder, "prepared");
  for (const place of ["flows/date=2018-11-13/hour=12", "_state", "rejects"]) {
    await mkdir(path.join(out, place), { recursive: true });
    await writeFile(path.join(out, place, "a.csv"), "");
  }
  const hour = path.join(out, "flows", "date=2018-11-13", "hour=12");
  assert.deepEqual(await listTables(out), { kind: "csv", files: [path.join(hour, "a.csv")] });
  await writeFile(path.join(hour, "a.parquet"), "");
  assert.deepEqual(await listTables(out), { kind: "parquet", files: [path.join(hour, "a.parquet")] });
  await assert.rejects(listTables(path.join(out, "nowhere")), /no such file or folder/);
  await mkdir(path.join(out, "empty"));
  await assert.rejects(listTables(path.join(out, "empty")), /no \.parquet and no \.csv in .*empty/);
});

test("a table that is none of ours is told by its missing column", async () => {
  const file = path.join(folder, "other.csv");
  await writeFile(file, "A,B\n1,2\n");
  await assert.rejects(aggregateFlows(readCsv(file)), /no column "Time" in .*other\.csv/);
});

test("JSON in a page keeps its value and cannot end the script", () => {
  const value = { text: "</script><!--\u2028\u2029", list: [1, null, "__proto__"] };
  assert.deepEqual(JSON.parse(embedJson(value)), value);
  assert.doesNotMatch(embedJson(value), /[<\u2028\u2029]/);
});

function pickColumns({ Time, SrcIp, DestIp, Rule, Action, BytesSrcToDest, BytesDestToSrc }: TableRow): TableRow {
  return { Time, SrcIp, DestIp, Rule, Action, BytesSrcToDest, BytesDestToSrc };
}

async function convert(csv: string, parquet: string, options: string): Promise<void> {
  const connection = await (await DuckDBInstance.create()).connect();
  const types = "{'Time': 'TIMESTAMPTZ', 'BytesSrcToDest': 'BIGINT', 'BytesDestToSrc': 'BIGINT'}";
  const table = `read_csv('${csv}', header = true, types = ${types})`;
  await connection.run(`COPY (SELECT * FROM ${table}) TO '${parquet}' (FORMAT parquet, ${options})`);
  connection.closeSync();
}

function byName(a: FlowGroup, b: FlowGroup): number {
  const [left, right] = [a, b].map(({ source, destination, rule, action }) =>
    [source, destination, rule, action].join(),
  );
  return (left ?? "") < (right ?? "") ? -1 : 1;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
