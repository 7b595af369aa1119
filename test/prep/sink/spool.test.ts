import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs, { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { test, type TestContext } from "node:test";
import type { PrepError } from "../../../prep/errors.ts";
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

/** From here on, the system takes as many bytes of each write as are left, and none where none is. */
function fillDisk(context: TestContext, leftBytes: number): void {
  const { writeSync } = fs;
  const write = (descriptor: number, bytes: Uint8Array, offset: number): number => {
    if (leftBytes === 0) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const written = writeSync(descriptor, bytes, offset, Math.min(leftBytes, bytes.length - offset));
    leftBytes -= written;
    return written;
  };
  const mocked = context.mock.method(fs, "writeSync", write as typeof writeSync);
  syncBuiltinESMExports();
  context.after(() => {
    mocked.mock.restore();
    syncBuiltinESMExports();
  });
}

for (const leftBytes of [0, 3, 10]) {
  test(`a disk that is full after ${leftBytes} bytes is told with its place and a way out`, async (context) => {
    const file = path.join(await temporaryFolder(context), "spool");
    fillDisk(context, leftBytes);
    const write = (): void => void createSpool(file).append(Buffer.from("more than there is room for"));
    assert.throws(write, (error: PrepError) => {
      assert.deepEqual([error.name, error.code, error.where], ["PrepError", "destination", file]);
      assert.equal(error.message.startsWith(`cannot write to ${file}: the disk is full; make room: `), true);
      assert.match(error.message, /the tables are as they were, and the next run goes on$/);
      assert.match((error.cause as Error).message, /^ENOSPC/);
      return true;
    });
    assert.equal(existsSync(file), leftBytes > "spool\n".length);
  });
}

test("a folder that is not there is told", async (context) => {
  const file = path.join(await temporaryFolder(context), "nowhere", "spool");
  assert.throws(() => createSpool(file), {
    name: "PrepError",
    code: "destination",
    message: /^cannot write to .+ENOENT/,
  });
});

test("a file that becomes too large for the limits of this account is told", async (context) => {
  if (process.platform === "win32") {
    context.skip("Windows has no such limit");
    return;
  }
  const file = path.join(await temporaryFolder(context), "spool");
  const module = path.join(import.meta.dirname, "..", "..", "..", "prep", "sink", "spool.ts");
  const script = `import { createSpool } from ${JSON.stringify(module)};
    try { createSpool(process.argv[1]).append(new Uint8Array(1 << 20)); } catch ({ message }) { console.log(message); }`;
  const node = [process.execPath, "--input-type=module", "-e", script, file];
  const { stdout } = spawnSync("sh", ["-c", 'ulimit -f 64; exec "$@"', "sh", ...node], { encoding: "utf8" });
  assert.match(stdout, /^cannot write to .+spool: a file has become too large for .+; make room: /);
});
