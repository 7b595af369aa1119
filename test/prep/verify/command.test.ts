import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { jsonOf, runCli, temporaryFolder } from "../../helpers/runCli.ts";
import { hour13, makeTables } from "./tables.ts";

test("all the same is exit status 0, in words and in JSON", async (context) => {
  const { out, logs } = await makeTables(context);
  const words = await runCli(["verify", out, logs]);
  assert.equal(words.status, 0, words.stderr);
  assert.match(words.stdout, /^checked 9 files \(.*\) with 5 rows\n {2}read again {3}3 blobs \(.*\)\nall the same\n$/);
  assert.match(words.stderr, /checking 10 files\nreading 3 blobs/);
  const json = await runCli(["verify", out, logs, "--json"]);
  assert.equal(json.status, 0, json.stderr);
  const { elapsedMs, ...rest } = jsonOf(json);
  assert.equal(typeof elapsedMs, "number");
  const notRead = { blobs: 0, bytes: 0 };
  assert.deepEqual(rest, { ok: true, files: 9, rows: 5, blobs: 3, differences: [], notRead, gone: 0 });
});

test("a difference is exit status 1, and stands on standard output", async (context) => {
  const { out } = await makeTables(context);
  await rm(path.join(out, hour13, "flows.csv"));
  const words = await runCli(["verify", out]);
  assert.equal(words.status, 1);
  assert.match(words.stdout, /\n\S+hour=13\/flows\.csv: file: expected 1 row, found missing\n$/);
  const json = await runCli(["verify", out, "--json"]);
  assert.equal(json.status, 1);
  assert.equal(jsonOf(json)["ok"], false);
});

test("what cannot be done is exit status 1 and one line", async (context) => {
  const out = path.join(await temporaryFolder(context), "missing");
  const result = await runCli(["verify", out]);
  assert.deepEqual(result, { status: 1, stdout: "", stderr: `flow-chord: there are no tables in ${out}\n` });
});

for (const [what, args, told] of [
  ["no destination", [], /missing required argument 'destination'/],
  ["an unknown option", ["out", "--fast"], /unknown option '--fast'/],
  ["a source twice", ["out", "logs", "logs/"], /logs\/? is read with logs\/?; give it once/],
  ["a secret", ["https://a.blob.core.windows.net/c?sig=SECRET"], /came with a secret/],
] as const) {
  test(`${what} is exit status 2`, async () => {
    const result = await runCli(["verify", ...args]);
    assert.equal(result.status, 2);
    assert.match(result.stderr, told);
    assert.doesNotMatch(result.stderr, /SECRET/);
  });
}
