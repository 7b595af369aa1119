import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import test, { after, before } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { embedJson } from "../../preview/buildPage.ts";
import { buildCube, type Cube } from "../../preview/cube/buildCube.ts";
import { buildFigures, countTotals } from "../../preview/cube/countFigures.ts";
import { sumOf, textOf, type Groups } from "../../preview/cube/groups.ts";
import { packCube } from "../../preview/cube/packCube.ts";
import { unpackCube } from "../../preview/page/data/cube.ts";
import { dimensionNames, measureNames } from "../../preview/payload.ts";
import type { FlowBatch } from "../../preview/tables/flowBatch.ts";
import { listTables } from "../../preview/tables/listTables.ts";
import { readCsv } from "../../preview/tables/readCsv.ts";
import { readParquet } from "../../preview/tables/readParquet.ts";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { tallyRows } from "../../scripts/estate/tally.ts";
import { createFolder, prepareEstate, rowOf, writeCsv, type TableRow } from "./openPage.ts";

const estate = buildEstate();
const tally = tallyRows(estate.rows);
let folder = "";
let prepared = "";
let remove: () => Promise<void>;

before(async () => {
  ({ folder, remove } = await createFolder());
  await writeCsv(path.join(folder, "estate.csv"), estate.rows.map(pickColumns));
  prepared = await prepareEstate(folder);
});
after(() => remove());

test("figures and groups of a CSV file add up to the generator's tally", async () => {
  const cube = await buildCube(readCsv(path.join(folder, "estate.csv")));
  const totals = countTotals(cube);
  assert.equal(totals.rows, tally.rows);
  assert.equal(totals.allowed, tally.byAction["Allow"]);
  assert.equal(totals.denied, tally.byAction["Deny"]);
  assert.equal(totals.bytes, tally.sums.BytesSrcToDest + tally.sums.BytesDestToSrc);
  assert.equal(totals.measuredRows, tally.rows - tally.nulls.BytesSrcToDest);
  assert.equal(sumGroups(cube.shown, "Flows"), BigInt(tally.rows));
  assert.equal(sumGroups(cube.shown, "BytesSrcToDest") + sumGroups(cube.shown, "BytesDestToSrc"), totals.bytes);
  const denied = [...cube.shown.byKey.values()].filter((group) => textOf(cube.shown, group, "Action") === "Deny");
  assert.ok(denied.length > 0 && denied.every((group) => sumOf(group, "BytesSrcToDest") === null));
});

test("hourly totals and the flows that they sum give the same cube", async () => {
  const tables = await listTables(prepared);
  assert.ok(tables.files.every((file) => file.includes(`${path.sep}traffic${path.sep}`)));
  const flows = await listTables(path.join(prepared, "flows"));
  const [fromTotals, fromFlows] = [await buildCube(readAll(tables.files)), await buildCube(readAll(flows.files))];
  assert.deepEqual(countTotals(fromTotals), countTotals(fromFlows));
  assert.deepEqual(packCube(fromTotals.shown), packCube(fromFlows.shown));
  assert.ok(sumGroups(fromTotals.shown, "Sessions") > 0n);
});

test("Parquet gives the same as CSV, in every compression and with several row groups", async () => {
  const expected = packCube((await buildCube(readCsv(path.join(folder, "estate.csv")))).shown);
  for (const compression of ["snappy", "zstd", "uncompressed"]) {
    const file = path.join(folder, `${compression}.parquet`);
    await convert(path.join(folder, "estate.csv"), file, `COMPRESSION ${compression}, ROW_GROUP_SIZE 2048`);
    assert.deepEqual(packCube((await buildCube(readParquet(file))).shown), expected);
  }
});

test("CSV is read the same wherever its chunks end, also inside quotes", async () => {
  const file = path.join(folder, "long.csv");
  const rule = `"a,\n""b" ${"x".repeat(700)}`;
  await writeCsv(
    file,
    Array.from({ length: 4000 }, (_, index) => rowOf({ SrcIp: `h${String(index % 7)}`, Rule: rule })),
  );
  const cube = await buildCube(readCsv(file));
  assert.equal(countTotals(cube).rows, 4000);
  assert.equal(cube.shown.byKey.size, 7);
  assert.ok([...cube.shown.byKey.values()].every((group) => textOf(cube.shown, group, "Rule") === rule));
});

test("a pair that was never measured has null bytes, one direction alone counts", async () => {
  const file = path.join(folder, "nulls.csv");
  await writeCsv(file, [
    rowOf({ SrcIp: "never" }),
    rowOf({ SrcIp: "zero", BytesSrcToDest: 0n, BytesDestToSrc: 0n }),
    rowOf({ SrcIp: "back", BytesDestToSrc: 7n }),
    rowOf({ SrcIp: "huge", BytesSrcToDest: 9223372036854775807n, BytesDestToSrc: 1n }),
  ]);
  const cube = await buildCube(readCsv(file));
  const { shown } = cube;
  const read = (name: "BytesSrcToDest" | "BytesDestToSrc") =>
    [...shown.byKey.values()].map((group) => sumOf(group, name));
  assert.deepEqual(read("BytesSrcToDest"), [null, 0n, null, 9223372036854775807n]);
  assert.deepEqual(read("BytesDestToSrc"), [null, 0n, 7n, 1n]);
  assert.equal(countTotals(cube).measuredRows, 3);
  assert.equal(countTotals(cube).bytes, 9223372036854775815n);
});

