import assert from "node:assert/strict";
import { appendFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openLocalFiles } from "../../../prep/source/localFiles.ts";
import { createSmallFiles } from "../../../prep/source/smallFile.ts";
import { bytesOf, textOf } from "../../helpers/blobs.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const signal = new AbortController().signal;

for (const [disk, slowMs] of [
  ["near", 60_000],
  ["far", -1],
] as const) {
  test(`small files on a ${disk} disk are read as they were listed, or not at all`, async (context) => {
    const folder = await temporaryFolder(context);
    const texts = ["", "one", "two", "x".repeat(1 << 18), "y".repeat((1 << 18) + 1)];
    for (const [index, text] of texts.entries()) await writeFile(path.join(folder, `${index}.json`), text);
    const listed = await Array.fromAsync(openLocalFiles(folder).list(signal));
    const { open: read, readAtOnce } = createSmallFiles(slowMs);
    for (let round = 0; round < 30; round++) {
      const opened = await Promise.all(listed.map((blob) => read(`${folder}/${blob.name}`, blob)));
      assert.deepEqual(
        opened.map((blob) => [blob?.etag, blob?.from, blob?.mark(1)]),
        listed.map(({ etag }, index) => (index < 4 ? [etag, 0, undefined] : [undefined, undefined, undefined])),
      );
      for (const [index, blob] of opened.slice(0, 4).entries()) assert.equal(await textOf(blob), texts[index]);
    }
    await appendFile(path.join(folder, "1.json"), "more");
    await writeFile(path.join(folder, "2.json"), "TWO");
    await rm(path.join(folder, "3.json"));
    for (const blob of listed.slice(1)) {
      assert.equal(readAtOnce(`${folder}/${blob.name}`, blob), undefined);
      assert.equal(await read(`${folder}/${blob.name}`, blob), undefined);
    }
  });
}

test("small files are read at once where the disk is near, and waited for where one has taken long", async (context) => {
  const folder = await temporaryFolder(context);
  const texts = ["", "one", "x".repeat(1 << 18), "y".repeat((1 << 18) + 1)];
  for (const [index, text] of texts.entries()) await writeFile(path.join(folder, `${index}.json`), text);
  const listed = await Array.fromAsync(openLocalFiles(folder).list(signal));
  const readAll = (slowMs: number) => {
    const { readAtOnce } = createSmallFiles(slowMs);
    return listed.map((blob) => readAtOnce(`${folder}/${blob.name}`, blob)).map((bytes) => bytes?.length);
  };
  assert.deepEqual(readAll(60_000), [0, 3, 1 << 18, undefined]);
  assert.deepEqual(readAll(-1), [0, undefined, undefined, undefined]);
});

test("a small file that is another one than was listed is read as it is now", async (context) => {
  const folder = await temporaryFolder(context);
  const file = path.join(folder, "1.json");
  await writeFile(file, "one");
  const source = openLocalFiles(folder);
  const [listed] = await Array.fromAsync(source.list(signal));
  assert.ok(listed);
  await appendFile(file, " more");
  const opened = await source.open(listed, undefined, signal);
  assert.notEqual(opened?.etag, listed.etag);
  assert.equal((await bytesOf(opened)).toString(), "one more");
  await rm(file);
  assert.equal(await source.open(listed, undefined, signal), undefined);
});
