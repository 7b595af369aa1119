import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { readFlat } from "../../helpers/flatRows.ts";
import { blobName, ledgerIn, logOf, tablesIn, timesIn, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const noon = 1542110400;
const hour = 3600;
const filesOf = (of: number, formats: readonly string[]) =>
  ["flows", "traffic"].flatMap((table) =>
    formats.map((format) => `${table}/date=2018-11-13/hour=${of}/${table}.${format}`),
  );
const hourFolder = (of: number) => `flows/date=2018-11-13/hour=${of}`;

async function foldersIn(context: TestContext): Promise<{ logs: string; out: string }> {
  const folder = await temporaryFolder(context);
  return { logs: path.join(folder, "logs"), out: path.join(folder, "out") };
}

test("a rewritten file replaces its rows in every hour it touched, and only its own", async (context) => {
  const { logs, out } = await foldersIn(context);
  const hours = [0, hour, 2 * hour].map((later) => noon + later);
  await writeLog(
    logs,
    "a.json",
    logOf(
      hours.map((second) => tupleAt(second)),
      ["bad"],
    ),
  );
  await writeLog(logs, "b.json", logOf([tupleAt(noon + 7), "worse"]));
  await prepHere([logs], { out });
  await writeLog(logs, "a.json", logOf([tupleAt(noon + 1), tupleAt(noon + 3 * hour)]));
  const { rows, files } = await prepHere([logs], { out });
  assert.equal(rows, 2);
  assert.deepEqual(await timesIn(out), [noon + 1, noon + 7, noon + 3 * hour]);
  assert.equal((await readFlat(out)).rejects.length, 1);
  for (const gone of [13, 14]) assert.equal(existsSync(path.join(out, hourFolder(gone))), false);
  const [line] = (await ledgerIn(out)).slice(-1);
  assert.equal(line?.blobs[0]?.replaced, true);
  assert.deepEqual(line.removed.toSorted(), [13, 14].flatMap((of) => filesOf(of, ["csv", "parquet"])).toSorted());
  assert.ok(files.every((file) => !line.removed.includes(file)));
});

test("a day that loses all of its rows loses its folder too", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await prepHere([logs], { out });
  await writeLog(logs, "a.json", logOf([tupleAt(noon + 86_400)]));
  await prepHere([logs], { out });
  assert.equal(existsSync(path.join(out, "flows", "date=2018-11-13")), false);
  assert.deepEqual(await timesIn(out), [noon + 86_400]);
});

const rewritings: Readonly<Record<string, (text: string) => string>> = {
  "by one byte in its first record": (text) => text.replace("10.0.0.4", "10.0.0.5"),
  shorter: () => logOf([tupleAt(noon + 5)]),
  "longer, with other records first": (text) => logOf([tupleAt(noon + 5)]) + text,
  "with nothing but its records in it": (text) => text.slice(12, -2),
};

for (const [what, rewrite] of Object.entries(rewritings)) {
  test(`a file that is written anew ${what} is what one reading of it gives`, async (context) => {
    const { logs, out } = await foldersIn(context);
    const text = logOf([tupleAt(noon), "bad"], [tupleAt(noon + 1)]);
    await writeLog(logs, "a.json", text);
    await prepHere([logs], { out });
    await writeLog(logs, "a.json", rewrite(text));
    await prepHere([logs], { out });
    const fresh = `${out} fresh`;
    await prepHere([logs], { out: fresh });
    assert.deepEqual(await readFlat(out), await readFlat(fresh));
    assert.deepEqual((await ledgerIn(out)).at(-1)?.table, (await ledgerIn(fresh)).at(-1)?.table);
  });
}

test("a file that is replaced by another with the same size and times is read anew", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await prepHere([logs], { out });
  await writeLog(logs, "other", logOf([tupleAt(noon + 1)]));
  await rename(path.join(logs, "other"), path.join(logs, "a.json"));
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), [noon + 1]);
});

test("another format is refused with what to do, and --full changes it", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, blobName(12), logOf([tupleAt(noon)]));
  await prepHere([logs], { out, format: "both" });
  const before = await tablesIn(out);
  await assert.rejects(prepHere([logs], { out, format: "csv" }), {
    code: "options",
    message: `${out} holds both tables; give --format both, or --full to write them anew`,
  });
  assert.deepEqual(await tablesIn(out), before);
  await prepHere([logs], { out, format: "csv", full: true });
  assert.deepEqual(await tablesIn(out), filesOf(12, ["csv"]));
  assert.deepEqual(await timesIn(out), [noon]);
});

test("--full reads everything and replaces all: rows, rejects, and what is not in the sources any more", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon), "bad"]));
  await writeLog(logs, "b.json", logOf([tupleAt(noon + hour)]));
  await prepHere([logs], { out });
  await rm(path.join(logs, "b.json"));
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  const { blobs, rows } = await prepHere([logs], { out, full: true });
  assert.deepEqual([blobs, rows], [1, 1]);
  assert.deepEqual(await tablesIn(out), filesOf(12, ["csv", "parquet"]));
  assert.deepEqual(await timesIn(out), [noon]);
  const line = (await ledgerIn(out)).at(-1);
  assert.deepEqual([line?.full, line?.table.rows], [true, 1]);
  assert.equal((await prepHere([logs], { out })).blobsUnchanged, 1);
});

test("--full that finds no flow log fails and leaves the tables as they were", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await prepHere([logs], { out });
  await writeLog(logs, "a.json", "hello");
  await assert.rejects(prepHere([logs], { out, full: true }), /no flow log in/);
  assert.deepEqual(await timesIn(out), [noon]);
});

test("--strict fails at a reject and leaves everything as it was; later it is read all the same", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await prepHere([logs], { out, strict: true });
  await writeLog(logs, "b.json", logOf([tupleAt(noon + 1), "bad"]));
  const [ledger, tables] = [await ledgerIn(out), await tablesIn(out)];
  await assert.rejects(prepHere([logs], { out, strict: true }), { code: "strict" });
  assert.deepEqual([await ledgerIn(out), await tablesIn(out), await timesIn(out)], [ledger, tables, [noon]]);
  assert.equal((await prepHere([logs], { out })).rejected, 1);
  assert.deepEqual(await timesIn(out), [noon, noon + 1]);
});

test("compression may change from run to run", async (context) => {
  const { logs, out } = await foldersIn(context);
  for (const [index, compression] of (["snappy", "zstd", "none"] as const).entries()) {
    await writeLog(logs, `${index}.json`, logOf([tupleAt(noon + index)]));
    await prepHere([logs], { out, compression });
  }
  assert.deepEqual(await timesIn(out), [noon, noon + 1, noon + 2]);
});

test("files of others beside the tables are left alone", async (context) => {
  const { logs, out } = await foldersIn(context);
  await writeLog(logs, "a.json", logOf([tupleAt(noon)]));
  await prepHere([logs], { out });
  await writeFile(path.join(out, "notes.txt"), "mine");
  await prepHere([logs], { out, full: true });
  assert.equal(await readFile(path.join(out, "notes.txt"), "utf8"), "mine");
});
