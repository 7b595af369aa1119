import assert from "node:assert/strict";
import { rm, utimes } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { readFlat } from "../../helpers/flatRows.ts";
import { blobName, ledgerIn, logOf, tablesIn, timesIn, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const noon = 1542110400;
const hour = 3600;

async function foldersIn(context: TestContext): Promise<{ logs: string; out: string }> {
  const folder = await temporaryFolder(context);
  return { logs: path.join(folder, "logs"), out: path.join(folder, "out") };
}

test("a second run reads nothing, changes no table and says so", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon)]));
  await writeLog(logs, "notes.txt", "hello");
  await prepHere([logs], { out });
  const before = await readFlat(out);
  const summary = await prepHere([logs], { out });
  const { blobs, skippedBlobs, blobsUnchanged, bytesRead, rows, files } = summary;
  assert.deepEqual(
    { blobs, skippedBlobs, blobsUnchanged, bytesRead, rows, files },
    { blobs: 0, skippedBlobs: 0, blobsUnchanged: 2, bytesRead: 0, rows: 0, files: [] },
  );
  assert.deepEqual(await readFlat(out), before);
});

test("a file that was touched is read behind its last record, and adds nothing", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon)]));
  await writeLog(logs, "other.json", '{"records":[{"time":"2018-11-13T12:00:00Z","category":"AuditEvent"}]}');
  await prepHere([logs], { out });
  for (const name of [blobName(12), "other.json"]) await utimes(path.join(logs, name), noon, noon);
  const { blobs, skippedBlobs, rows, bytesRead } = await prepHere([logs], { out });
  assert.deepEqual({ blobs, skippedBlobs, rows, bytesRead }, { blobs: 1, skippedBlobs: 1, rows: 0, bytesRead: 4 });
  assert.deepEqual(await timesIn(out), [noon]);
});

test("of a file that has grown only the new bytes are read", async (context) => {
  const { logs, out } = await foldersIn(context);
  const [first, second] = [logOf([tupleAt(noon), "bad"]), logOf([tupleAt(noon), "bad"], [tupleAt(noon + 1), "1,2,3"])];
  await writeLog(logs, blobName(12), first);
  await prepHere([logs], { out });
  await writeLog(logs, blobName(12), second);
  const summary = await prepHere([logs], { out });
  assert.deepEqual([summary.bytesRead, summary.rows, summary.rejected], [second.length - first.length + 2, 1, 1]);
  assert.deepEqual(await timesIn(out), [noon, noon + 1]);
  assert.equal((await readFlat(out)).rejects.length, 2);
  const [line] = (await ledgerIn(out)).slice(-1);
  assert.deepEqual(line?.blobs[0]?.ranges, [[first.length - 2, second.length]]);
});

test("a damage at the end of a file that is still written is gone once the file has grown", async (context) => {
  const { logs, out } = await foldersIn(context);
  const whole = logOf([tupleAt(noon)], [tupleAt(noon + 1)]);
  await writeLog(logs, blobName(12), whole.slice(0, -50));
  assert.equal((await prepHere([logs], { out })).rejected, 1);
  assert.ok((await tablesIn(out)).includes("rejects/date=2018-11-13/rejects.jsonl"));
  await writeLog(logs, blobName(12), whole);
  assert.equal((await prepHere([logs], { out })).rejected, 0);
  assert.deepEqual(await timesIn(out), [noon, noon + 1]);
  assert.deepEqual(
    (await tablesIn(out)).filter((file) => file.startsWith("rejects")),
    [],
  );
});

test("a tuple that comes late goes into the hour before, beside the rows that are there", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon + hour - 1)]));
  await prepHere([logs], { out });
  await writeLog(logs, blobName(13), logOf([tupleAt(noon + hour - 1), tupleAt(noon + hour)]));
  const { files } = await prepHere([logs], { out });
  assert.deepEqual(
    files.filter((file) => file.endsWith(".csv")),
    ["flows", "traffic"].flatMap((table) => [12, 13].map((of) => `${table}/date=2018-11-13/hour=${of}/${table}.csv`)),
  );
  assert.deepEqual(await timesIn(out), [noon + hour - 1, noon + hour - 1, noon + hour]);
});

