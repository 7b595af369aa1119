import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { exec } from "node:child_process";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { flowsParquet, query } from "../helpers/duckdb.ts";
import { tablesIn } from "../helpers/logs.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { nsgRecord, tupleAt } from "../helpers/records.ts";
import { interruptCli, jsonOf, runCli, temporaryFolder } from "../helpers/runCli.ts";

const noon = 1542110400;
const log = JSON.stringify({ records: [nsgRecord([tupleAt(noon), tupleAt(noon + 1)])] });
const badLog = JSON.stringify({ records: [nsgRecord([tupleAt(noon), "1,2,3", tupleAt(noon + 1)])] });

const badOptions: readonly (readonly [what: string, args: readonly string[], message: RegExp])[] = [
  ["no source", ["prep", "--out", "o"], /^flow-chord: no source; give a file, a folder or the URL of a container\n$/],
  ["no destination", ["prep", "x"], /^flow-chord: no destination; give --out FOLDER or the URL of a container\n$/],
  ["an unknown option", ["prep", "x", "--out", "o", "--fast"], /unknown option '--fast'/],
  ["an unknown format", ["prep", "x", "--out", "o", "--format", "xml"], /Allowed choices are parquet, csv, both/],
  ["a time that is none", ["prep", "x", "--out", "o", "--since", "soon"], /--since "soon" is no time; give 2026-11-22/],
  [
    "a range that is empty",
    ["prep", "x", "--out", "o", "--since", "2020-01-02", "--until", "2020-01-01"],
    /is not before/,
  ],
  [
    "a destination in the container of a source",
    ["prep", "https://a.blob.core.windows.net/c/logs", "--out", "https://a.blob.core.windows.net/c/tables"],
    /is in the container of a source; give a container of its own/,
  ],
  [
    "standard input twice",
    ["prep", "-", "-", "--out", "o"],
    /standard input is read with -; give it once|standard input is read with standard input/,
  ],
];

