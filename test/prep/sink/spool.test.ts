import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { createSpool } from "../../../prep/sink/spool.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

test("what was appended can be read at once, at random, and nothing stands at offset 0", async (context) => {
  const spool = createSpool(path.join(await temporaryFolder(context), "spool"));
  const ranges = ["first", "", "second 🦜"].map((text) => spool.append(Buffer.from(text)));
  const [first, empty, second] = ranges;
  assert.ok(first && empty && second && first.start > 0);
  assert.deepEqual([empty.start, empty.end], [first.end, first.end]);
  assert.equal(Buffer.from(await spool.access.slice(second.start, second.end)).toString(), "second 🦜");
  assert.equal(Buffer.from(await spool.access.slice(first.start)).toString(), "firstsecond 🦜");
  assert.equal(spool.access.byteLength, second.end);
  assert.equal((await readFile(spool.file)).length, second.end);
  spool.close();
  spool.close();
  assert.equal(existsSync(spool.file), false);
});

test("a range that the file does not hold is an error", async (context) => {
  const spool = createSpool(path.join(await temporaryFolder(context), "spool"));
  const { start, end } = spool.append(Buffer.from("abc"));
  await assert.rejects(spool.access.slice(start, end + 1), /spool ends before byte/);
  spool.close();
});

test("a spool is a new file: one that is there is an error", async (context) => {
  const file = path.join(await temporaryFolder(context), "spool");
  await writeFile(file, "");
  assert.throws(() => createSpool(file), /EEXIST/);
});
