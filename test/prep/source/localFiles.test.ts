import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openLocalFiles } from "../../../prep/source/localFiles.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const signal = new AbortController().signal;

async function names(root: string, exclude?: string): Promise<string[]> {
  return (await Array.fromAsync(openLocalFiles(root, exclude).list(signal))).map(({ name }) => name);
}

test("a folder lists what lies below it, but hidden names and the destination", async (context) => {
  const root = await temporaryFolder(context);
  for (const folder of ["a", "_state", "out"]) await mkdir(path.join(root, folder));
  for (const file of ["b.json", ".hidden", "_x.json", "a/c.json", "_state/d.json", "out/e.json"]) {
    await writeFile(path.join(root, file), "");
  }
  assert.deepEqual(await names(root, path.join(root, "out")), ["a/c.json", "b.json"]);
});

test("links are followed where they lead out, each place is read once", async (context) => {
  const [root, outside] = [await temporaryFolder(context), await temporaryFolder(context)];
  await writeFile(path.join(root, "a.json"), "");
  await writeFile(path.join(outside, "b.json"), "");
  await symlink(path.join(root, "a.json"), path.join(root, "again.json"));
  await symlink(root, path.join(root, "loop"));
  await symlink(outside, path.join(root, "more"));
  await symlink(outside, path.join(root, "once-more"));
  assert.deepEqual(await names(root), ["a.json", "more/b.json"]);
});

test("a file that has gone since it was listed is no error", async (context) => {
  const root = await temporaryFolder(context);
  assert.equal(await openLocalFiles(root).read({ name: "x", sizeBytes: 1, etag: undefined }, signal), undefined);
});

test("a file in a folder of the same name is found", async (context) => {
  const root = path.join(await temporaryFolder(context), "x");
  await mkdir(root);
  await writeFile(path.join(root, "x"), "text");
  const bytes = await openLocalFiles(root).read({ name: "x", sizeBytes: 4, etag: undefined }, signal);
  assert.ok(bytes);
  assert.equal(Buffer.concat(await Array.fromAsync(bytes)).toString(), "text");
});