// Each test waits for a process of its own: several at a time make use of all processors.
describe("the command", { concurrency: 4 }, () => {
  test("help is a page with examples and exit status 0", async () => {
    const result = await runCli(["prep", "--help"]);
    assert.equal(result.status, 0);
    assert.match(result.stdout, /Examples:[\s\S]*flow-chord prep downloads\/ --out out/);
    assert.match(result.stdout, /AZURE_STORAGE_CONNECTION_STRING/);
  });

  for (const [what, args, message] of badOptions) {
    test(`${what} is told in words, with exit status 2`, async () => {
      const result = await runCli(args);
      assert.equal(result.status, 2);
      assert.match(result.stderr, message);
      assert.equal(result.stdout, "");
    });
  }

  test("a secret in a URL is refused and not repeated", async () => {
    const result = await runCli([
      "prep",
      ...["https://a.blob.core.windows.net/c?sv=1&sig=SECRET", "https:/b/c?sig=SECRET"],
      "--out",
      "o",
    ]);
    assert.equal(result.status, 2);
    assert.match(result.stderr, /AZURE_STORAGE_SAS_TOKEN/);
    assert.doesNotMatch(result.stderr + result.stdout, /SECRET/);
  });

  test("a source that is not there is told, with exit status 1", async (context) => {
    const out = path.join(await temporaryFolder(context), "out");
    const result = await runCli(["prep", path.join(out, "missing"), "--out", out]);
    assert.equal(result.status, 1);
    assert.match(result.stderr, /^flow-chord: cannot read .*missing: no such file or folder\n$/);
    assert.deepEqual(await tablesIn(out), []);
  });

  test("standard input becomes rows and the summary is one line of JSON", async (context) => {
    const out = await temporaryFolder(context);
    const result = await runCli(["prep", "-", "--out", out, "--json"], { input: log });
    assert.equal(result.status, 0);
    const { blobs, records, rows, rejected, skipped, bytesRead, files } = jsonOf(result);
    assert.deepEqual(
      { blobs, records, rows, rejected, skipped, bytesRead, files },
      {
        blobs: 1,
        records: 1,
        rows: 2,
        rejected: 0,
        skipped: 0,
        bytesRead: Buffer.byteLength(log),
        files: ["flows", "traffic"].map((table) => `${table}/date=2018-11-13/hour=12/${table}.parquet`),
      },
    );
  });

  test("a bad tuple is a reject with its place, the rest is kept, and the exit status is 3", async (context) => {
    const out = await temporaryFolder(context);
    const result = await runCli(["prep", "-", "--out", out], { input: badLog });
    assert.equal(result.status, 3);
    assert.match(result.stdout, /^2 new rows from 1 blob/);
    assert.match(result.stdout, /rejected 1 place: see .*\/rejects\n/);
    const [line = ""] = (await readFile(path.join(out, "rejects", "rejects.jsonl"), "utf8")).split("\n");
    assert.deepEqual(JSON.parse(line), {
      source: "standard input",
      blob: "-",
      byteOffset: badLog.indexOf('"1,2,3"'),
      byteLength: 7,
      reason: "3 fields where version 2 has 13",
      raw: '"1,2,3"',
    });
  });

  test("with --strict a reject fails the run and writes nothing", async (context) => {
    const out = await temporaryFolder(context);
    const result = await runCli(["prep", "-", "--out", out, "--strict"], { input: badLog });
    assert.equal(result.status, 1);
    assert.match(
      result.stderr,
      /3 fields where version 2 has 13 in standard input\/- at byte \d+; nothing was written/,
    );
    assert.deepEqual(await tablesIn(out), []);
  });

  test("files that are no flow logs are skipped with a word and counted", async (context) => {
    const folder = await temporaryFolder(context);
    const out = await temporaryFolder(context);
    await mkdir(path.join(folder, "other"));
    await writeFile(path.join(folder, "PT1H.json"), log);
    await writeFile(path.join(folder, "notes.txt"), "hello");
    await writeFile(path.join(folder, "empty.json"), "");
    await writeFile(path.join(folder, "package.json"), '{"name":"x"}');
    await writeFile(path.join(folder, "picture.png"), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    await writeFile(path.join(folder, "other", "PT1H.json"), '{"records":[{"time":"t","category":"AuditEvent"}]}');
    const result = await runCli(["prep", folder, "--out", out, "--json"]);
    assert.equal(result.status, 0);
    const { blobs, rows, skipped } = jsonOf(result);
    assert.deepEqual({ blobs, rows, skipped }, { blobs: 1, rows: 2, skipped: 5 });
    assert.match(result.stderr, /skipped empty\.json: empty/);
    assert.match(result.stderr, /skipped notes\.txt: not a flow log/);
    assert.match(result.stderr, /skipped other\/PT1H\.json: not a flow log: category "AuditEvent"/);
  });

  test("--since and --until keep what lies between them and count the rest", async (context) => {
    const out = await temporaryFolder(context);
    const input = JSON.stringify({ records: [nsgRecord([tupleAt(noon - 1), tupleAt(noon), tupleAt(noon + 60)])] });
    const range = ["--since", "2018-11-13T12:00Z", "--until", "2018-11-13T12:01"];
    const result = await runCli(["prep", "-", "--out", out, "--json", ...range], { input });
    const { tuples, rows, skippedTuples } = jsonOf(result);
    assert.deepEqual({ tuples, rows, skippedTuples }, { tuples: 3, rows: 1, skippedTuples: 2 });
  });

  test("standard input has one blob: what comes in later stands in the place of what came before", async (context) => {
    const out = await temporaryFolder(context);
    const later = JSON.stringify({ records: [nsgRecord([tupleAt(noon + 7200)])] });
    await prepText(log, out);
    await prepText(later, out);
    assert.deepEqual(await query(`SELECT count(*)::INTEGER AS rows, min(Time) AS first FROM ${flowsParquet(out)}`), [
      { rows: 1, first: "2018-11-13 14:00:00+00" },
    ]);
    assert.equal(existsSync(path.join(out, "flows", "date=2018-11-13", "hour=12")), false);
  });

  test("a folder with tables of somebody else is refused", async (context) => {
    const out = await temporaryFolder(context);
    await mkdir(path.join(out, "flows"));
    await writeFile(path.join(out, "flows", "mine.csv"), "a,b");
    const result = await runCli(["prep", "-", "--out", out], { input: log });
    assert.equal(result.status, 1);
    assert.match(result.stderr, /was not written by flow-chord; use another --out/);
  });

  test("progress goes to standard error in plain lines where there is no terminal", async (context) => {
    const out = await temporaryFolder(context);
    const result = await runCli(["prep", "-", "--out", out], { input: log });
    assert.match(result.stderr, /^reading 1 blob/);
    assert.equal(result.stderr.includes("\u001b"), false);
  });

  test("a log that is larger than the memory streams through", async (context) => {
    const out = await temporaryFolder(context);
    const record = JSON.stringify(nsgRecord(Array.from({ length: 400 }, (_, second) => tupleAt(noon + second))));
    const copies = 700;
    async function* input(): AsyncGenerator<Uint8Array> {
      for (let copy = 0; copy < copies; copy++) yield await Promise.resolve(Buffer.from(`${record}\n`));
    }
    const result = await runCli(["prep", "-", "--out", out, "--json"], {
      input: input(),
      nodeArgs: ["--max-old-space-size=40"],
    });
    assert.equal(result.status, 0);
    assert.equal(jsonOf(result)["rows"], copies * 400);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    test(`${signal} stops a run, says so and leaves the tables as they were`, async (context) => {
      const out = await temporaryFolder(context);
      await prepText(log, out);
      const result = await interruptCli(["prep", "-", "--out", out], /reading/, signal);
      assert.equal(result.status, 1);
      assert.match(
        result.stderr,
        /flow-chord: stopped; the tables are as they were before, the next run goes on from there\n$/,
      );
      assert.deepEqual((await readdir(out)).sort(), ["_runs", "_state", "flows", "traffic"]);
      assert.deepEqual(await query(`SELECT count(*)::INTEGER AS rows FROM ${flowsParquet(out)}`), [{ rows: 2 }]);
    });
  }

  test("input without any flow log fails and does not empty the tables", async (context) => {
    const out = await temporaryFolder(context);
    await prepText(log, out);
    const result = await runCli(["prep", "-", "--out", out], { input: "" });
    assert.equal(result.status, 1);
    assert.match(result.stderr, /no flow log in -; the tables are as they were before/);
    assert.deepEqual(await query(`SELECT count(*)::INTEGER AS rows FROM ${flowsParquet(out)}`), [{ rows: 2 }]);
  });

  test("a reader of standard output that goes away does not fail the run", async (context) => {
    const out = await temporaryFolder(context);
    await writeFile(path.join(out, "log.json"), log);
    const command = `"${process.execPath}" prep/cli.ts prep "${path.join(out, "log.json")}" --out "${path.join(out, "o")}" --json`;
    const { stderr } = await promisify(exec)(`( ${command}; echo "status $?" >&2 ) | true`);
    assert.match(stderr, /status 0/);
    assert.doesNotMatch(stderr, /EPIPE/);
  });

  test(
    "a file that the system cuts short fails the run in words",
    { skip: !existsSync("/bin/bash") },
    async (context) => {
      const out = await temporaryFolder(context);
      const tuples = Array.from({ length: 5000 }, (_, second) => tupleAt(noon + (second % 3600), { destPort: second }));
      await writeFile(path.join(out, "log.json"), JSON.stringify({ records: [nsgRecord(tuples)] }));
      const command = `"${process.execPath}" prep/cli.ts prep "${path.join(out, "log.json")}" --out "${path.join(out, "o")}" --format csv`;
      const failing = promisify(exec)(`ulimit -f 200; trap '' XFSZ; ${command}`, { shell: "/bin/bash" });
      await assert.rejects(failing, /cannot write to .*too large for the disk .*make room: .*the next run goes on/);
      assert.deepEqual(await tablesIn(path.join(out, "o")), []);
    },
  );
});

/** A run before the one that is tested, in this process: it reads a text from standard input. */
async function prepText(text: string, out: string): Promise<void> {
  const login = { connectionString: undefined, sas: undefined };
  const source = { login, standardInput: Readable.from([Buffer.from(text)]) };
  await prepHere(["-"], { out, format: "parquet" }, { source });
}