test("the page unpacks what was packed: every text, every sum, null as no number", async () => {
  const { shown } = await buildCube(readAll((await listTables(prepared)).files));
  const cube = await unpackCube(packCube(shown));
  const read = Array.from({ length: cube.rowCount }, (_, row) => [
    ...dimensionNames.map((name) => cube.dimension(name).texts[cube.dimension(name).codes[row] ?? -1]),
    ...measureNames.map((name) => cube.measure(name)[row]),
  ]);
  const groups = [...shown.byKey.values()].map((group) => [
    ...dimensionNames.map((name) => textOf(shown, group, name)),
    ...measureNames.map((name) => Number(sumOf(group, name) ?? NaN)),
  ]);
  const sorted = (rows: readonly unknown[][]): string[] => rows.map((row) => row.map(String).join("|")).sort();
  assert.ok(read.length > 1000);
  assert.deepEqual(sorted(read), sorted(groups));
});

test("detail goes before flows do: ports, hours, days; then seen is what is shown and what is left out", async () => {
  const { files } = await listTables(prepared);
  const whole = await buildCube(readAll(files));
  const sizes: number[] = [];
  for (const inPage of [1600, 900, 400, 20]) {
    for (const inMemory of [inPage * 2, 1e6]) {
      const cube = await buildCube(readAll(files), { inMemory, inPage, ports: 60 });
      assert.ok(cube.shown.byKey.size <= inPage && cube.all.byKey.size <= inMemory);
      assertConserved(cube, whole);
      sizes.push(cube.level);
    }
  }
  assert.deepEqual([...new Set(sizes)].sort(), [1, 2, 3]);
  const smallest = await buildCube(readAll(files), { inMemory: 1e6, inPage: 20, ports: 60 });
  const { leftOut, rows, busiest } = buildFigures(smallest, countTotals(smallest));
  assert.ok(leftOut.flows > 0 && leftOut.groups > 0);
  assert.equal(Number(sumGroups(smallest.shown, "Flows")) + leftOut.flows, rows);
  assert.deepEqual(busiest, buildFigures(whole, countTotals(whole)).busiest);
});

test("only the ports with the most flows are told apart, the others keep their sums", async () => {
  const { files } = await listTables(prepared);
  const cube = await buildCube(readAll(files), { inMemory: 1e6, inPage: 1e6, ports: 3 });
  const ports = new Set([...cube.shown.byKey.values()].map((group) => textOf(cube.shown, group, "DestPort")));
  assert.equal(ports.size, 4);
  assert.ok(ports.has("443") && ports.has("other"));
  assert.equal(sumGroups(cube.shown, "Flows"), BigInt(tally.rows));
});

test("tables are found by kind: Parquet before CSV, without state and rejects; totals only where every hour has them", async () => {
  const out = path.join(folder, "found");
  const hours = ["date=2018-11-13/hour=12", "date=2018-11-13/hour=13"];
  for (const place of [...hours.map((hour) => `flows/${hour}`), `traffic/${hours[0] ?? ""}`, "_state", "rejects"]) {
    await mkdir(path.join(out, place), { recursive: true });
    await writeFile(path.join(out, place, "a.csv"), "");
  }
  const inFolder = (name: string): string[] => hours.map((hour) => path.join(out, name, hour, "a.csv"));
  assert.deepEqual(await listTables(out), { kind: "csv", files: inFolder("flows") });
  await mkdir(path.join(out, "traffic", hours[1] ?? ""), { recursive: true });
  await writeFile(path.join(out, "traffic", hours[1] ?? "", "a.csv"), "");
  assert.deepEqual(await listTables(out), { kind: "csv", files: inFolder("traffic") });
  const parquet = path.join(out, "flows", hours[0] ?? "", "a.parquet");
  await writeFile(parquet, "");
  assert.deepEqual(await listTables(out), { kind: "parquet", files: [parquet] });
  await assert.rejects(listTables(path.join(out, "nowhere")), /no such file or folder/);
  await mkdir(path.join(out, "empty"));
  await assert.rejects(listTables(path.join(out, "empty")), /no \.parquet and no \.csv in .*empty/);
});

test("a table that is none of ours is told by its missing column", async () => {
  const file = path.join(folder, "other.csv");
  await writeFile(file, "A,B\n1,2\n");
  await assert.rejects(buildCube(readCsv(file)), /no column "Time" in .*other\.csv/);
});

test("JSON in a page keeps its value and cannot end the script", () => {
  const value = { text: "</script><!--\u2028\u2029", list: [1, null, "__proto__"] };
  assert.deepEqual(JSON.parse(embedJson(value)), value);
  assert.doesNotMatch(embedJson(value), /[<\u2028\u2029]/);
});

function assertConserved(cube: Cube, whole: Cube): void {
  assert.deepEqual(cube.read, whole.read);
  measureNames.forEach((name, at) => {
    assert.equal(sumGroups(cube.shown, name) + (cube.leftOut[at] ?? 0n), whole.read[at] ?? 0n, name);
  });
}

function sumGroups({ byKey }: Groups, name: (typeof measureNames)[number]): bigint {
  return [...byKey.values()].reduce((sum, group) => sum + (sumOf(group, name) ?? 0n), 0n);
}

async function* readAll(files: readonly string[]): AsyncGenerator<FlowBatch> {
  for (const file of files) yield* readParquet(file);
}

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
