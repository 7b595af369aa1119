import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after, before } from "node:test";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { counterColumns, tallyRows } from "../../scripts/estate/tally.ts";
import { flowsCsv, flowsParquet, query } from "../helpers/duckdb.ts";
import { countDifferences, noDifference, writeExpected } from "../helpers/expectedRows.ts";
import { checkTraffic } from "../helpers/traffic.ts";
import { runStart } from "./runStart.ts";

const { rows } = buildEstate();
const tally = tallyRows(rows);
let folder = "";
let run: Awaited<ReturnType<typeof runStart>>;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "flow-chord-start-"));
  run = await runStart(["--out", folder]);
});
after(() => rm(folder, { recursive: true, force: true }));

test("npm start ends well, in plain lines, and says where everything lies and what to do next", async () => {
  assert.equal(run.status, 0, run.stderr);
  for (const step of ["1/6", "2/6", "3/6", "4/6", "5/6", "6/6"]) assert.ok(run.stderr.includes(`[${step}] `));
  assert.doesNotMatch(run.stdout + run.stderr, /\u001b/);
  assert.match(run.stdout, /Blobs +60 /);
  assert.ok(run.stdout.includes(tally.rows.toLocaleString("en-US")));
  assert.ok(run.stdout.includes(`${(tally.byAction["Deny"] ?? 0).toLocaleString("en-US")} denied`));
  assert.ok(run.stdout.includes((tally.sums.BytesSrcToDest + tally.sums.BytesDestToSrc).toLocaleString("en-US")));
  assert.match(run.stdout, /Next, in Power BI Desktop/);
  assert.ok((await stat(path.join(folder, "preview.html"))).size > 100_000);
  assert.ok(run.stdout.includes(path.join(folder, "report", "Flow Chord.pbip")));
  const model = path.join(folder, "report", "Flow Chord.SemanticModel", "definition", "expressions.tmdl");
  assert.ok((await readFile(model, "utf8")).includes(`DataLocation = "${folder}"`));
});

test("the traffic table is that of the rows, in both formats", async () => {
  await checkTraffic(folder, "parquet");
  await checkTraffic(folder, "csv");
});

test("DuckDB finds in the Parquet files exactly the rows that the generator wrote", async () => {
  const expected = await writeExpected(path.join(folder, "expected.ndjson"), rows);
  assert.deepEqual(await countDifferences(flowsParquet(folder), expected), noDifference);
});

test("DuckDB finds the same rows in the CSV files and in the Parquet files", async () => {
  assert.deepEqual(await countDifferences(flowsCsv(folder), flowsParquet(folder)), noDifference);
});

test("counts, sums and nulls in both formats are those of the generator's tally", async () => {
  const sums = counterColumns.map((column) => `sum(${column})::VARCHAR AS ${column}`);
  const nulls = counterColumns.map((column) => `count(*) - count(${column}) AS ${column}_nulls`);
  const states = "count(*) - count(FlowState) AS states, count(*) AS rows";
  const expected = {
    ...Object.fromEntries(counterColumns.map((column) => [column, String(tally.sums[column])])),
    ...Object.fromEntries(counterColumns.map((column) => [`${column}_nulls`, String(tally.nulls[column])])),
    states: String(tally.nulls.FlowState),
    rows: String(tally.rows),
  };
  for (const table of [flowsParquet(folder), flowsCsv(folder)]) {
    assert.deepEqual(await query(`SELECT ${[...sums, ...nulls, states].join(", ")} FROM ${table}`), [expected]);
  }
});

test("every row lies in the folder of its own date and hour", async () => {
  const files = (await readdir(path.join(folder, "flows"), { recursive: true })).filter((name) => name.includes("."));
  assert.ok(files.length >= 12);
  const table = flowsParquet(folder).replace("hive_partitioning = false", "filename = 'file'");
  const wrong = `SELECT count(*) AS n FROM ${table} WHERE NOT contains(file, strftime(Time, 'date=%Y-%m-%d/hour=%H/'))`;
  assert.deepEqual(await query(wrong), [{ n: "0" }]);
});

test("logs of one's own: what is good is shown, rejects are told, and the run ends well", async () => {
  const logs = path.join(folder, "own");
  const tuples = ["1542110379,10.0.0.1,10.0.0.2,1,2,T,O,A,E,1,66,1,66", "1542110379,10.0.0.1,10.0.0.2,1,2,T,O,X,B,,,,"];
  const flows = [{ rule: "UserRule_own", flows: [{ mac: "000D3AF80001", flowTuples: tuples }] }];
  const record = {
    time: "2018-11-13T12:00:35Z",
    category: "NetworkSecurityGroupFlowEvent",
    resourceId: "/NSG",
    properties: { Version: 2, flows },
  };
  await writeFile(`${logs}.json`, JSON.stringify({ records: [record] }));
  const own = await runStart([`${logs}.json`, "--out", path.join(folder, "out of own")]);
  assert.equal(own.status, 0, own.stderr);
  assert.match(own.stderr, /\[4\/4\]/);
  assert.match(own.stdout, /Rows +1 +1 allowed, 0 denied/);
  assert.match(own.stdout, /Rejects +1 /);
  const again = await runStart([`${logs}.json`, "--out", path.join(folder, "out of own")]);
  assert.deepEqual([again.status, /Rows +1 /.test(again.stdout)], [0, true], again.stderr);
});

test("a place without logs ends with prep's message and status; wrong arguments end with the usage", async () => {
  const nowhere = await runStart([path.join(folder, "nowhere"), "--out", path.join(folder, "none")]);
  assert.equal(nowhere.status, 1);
  assert.match(nowhere.stderr, /nowhere/);
  const wrong = await runStart(["--nonsense"]);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /usage: npm start/);
});
