import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFile, mkdir, readdir, readlink, rename, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { PrepError } from "../../../prep/errors.ts";
import { openLocalFiles } from "../../../prep/source/localFiles.ts";
import { BlobChangedError, type KnownPrefix, type OpenedBlob } from "../../../prep/source/source.ts";
import { bytesOf, knownOf, textOf } from "../../helpers/blobs.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const signal = new AbortController().signal;

async function open(file: string, known?: KnownPrefix): Promise<OpenedBlob | undefined> {
  const ref = { origin: path.dirname(file), name: path.basename(file), sizeBytes: 0, etag: undefined, isLive: true };
  return await openLocalFiles(file).open(ref, known, signal);
}

async function write(context: TestContext, text: string | Buffer): Promise<string> {
  const file = path.join(await temporaryFolder(context), "PT1H.json");
  await writeFile(file, text);
  return file;
}

/** How many files this process holds open below a folder; Linux says it. */
async function countOpen(folder: string): Promise<number> {
  const handles = await readdir("/proc/self/fd");
  const targets = handles.map((handle) => readlink(`/proc/self/fd/${handle}`).catch(() => ""));
  return (await Promise.all(targets)).filter((target) => target.startsWith(folder)).length;
}

const isLinux = process.platform === "linux";

const large = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 253));

/** Reads a file of 3 MB, with something that happens to it after its first bytes. */
async function readWhile(file: string, happens: () => Promise<unknown>, known?: KnownPrefix): Promise<Buffer> {
  const opened = await open(file, known);
  assert.ok(opened);
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.bytes) {
    if (chunks.push(chunk.slice()) === 1) await happens();
  }
  return Buffer.concat(chunks);
}

test("a file that has grown is read from where it was known to", async (context) => {
  const file = await write(context, '{"records":[{1}]}');
  const first = await open(file);
  assert.deepEqual([first?.from, await textOf(first), first?.mark(15)], [0, '{"records":[{1}]}', undefined]);
  await writeFile(file, '{"records":[{1},{2}]}');
  const grown = await open(file, knownOf('{"records":[{1}'));
  assert.deepEqual([grown?.from, await textOf(grown)], [15, ",{2}]}"]);
  const same = await open(file, knownOf('{"records":[{1},{2}]}'));
  assert.deepEqual([same?.from, await textOf(same)], [21, ""]);
});

test("a large known part is proven over all of its bytes", async (context) => {
  const file = await write(context, large);
  const opened = await open(file, knownOf(large.subarray(0, 2_500_000)));
  assert.equal(opened?.from, 2_500_000);
  assert.ok((await bytesOf(opened)).equals(large.subarray(2_500_000)));
  const changed = Buffer.from(large);
  changed[1_900_000] = 255;
  await writeFile(file, changed);
  const again = await open(file, knownOf(large.subarray(0, 2_500_000)));
  assert.equal(again?.from, 0);
  assert.ok((await bytesOf(again)).equals(changed));
});

test("a file can be opened in its middle, as the version that was listed", async (context) => {
  const file = await write(context, large);
  const source = openLocalFiles(file);
  const [listed] = await Array.fromAsync(source.list(signal));
  assert.ok(listed && source.canOpenAt(listed));
  const bytes = await source.openAt(listed, { start: 2_500_000, askedBytes: Infinity }, signal);
  assert.ok(bytes && (await bytesOf({ bytes })).equals(large.subarray(2_500_000)));
  const growing = await source.openAt(listed, { start: 100, askedBytes: Infinity }, signal);
  assert.ok(growing);
  const change = async (): Promise<void> => {
    for await (const chunk of growing) if (chunk.length > 0) await appendFile(file, "more");
  };
  await assert.rejects(change(), BlobChangedError);
  await assert.rejects(source.openAt(listed, { start: 100, askedBytes: Infinity }, signal), BlobChangedError);
  await rm(file);
  assert.equal(await source.openAt(listed, { start: 100, askedBytes: Infinity }, signal), undefined);
});

test("a file that was written anew is read from the beginning, also with its old size and time", async (context) => {
  const file = await write(context, "one two");
  const { atime, mtime } = await stat(file);
  for (const text of ["one Two", "six two", "one", "", "quite another text"]) {
    await writeFile(file, text);
    await utimes(file, atime, mtime);
    const opened = await open(file, knownOf("one t"));
    assert.deepEqual([opened?.from, await textOf(opened)], [0, text]);
  }
});

test("a file that has gone, before or after it was listed, is no error", async (context) => {
  const file = await write(context, "");
  await rm(file);
  assert.equal(await open(file), undefined);
  assert.equal(await open(path.join(file, "below")), undefined);
});

