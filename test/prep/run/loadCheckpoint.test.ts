import assert from "node:assert/strict";
import { existsSync, globSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { ledgerIn, logOf, tablesIn, timesIn, treeOf, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const noon = 1542110400;
const hour12 = "flows/date=2018-11-13/hour=12";

/** A folder of logs and an output folder that one run has filled. */
async function prepared(context: TestContext): Promise<{ logs: string; out: string; checkpoint: string }> {
  const folder = await temporaryFolder(context);
  const [logs, out] = [path.join(folder, "logs"), path.join(folder, "out")];
  await writeLog(logs, "a.json", logOf([tupleAt(noon), "bad"]));
  await prepHere([logs], { out });
  return { logs, out, checkpoint: path.join(out, "_state", "checkpoint.sqlite.zst") };
}

test("a lost checkpoint is told, and --full heals it", async (context) => {
  const { logs, out } = await prepared(context);
  await rm(path.join(out, "_state"), { recursive: true });
  const before = await tablesIn(out);
  await assert.rejects(prepHere([logs], { out }), {
    code: "destination",
    message: `the checkpoint of ${out} is lost; run with --full to read everything and write the tables anew`,
  });
  assert.deepEqual(await tablesIn(out), before);
  await prepHere([logs], { out, full: true });
  assert.deepEqual([await timesIn(out), await tablesIn(out)], [[noon], before]);
  assert.equal((await prepHere([logs], { out })).blobsUnchanged, 1);
});

const damages: Readonly<Record<string, (packed: Buffer) => Buffer>> = {
  cut: (packed) => packed.subarray(0, packed.length / 2),
  emptied: () => Buffer.alloc(0),
  "flipped in one byte": (packed) =>
    packed.fill((packed[packed.length >> 1] ?? 0) ^ 1, packed.length >> 1, (packed.length >> 1) + 1),
  "something else": () => Buffer.from("hello"),
  "packed text": () => zstdCompressSync(Buffer.from("hello ".repeat(1000))),
  "of a newer version": (packed) => withVersion(packed, 99),
  "a database without its tables": (packed) => zstdCompressSync(zstdDecompressSync(packed).subarray(0, 100)),
};

/** SQLite keeps `user_version` in bytes 60 to 63 of its file. */
function withVersion(packed: Buffer, version: number): Buffer {
  const database = zstdDecompressSync(packed);
  database.writeUInt32BE(version, 60);
  return zstdCompressSync(database);
}

for (const [what, damage] of Object.entries(damages)) {
  test(`a checkpoint that is ${what} is told, and --full heals it`, async (context) => {
    const { logs, out, checkpoint } = await prepared(context);
    await writeFile(checkpoint, damage(await readFile(checkpoint)));
    const before = await tablesIn(out);
    await assert.rejects(prepHere([logs], { out }), (error: Error) => {
      assert.match(error.message, /^the checkpoint in .*_state cannot be used: .*; run with --full$/s);
      return true;
    });
    assert.deepEqual(await tablesIn(out), before);
    await prepHere([logs], { out, full: true });
    assert.deepEqual(await timesIn(out), [noon]);
    assert.equal((await prepHere([logs], { out })).blobsUnchanged, 1);
  });
}

test("tables of somebody else are refused, also with --full, and left as they are", async (context) => {
  const { logs } = await prepared(context);
  const out = `${logs} other`;
  await mkdir(path.join(out, "flows"), { recursive: true });
  await writeFile(path.join(out, "flows", "mine.csv"), "a,b\n");
  for (const full of [false, true]) {
    await assert.rejects(
      prepHere([logs], { out, full }),
      /was not written by flow-chord; use another --out or remove it/,
    );
  }
  assert.deepEqual(await tablesIn(out), ["flows/mine.csv"]);
});

test("an empty folder for tables is no table of somebody else", async (context) => {
  const { logs } = await prepared(context);
  const out = `${logs} other`;
  await mkdir(path.join(out, "flows"), { recursive: true });
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), [noon]);
});

