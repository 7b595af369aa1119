import assert from "node:assert/strict";
import { chmod, link, mkdir, realpath, rename, symlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import type { PrepError } from "../../../prep/errors.ts";
import { openLocalFiles } from "../../../prep/source/localFiles.ts";
import type { BlobRef } from "../../../prep/source/source.ts";
import { textOf } from "../../helpers/blobs.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const signal = new AbortController().signal;

async function list(root: string, exclude?: string): Promise<BlobRef[]> {
  return await Array.fromAsync(openLocalFiles(root, exclude).list(signal));
}

async function names(root: string, exclude?: string): Promise<string[]> {
  return (await list(root, exclude)).map(({ name }) => name);
}

async function identities(root: string): Promise<string[]> {
  return (await list(root)).map(({ origin, name }) => `${origin}/${name}`);
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
  const real = await realpath(outside);
  assert.deepEqual(await identities(root), [path.join(await realpath(root), "a.json"), path.join(real, "b.json")]);
});

test("a link to a folder whose parts are linked too loses nothing and doubles nothing", async (context) => {
  const [root, outside] = [await temporaryFolder(context), await realpath(await temporaryFolder(context))];
  await mkdir(path.join(outside, "part"));
  for (const file of ["part/a.json", "b.json", "c.json"]) await writeFile(path.join(outside, file), "");
  await symlink(path.join(outside, "part"), path.join(root, "1-part"));
  await symlink(path.join(outside, "b.json"), path.join(root, "2-file"));
  await symlink(outside, path.join(root, "3-whole"));
  await symlink(path.join(outside, "part"), path.join(root, "4-part"));
  const expected = ["part/a.json", "b.json", "c.json"].map((name) => path.join(outside, name));
  assert.deepEqual(await identities(root), expected);
});

test("a file is the same file on whatever way it is reached, and can be read on each", async (context) => {
  const base = await realpath(await temporaryFolder(context));
  const file = path.join(base, "logs", "y=2018", "PT1H.json");
  await mkdir(path.dirname(file), { recursive: true });
  await mkdir(path.join(base, "other"));
  await writeFile(file, "text");
  await symlink(path.join(base, "logs"), path.join(base, "linked"));
  await symlink(path.dirname(file), path.join(base, "other", "folder"));
  await symlink(file, path.join(base, "link.json"));
  const ways = ["logs", "logs/y=2018", "logs/y=2018/PT1H.json", "linked", "other", "link.json", "logs/../linked/"];
  for (const way of [...ways.map((name) => path.join(base, name)), path.relative(process.cwd(), file)]) {
    const [ref, ...more] = await list(way);
    assert.ok(ref);
    assert.deepEqual(more, []);
    assert.equal(`${ref.origin}/${ref.name}`, file);
    assert.ok(!ref.origin.endsWith("/"));
    assert.equal(await textOf(await openLocalFiles(way).open(ref, undefined, signal)), "text");
  }
});

test("a name is the path below the origin, with what it says about the hour", async (context) => {
  const root = await realpath(await temporaryFolder(context));
  await mkdir(path.join(root, "y=2018", "m=11"), { recursive: true });
  await writeFile(path.join(root, "y=2018", "m=11", "x.json"), "12345");
  const [ref] = await list(root);
  assert.deepEqual([ref?.origin, ref?.name, ref?.sizeBytes], [root, "y=2018/m=11/x.json", 5]);
});

test("every version of a file has its own ETag, which is the one it is opened with", async (context) => {
  const folder = await temporaryFolder(context);
  const file = path.join(folder, "x.json");
  const etags = new Set<string | undefined>();
  const look = async (): Promise<void> => {
    const [ref] = await list(file);
    assert.ok(ref);
    const opened = await openLocalFiles(file).open(ref, undefined, signal);
    await textOf(opened);
    assert.equal(opened?.etag, ref.etag);
    assert.equal((await list(folder))[0]?.etag, ref.etag);
    etags.add(ref.etag);
  };
  const time = new Date(1_500_000_000_000);
  for (const text of ["one", "two", "three"]) {
    await writeFile(file, text);
    await utimes(file, time, time);
    await look();
  }
  await writeFile(path.join(folder, "_beside"), "three");
  await utimes(path.join(folder, "_beside"), time, time);
  await rename(path.join(folder, "_beside"), file);
  await look();
  assert.equal(etags.size, 4);
});