test("hours that gain nothing are not written anew", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon)]));
  await prepHere([logs], { out, format: "csv" });
  await writeLog(logs, blobName(13), logOf([tupleAt(noon + hour)]));
  const { files } = await prepHere([logs], { out, format: "csv" });
  assert.deepEqual(
    files,
    ["flows", "traffic"].map((table) => `${table}/date=2018-11-13/hour=13/${table}.csv`),
  );
});

test("a file that was no flow log and becomes one is read as a whole", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  for (const [index, before] of ["", "hello", '{"records":[', `{"records":[{"category":"AuditEvent"}]}`].entries()) {
    const name = `b${index}.json`;
    await writeLog(logs, name, before);
    await prepHere([logs], { out });
    await writeLog(logs, name, logOf([tupleAt(noon + index + 1)]));
    const { blobs, rows } = await prepHere([logs], { out });
    assert.deepEqual([blobs, rows], [1, 1], before);
  }
  assert.deepEqual(
    await timesIn(out),
    [0, 1, 2, 3, 4].map((second) => noon + second),
  );
});

test("a file that was a flow log and is none any more loses its rows", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await writeLog(logs, "b.json", logOf([tupleAt(noon + 1), "bad"]));
  await prepHere([logs], { out });
  await writeLog(logs, "b.json", "hello");
  assert.equal((await prepHere([logs], { out })).skippedBlobs, 1);
  assert.deepEqual(await timesIn(out), [noon]);
  assert.deepEqual((await readFlat(out)).rejects, []);
});

test("the rows of a file that has disappeared stay", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await writeLog(logs, "b.json", logOf([tupleAt(noon + 1)]));
  await prepHere([logs], { out });
  await rm(path.join(logs, "a.json"));
  await writeLog(logs, "c.json", logOf([tupleAt(noon + 2)]));
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), [noon, noon + 1, noon + 2]);
});

test("a second source adds its rows; each goes on for itself", async (context) => {
  const { logs, out } = await foldersIn(context);
  const [one, two] = [path.join(logs, "one"), path.join(logs, "two")];
  await writeLog(one, blobName(12), logOf([tupleAt(noon)]));
  await writeLog(two, blobName(12), logOf([tupleAt(noon)]));
  await prepHere([one], { out });
  await prepHere([two], { out });
  assert.deepEqual(await timesIn(out), [noon, noon]);
  await writeLog(one, blobName(12), logOf([tupleAt(noon)], [tupleAt(noon + 1)]));
  const { rows, blobsUnchanged } = await prepHere([one, two], { out });
  assert.deepEqual([rows, blobsUnchanged], [1, 1]);
  assert.deepEqual(await timesIn(out), [noon, noon, noon + 1]);
});

test("the same file by another way is the same file", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon)]));
  await prepHere([logs], { out });
  const ways = [path.join(logs, blobName(12)), `${logs}/./`, path.join(logs, "resourceId=", "..", "resourceId=")];
  for (const way of ways) {
    assert.equal((await prepHere([way], { out })).blobsUnchanged, 1, way);
  }
  assert.deepEqual(await timesIn(out), [noon]);
});

test("a run that finds no flow log at all fails and leaves the tables as they were", async (context) => {
  const { logs, out } = await foldersIn(context);
  const file = path.join(logs, "a.json");
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await prepHere([file], { out });
  await writeLog(logs, "a.json", "");
  await assert.rejects(prepHere([file], { out }), /no flow log in .*a\.json; the tables are as they were before/);
  assert.deepEqual(await timesIn(out), [noon]);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)], [tupleAt(noon + 1)]));
  await prepHere([file], { out });
  assert.deepEqual(await timesIn(out), [noon, noon + 1]);
});
