import assert from "node:assert/strict";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { emptyCounts, type Counts } from "../../../prep/flatten/counts.ts";
import type { Summary } from "../../../prep/summary.ts";
import { flowsCsv, flowsParquet, query } from "../../helpers/duckdb.ts";
import { blobName, ledgerIn, logOf, tablesIn, timesIn, treeOf, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import packageJson from "../../../package.json" with { type: "json" };

const noon = 1542110400;
const started = new Date(Date.UTC(2026, 10, 22, 23, 59));

async function foldersIn(context: TestContext): Promise<{ logs: string; out: string }> {
  const folder = await temporaryFolder(context);
  return { logs: path.join(folder, "logs"), out: path.join(folder, "out") };
}

function countsOf(counts: Counts): Counts {
  const names = Object.keys(emptyCounts()) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, counts[name]])) as unknown as Counts;
}

/** Everything that is told of counters by their name. */
const counters = ["PacketsSrcToDest", "BytesSrcToDest", "PacketsDestToSrc", "BytesDestToSrc"];

async function figuresOf(from: string): Promise<Record<string, unknown>> {
  const figures = counters.flatMap((name) => [
    `CAST(coalesce(sum(${name}), 0) AS VARCHAR) AS ${name}`,
    `CAST(count(*) - count(${name}) AS INTEGER) AS null_${name}`,
  ]);
  const [row = {}] = await query(`SELECT CAST(count(*) AS INTEGER) AS rows, ${figures.join(", ")} FROM ${from}`);
  return row;
}

test("a line tells the totals of the summary, and of each blob and file its own", async (context) => {
  const { logs, out } = await foldersIn(context);
  const denied = `${noon + 1},10.0.0.4,192.0.2.10,1,2,T,I,D,B,,,,`;
  await writeLog(logs, blobName(12), logOf([tupleAt(noon), denied, "bad"], [tupleAt(noon + 3600)]));
  await writeLog(
    logs,
    blobName(13),
    logOf([tupleAt(noon + 3601, { counters: "1,9223372036854775807,1,9223372036854775807" })]),
  );
  await writeLog(logs, "notes.txt", "hello");
  const summary: Summary = await prepHere([logs], { out, until: "2018-11-13T13:00:01Z" }, { started });
  const [line, ...more] = await ledgerIn(out);
  assert.ok(line);
  assert.deepEqual(more, []);
  const { sums, nulls, ...totals } = line.totals;
  assert.deepEqual({ ...totals, bytesRead: totals.bytesRead }, countsOf(summary));
  assert.deepEqual([line.part, line.full, line.sources, line.unchanged, line.outside], [1, true, [logs], 0, 0]);
  assert.deepEqual([line.program, line.started], [`flow-chord ${packageJson.version}`, started.toISOString()]);
  assert.deepEqual(
    line.blobs.map(({ name, rows, rejected, skippedTuples, skipped }) => [
      name,
      rows,
      rejected,
      skippedTuples,
      skipped,
    ]),
    [
      [blobName(13), 0, 0, 1, undefined],
      [blobName(12), 3, 1, 0, undefined],
      ["notes.txt", undefined, undefined, undefined, "not a flow log: not part of any record"],
    ],
  );
  assert.deepEqual(line.table, { rows: 3, sums, nulls });
  assert.deepEqual(line.files.map((file) => file.path).sort(), summary.files);
  assert.deepEqual(await tablesIn(out), summary.files);
  assert.equal((await treeOf(out)).includes("_runs/2026-11-22.jsonl"), true);
});

test("what the ledger says of the table and of each file is what DuckDB finds in it", async (context) => {
  const { logs, out } = await foldersIn(context);
  const largest = "9223372036854775807";
  for (let step = 0; step < 4; step++) {
    const tuples = [
      tupleAt(noon + step, { counters: `1,${largest},,` }),
      `${noon + 3600 * step},10.0.0.4,192.0.2.10,1,2,T,I,A`,
    ];
    await writeLog(logs, step === 3 ? "0.json" : `${step}.json`, logOf(...tuples.map((tuple) => [tuple])));
    await prepHere([logs], { out });
  }
  const lines = await ledgerIn(out);
  const table = lines.at(-1)?.table;
  assert.equal(table?.sums["BytesSrcToDest"], String(3n * (2n ** 63n - 1n)));
  const known = new Map(lines.flatMap(({ files }) => files).map((file) => [file.path, file]));
  for (const gone of lines.flatMap(({ removed }) => removed)) known.delete(gone);
  const files = (await tablesIn(out)).filter((file) => !file.startsWith("rejects"));
  assert.deepEqual([...known.keys()].sort(), files);
  const toldOf = ({ rows, sums, nulls }: NonNullable<typeof table>) => ({
    rows,
    ...sums,
    ...(Object.fromEntries(counters.map((name) => [`null_${name}`, nulls[name]])) as Record<string, number>),
  });
  assert.deepEqual(await figuresOf(flowsParquet(out)), toldOf(table));
  assert.deepEqual(await figuresOf(flowsCsv(out)), toldOf(table));
  for (const [file, told] of known) {
    if (!file.endsWith(".parquet")) continue;
    assert.deepEqual(await figuresOf(`'${path.join(out, file)}'`), toldOf(told));
  }
});

