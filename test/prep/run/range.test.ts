import assert from "node:assert/strict";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { readFlat } from "../../helpers/flatRows.ts";
import { blobName, logOf, timesIn, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const noon = 1542110400;
const at = (minute: number) => `2018-11-13T12:${String(minute).padStart(2, "0")}`;
const minutes = (...all: readonly number[]) => all.map((minute) => noon + 60 * minute);
const tuplesAt = (...all: readonly number[]) => minutes(...all).map((second) => tupleAt(second));

async function foldersIn(context: TestContext): Promise<{ logs: string; out: string }> {
  const folder = await temporaryFolder(context);
  return { logs: path.join(folder, "logs"), out: path.join(folder, "out") };
}

test("a wider range later brings what was left out, exactly once", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([...tuplesAt(0, 10, 20), "bad"], tuplesAt(30, 40)));
  const first = await prepHere([logs], { out, since: at(30) });
  assert.deepEqual([first.rows, first.skippedTuples], [2, 3]);
  const second = await prepHere([logs], { out, since: at(10) });
  assert.deepEqual([second.blobs, second.rows, second.skippedTuples], [1, 4, 1]);
  assert.deepEqual(await timesIn(out), minutes(10, 20, 30, 40));
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), minutes(0, 10, 20, 30, 40));
  assert.equal((await prepHere([logs], { out })).blobsUnchanged, 1);
  assert.equal((await readFlat(out)).rejects.length, 1);
});

test("a narrower range later keeps the rows that are there, and reads nothing anew", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf(tuplesAt(0, 10, 20)));
  await prepHere([logs], { out });
  const { blobsUnchanged, bytesRead } = await prepHere([logs], { out, since: at(20) });
  assert.deepEqual([blobsUnchanged, bytesRead], [1, 0]);
  assert.deepEqual(await timesIn(out), minutes(0, 10, 20));
});

test("a file that is rewritten under a narrower range keeps the width it was read for", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf(tuplesAt(0, 10, 20)));
  await prepHere([logs], { out });
  await writeLog(logs, blobName(12), logOf(tuplesAt(1, 11, 21)));
  await prepHere([logs], { out, since: at(20) });
  assert.deepEqual(await timesIn(out), minutes(1, 11, 21));
});

test("a range that moves along, as --since 24h does, loses nothing and doubles nothing", async (context) => {
  const { logs, out } = await foldersIn(context);
  const records: string[][] = [];
  for (let minute = 0; minute < 60; minute += 10) {
    records.push(tuplesAt(minute, minute + 1));
    await writeLog(logs, blobName(12), logOf(...records));
    await prepHere([logs], { out, since: at(Math.max(5, minute - 20)) });
  }
  const all = [0, 10, 20, 30, 40, 50].flatMap((minute) => [minute, minute + 1]).filter((minute) => minute >= 5);
  assert.deepEqual(await timesIn(out), minutes(...all));
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), minutes(0, 1, ...all));
});

test("a range that opens at its end brings what came later", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf(tuplesAt(0, 10, 20)));
  await prepHere([logs], { out, until: at(10) });
  assert.deepEqual(await timesIn(out), minutes(0));
  await prepHere([logs], { out, until: at(20) });
  assert.deepEqual(await timesIn(out), minutes(0, 10));
});

test("two ranges with a gap between them are both in the tables, whatever order they come in", async (context) => {
  for (const ranges of [
    [{ until: at(10) }, { since: at(30) }],
    [{ since: at(30) }, { until: at(10) }],
  ]) {
    const { logs, out } = await foldersIn(context);
    await writeLog(logs, blobName(12), logOf(tuplesAt(0, 20, 40)));
    for (const range of ranges) await prepHere([logs], { out, ...range });
    const times = await timesIn(out);
    assert.deepEqual(
      times.filter((second) => second !== noon + 20 * 60),
      minutes(0, 40),
    );
    await prepHere([logs], { out });
    assert.deepEqual(await timesIn(out), minutes(0, 20, 40));
  }
});

test("a blob outside the range is not opened, and read when the range takes it in", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf(tuplesAt(0)));
  await writeLog(logs, blobName(14), logOf([tupleAt(noon + 7200)]));
  const first = await prepHere([logs], { out, since: "2018-11-13T14" });
  assert.deepEqual([first.blobs, first.blobsOutside, first.foldersOutside], [1, 0, 1]);
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), [noon, noon + 7200]);
});

test("a range without any flow in it is no failure", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf(tuplesAt(0)));
  const outside = await prepHere([logs], { out, since: "2019-01-01" });
  assert.deepEqual([outside.rows, outside.foldersOutside], [0, 1]);
  await writeLog(logs, "a.json", logOf(tuplesAt(0)));
  const skipped = await prepHere([logs], { out, since: "2019-01-01" });
  assert.deepEqual([skipped.blobs, skipped.rows, skipped.skippedTuples], [1, 0, 1]);
  assert.deepEqual(await timesIn(out), []);
});