test("a file that has changed in the last two hours is live", async (context) => {
  const folder = await temporaryFolder(context);
  const agesMs = { "new.json": 0, "recent.json": 7_190_000, "old.json": 7_210_000 };
  for (const [name, ageMs] of Object.entries(agesMs)) {
    await writeFile(path.join(folder, name), "");
    const time = new Date(Date.now() - ageMs);
    await utimes(path.join(folder, name), time, time);
  }
  const live = (await list(folder)).filter(({ isLive }) => isLive).map(({ name }) => name);
  assert.deepEqual(live, ["new.json", "recent.json"]);
});

test("a hard link is a file of its own", async (context) => {
  const folder = await temporaryFolder(context);
  await writeFile(path.join(folder, "a.json"), "");
  await link(path.join(folder, "a.json"), path.join(folder, "b.json"));
  assert.deepEqual(await names(folder), ["a.json", "b.json"]);
});

/** A path with a name in Latin-1, as older systems left them on Linux. */
function latin1(folder: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(folder + path.sep), Buffer.from(name, "latin1")]);
}

for (const what of ["file", "folder"] as const) {
  test(`a ${what} whose name is not UTF-8 is told, not left out`, async (context) => {
    if (process.platform !== "linux") {
      context.skip("only Linux takes such names");
      return;
    }
    const folder = await temporaryFolder(context);
    const real = await realpath(folder);
    await writeFile(path.join(folder, "b\uFFFD.json"), "");
    assert.deepEqual(await names(folder), ["b\uFFFD.json"]);
    const named = latin1(folder, "b\u00e4.json");
    await (what === "file" ? writeFile(named, "") : mkdir(named));
    await assert.rejects(list(folder), (error: PrepError) => {
      assert.equal(error.code, "source");
      assert.match(error.message, /^cannot read .+b\uFFFD\.json: its name is not UTF-8; rename it$/u);
      assert.equal(error.where?.startsWith(real), true);
      return true;
    });
  });
}

test("names that are not UTF-8 are of no interest where they are hidden", async (context) => {
  if (process.platform !== "linux") {
    context.skip("only Linux takes such names");
    return;
  }
  const folder = await temporaryFolder(context);
  await writeFile(latin1(folder, "_\u00e4.json"), "");
  assert.deepEqual(await names(folder), []);
});

test("a link that leads to a name that is not UTF-8 is told", async (context) => {
  if (process.platform !== "linux") {
    context.skip("only Linux takes such names");
    return;
  }
  const [root, outside] = [await temporaryFolder(context), await temporaryFolder(context)];
  await writeFile(latin1(outside, "\u00e4.json"), "");
  await symlink(latin1(outside, "\u00e4.json"), path.join(root, "link.json"));
  for (const place of [root, path.join(root, "link.json")]) {
    await assert.rejects(list(place), /cannot read .+\uFFFD\.json: its name is not UTF-8; rename it/u);
  }
});

test("links that lead nowhere or in circles are left out, any other failure is told", async (context) => {
  const folder = await temporaryFolder(context);
  await writeFile(path.join(folder, "a.json"), "");
  await symlink(path.join(folder, "gone"), path.join(folder, "b.json"));
  await symlink(path.join(folder, "a.json", "below"), path.join(folder, "c.json"));
  await symlink("d.json", path.join(folder, "d.json"));
  assert.deepEqual(await names(folder), ["a.json"]);
  await symlink("x".repeat(300), path.join(folder, "e.json"));
  await assert.rejects(list(folder), /cannot read .+e\.json: ENAMETOOLONG/);
});

test("a file that must not be looked at is told", async (context) => {
  if (process.getuid?.() === 0) {
    context.skip("root may look at everything");
    return;
  }
  const folder = await temporaryFolder(context);
  await writeFile(path.join(folder, "a.json"), "");
  await chmod(folder, 0o444);
  try {
    await assert.rejects(list(folder), /cannot read .+a\.json: access is denied/);
  } finally {
    await chmod(folder, 0o755);
  }
});

test("a source that is not there is told", async () => {
  await assert.rejects(list("/nowhere/at-all"), /cannot read \/nowhere\/at-all: no such file or folder/);
});