test("lines of blobs add up to the table, less what was replaced", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon), tupleAt(noon + 1)]));
  await prepHere([logs], { out });
  await writeLog(logs, "a.json", logOf([tupleAt(noon), tupleAt(noon + 1)], [tupleAt(noon + 2)]));
  await prepHere([logs], { out });
  await writeLog(logs, "a.json", logOf([tupleAt(noon + 9)]));
  await prepHere([logs], { out });
  const lines = await ledgerIn(out);
  assert.deepEqual(
    lines.map(({ totals, table, blobs }) => [totals.rows, table.rows, blobs[0]?.replaced]),
    [
      [2, 2, undefined],
      [1, 3, undefined],
      [1, 1, true],
    ],
  );
});

test("a run that finds nothing new is a line too, and changes nothing else", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await prepHere([logs], { out }, { started });
  const before = await treeOf(out);
  await prepHere([logs], { out }, { started });
  assert.deepEqual(await treeOf(out), before);
  const [, line] = await ledgerIn(out);
  assert.deepEqual([line?.unchanged, line?.totals.rows, line?.files, line?.blobs], [1, 0, [], []]);
});

test("a run of many parts commits each for itself, and gives what one part gives", async (context) => {
  const { logs, out } = await foldersIn(context);
  for (let blob = 0; blob < 7; blob++) {
    await writeLog(logs, blobName(10 + (blob % 3), `00000000000${blob}`), logOf([tupleAt(noon + blob), `bad ${blob}`]));
  }
  const summary = await prepHere([logs], { out }, { partLimit: { bytes: Infinity, blobs: 2 } });
  assert.deepEqual([summary.blobs, summary.rows, summary.rejected], [7, 7, 7]);
  const lines = await ledgerIn(out);
  assert.deepEqual(
    lines.map(({ part, totals, table, run }) => [part, totals.rows, table.rows, run === lines[0]?.run]),
    [
      [1, 2, 2, true],
      [2, 2, 4, true],
      [3, 2, 6, true],
      [4, 1, 7, true],
    ],
  );
  assert.deepEqual(
    await timesIn(out),
    [0, 1, 2, 3, 4, 5, 6].map((second) => noon + second),
  );
  assert.deepEqual(await tablesIn(out), summary.files);
  assert.equal((await prepHere([logs], { out })).blobsUnchanged, 7);
});

test("a run of many parts that is stopped keeps the parts that were committed, and the next goes on", async (context) => {
  const { logs, out } = await foldersIn(context);
  for (let blob = 0; blob < 4; blob++) await writeLog(logs, `${blob}.json`, logOf([tupleAt(noon + blob)]));
  const controller = new AbortController();
  let blobs = 0;
  const nothing = (): undefined => undefined;
  const progress = {
    start: nothing,
    advance: nothing,
    note: nothing,
    stop: nothing,
    blobDone: () => {
      if (++blobs === 3) controller.abort();
    },
  };
  const context2 = { progress, signal: controller.signal, partLimit: { bytes: 1, blobs: 100 } };
  await assert.rejects(prepHere([logs], { out }, context2), {
    code: "stopped",
    message: "stopped; what was committed so far stays, the next run goes on from there",
  });
  assert.deepEqual(await timesIn(out), [noon, noon + 1]);
  const { blobs: read, blobsUnchanged } = await prepHere([logs], { out });
  assert.deepEqual([read, blobsUnchanged], [2, 2]);
  assert.deepEqual(await timesIn(out), [noon, noon + 1, noon + 2, noon + 3]);
});

for (const option of ["strict", "full"] as const) {
  test(`with --${option} there is one part, whatever the limit: all or nothing`, async (context) => {
    const { logs, out } = await foldersIn(context);
    for (let blob = 0; blob < 3; blob++) await writeLog(logs, `${blob}.json`, logOf([tupleAt(noon + blob)]));
    await prepHere([logs], { out, [option]: true }, { partLimit: { bytes: 1, blobs: 1 } });
    assert.equal((await ledgerIn(out)).length, 1);
  });
}