test("tables of flow-chord 0.1.0 are replaced by those of a first run", async (context) => {
  const { logs } = await prepared(context);
  const out = `${logs} former`;
  const files = [`${hour12}/flows-0000.parquet`, `${hour12}/flows-0001.parquet`, "rejects/rejects.jsonl"];
  for (const file of files) await writeLog(out, file, "old");
  await writeLog(out, "_state/tables.json", JSON.stringify({ version: 1, files }));
  await writeLog(out, "notes.txt", "mine");
  await prepHere([logs], { out, format: "parquet" });
  assert.deepEqual(await tablesIn(out), [
    `${hour12}/flows.parquet`,
    "notes.txt",
    "rejects/rejects.jsonl",
    `${hour12.replace("flows", "traffic")}/traffic.parquet`,
  ]);
  assert.equal(existsSync(path.join(out, "_state", "tables.json")), false);
  assert.deepEqual(await timesIn(out), [noon]);
  assert.equal((await prepHere([logs], { out, format: "parquet" })).blobsUnchanged, 1);
});

const changes: Readonly<Record<string, [change: (file: string) => Promise<void>, message: RegExp]>> = {
  "was removed": [(file) => rm(file), /flows\.parquet in .* is missing; run with --full/],
  "was emptied": [(file) => writeFile(file, ""), /was changed by somebody else; run with --full/],
  "has grown": [
    async (file) => writeFile(file, `${await readFile(file, "latin1")}x`, "latin1"),
    /was changed by somebody/,
  ],
  "has another content of the same size": [
    async (file) => writeFile(file, Buffer.alloc((await readFile(file)).length)),
    /hour=12\/flows\.parquet is damaged .*; run with --full/,
  ],
};

for (const [what, [change, message]] of Object.entries(changes)) {
  test(`a file of the tables that ${what} is noticed when its hour is touched, and --full heals it`, async (context) => {
    const { logs, out } = await prepared(context);
    await change(path.join(out, hour12, "flows.parquet"));
    await writeLog(logs, "b.json", logOf([tupleAt(noon + 3600)]));
    await prepHere([logs], { out });
    await writeLog(logs, "c.json", logOf([tupleAt(noon + 1)]));
    const before = await treeOf(out);
    await assert.rejects(prepHere([logs], { out }), message);
    assert.deepEqual(await treeOf(out), before);
    await prepHere([logs], { out, full: true });
    assert.deepEqual(await timesIn(out), [noon, noon + 1, noon + 3600]);
  });
}

test("a file of rejects that was removed is noticed when it is touched", async (context) => {
  const { logs, out } = await prepared(context);
  await rm(path.join(out, "rejects"), { recursive: true });
  await writeLog(logs, "b.json", logOf(["worse"]));
  await assert.rejects(prepHere([logs], { out }), /rejects\/rejects\.jsonl in .* is missing; run with --full/);
});

test("a run that died between its commit and the tables is brought to its end by the next", async (context) => {
  const { logs, out } = await prepared(context);
  await unfinished(logs, out);
  const { blobsUnchanged } = await prepHere([logs], { out });
  assert.equal(blobsUnchanged, 2);
  assert.deepEqual(await timesIn(out), [noon, noon + 3600]);
  const runs = (await ledgerIn(out)).map(({ run }) => run);
  assert.equal(new Set(runs).size, 3);
});

test("--full that fails does not take away what a run before it has left to do", async (context) => {
  const { logs, out } = await prepared(context);
  await unfinished(logs, out);
  const controller = new AbortController();
  const { signal } = controller;
  const check = signal.throwIfAborted.bind(signal);
  signal.throwIfAborted = () => {
    if (existsSync(path.join(out, "_staging")) && hasStaged(out)) controller.abort();
    check();
  };
  const runs = await readdir(path.join(out, "_staging"));
  const hasStaged = (folder: string): boolean => [...new Set(globStaged(folder))].some((run) => !runs.includes(run));
  await assert.rejects(prepHere([logs], { out, full: true }, { signal }), { code: "stopped" });
  await prepHere([logs], { out });
  assert.deepEqual(await timesIn(out), [noon, noon + 3600]);
});

/** A run that publishes its commit, but cannot put one file in its place. */
async function unfinished(logs: string, out: string): Promise<void> {
  await writeLog(logs, "b.json", logOf([tupleAt(noon + 3600)]));
  const obstacle = path.join(out, "flows", "date=2018-11-13", "hour=13");
  await writeFile(obstacle, "");
  await assert.rejects(prepHere([logs], { out }), {
    code: "unfinished",
    message: /what was read is safe, the next run puts it in its place$/,
  });
  await rename(obstacle, path.join(out, "obstacle"));
}

function globStaged(out: string): string[] {
  return globSync("*/staged/*", { cwd: path.join(out, "_staging") }).map((file) => file.split(path.sep)[0] ?? "");
}