test("bytes that are appended while a file is read belong to the next run", async (context) => {
  const file = await write(context, large);
  assert.ok((await readWhile(file, () => appendFile(file, "more"))).equals(large));
  const known = knownOf(large.subarray(0, 500_000));
  const rest = Buffer.concat([large.subarray(500_000), Buffer.from("more")]);
  assert.ok((await readWhile(file, () => appendFile(file, "more"), known)).equals(rest));
  assert.equal(await textOf(await open(file, knownOf(large))), "moremore");
});

test("a file that was left alone for hours, and grows while it is read, is read again", async (context) => {
  const file = await write(context, large);
  await utimes(file, new Date(0), new Date(0));
  assert.ok((await readWhile(file, () => Promise.resolve())).equals(large));
  await assert.rejects(
    readWhile(file, () => appendFile(file, "more")),
    BlobChangedError,
  );
  assert.ok(
    (await readWhile(file, () => appendFile(file, "more"))).equals(Buffer.concat([large, Buffer.from("more")])),
  );
});

const other = Buffer.alloc(large.length, "x");

/** What makes of the bytes of a file another version, while they are read. */
const changes: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
  "becomes shorter": (file) => truncate(file, 2_000_000),
  "becomes shorter than what was read of it": (file) => truncate(file, 10),
  "is written anew in its place": (file) => writeFile(file, other),
  "is written anew in its place, longer": (file) => writeFile(file, Buffer.concat([other, other])),
  "is written anew in its place, with its old time": async (file) => {
    const { atime, mtime } = await stat(file);
    await writeFile(file, other);
    await utimes(file, atime, mtime);
  },
  "is replaced": async (file) => {
    await writeFile(`${file}.new`, large);
    await rename(`${file}.new`, file);
  },
  "is removed": (file) => rm(file),
};

for (const [how, change] of Object.entries(changes)) {
  test(`a file that ${how} while it is read has changed`, async (context) => {
    const file = await write(context, large);
    await assert.rejects(
      readWhile(file, () => change(file)),
      BlobChangedError,
    );
    const known = knownOf(large.subarray(0, 500_000));
    await writeFile(file, large);
    await assert.rejects(
      readWhile(file, () => change(file), known),
      BlobChangedError,
    );
    if (isLinux) assert.equal(await countOpen(path.dirname(file)), 0);
  });
}

test("a file that is only touched while it is read is read", async (context) => {
  const file = await write(context, large);
  assert.ok((await readWhile(file, () => utimes(file, 1, 1))).equals(large));
});

test("a file is closed, also where its reader or its run stops early", { skip: !isLinux }, async (context) => {
  const file = await write(context, large);
  const folder = path.dirname(file);
  const opened = await open(file);
  assert.equal(await countOpen(folder), 1);
  for await (const chunk of opened?.bytes ?? []) if (chunk.length > 0) break;
  assert.equal(await countOpen(folder), 0);
  const stop = new AbortController();
  const ref = { origin: folder, name: path.basename(file), sizeBytes: 0, etag: undefined, isLive: true };
  const stopped = await openLocalFiles(file).open(ref, undefined, stop.signal);
  const reading = (async () => {
    for await (const chunk of stopped?.bytes ?? []) if (chunk.length > 0) stop.abort();
  })();
  await assert.rejects(reading, { name: "AbortError" });
  await assert.rejects(openLocalFiles(file).open(ref, knownOf(large), stop.signal), { name: "AbortError" });
  assert.equal(await countOpen(folder), 0);
});

test("what the system refuses is told with the file", async (context) => {
  const folder = path.join(await temporaryFolder(context), "folder");
  await mkdir(folder);
  await assert.rejects(open(folder, knownOf("x")).then(textOf), (error: unknown) => {
    assert.ok(error instanceof PrepError);
    assert.equal(error.where, folder);
    assert.match(error.message, /^cannot read .*folder: .*EISDIR/);
    return true;
  });
});

test("a pipe is read to its end", { skip: process.platform === "win32" }, async (context) => {
  const pipe = path.join(await temporaryFolder(context), "pipe");
  await new Promise((resolve) => execFile("mkfifo", [pipe], resolve));
  const writing = writeFile(pipe, large);
  const [ref] = await Array.fromAsync(openLocalFiles(pipe).list(signal));
  assert.ok(ref);
  assert.deepEqual([ref.sizeBytes, ref.etag], [undefined, undefined]);
  const opened = await openLocalFiles(pipe).open(ref, undefined, signal);
  assert.ok(opened);
  assert.ok((await bytesOf(opened)).equals(large));
  await writing;
});
