import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { appendLine } from "../../../prep/destination/appendLine.ts";
import { openFolder } from "../../../prep/destination/folder.ts";
import { PrepError } from "../../../prep/errors.ts";
import { firstRun, fresh, ledgerPath, publishCommit, runCommit } from "../../helpers/destinationRun.ts";

let base: string;

before(async () => {
  base = await mkdtemp(path.join(tmpdir(), "folder-"));
});
after(() => rm(base, { recursive: true }));

test("a line is appended once, whatever the write before has left", async () => {
  const file = path.join(base, "ledger", "lines");
  const long = "x".repeat(200_000);
  const cases: readonly (readonly [before: string, after: string])[] = [
    ["", "line\n"],
    ["li", "line\n"],
    ["line", "line\n"],
    ["line\n", "line\n"],
    ["one\n", "one\nline\n"],
    ["one\nli", "one\nline\n"],
    ["one\nline\n", "one\nline\n"],
    ["one\nmy line\n", "one\nmy line\nline\n"],
    [`one\n${long}`, "one\nline\n"],
    [long, "line\n"],
    [`${long}\nli`, `${long}\nline\n`],
    [`${"x".repeat(65_535)}\n`, `${"x".repeat(65_535)}\nline\n`],
  ];
  await appendLine(file, "line");
  assert.equal(await readFile(file, "utf8"), "line\n");
  for (const [content, expected] of cases) {
    await writeFile(file, content);
    await appendLine(file, "line");
    assert.equal(await readFile(file, "utf8"), expected);
  }
});

test("a torn line of the ledger goes when the commit is applied again", async () => {
  const root = path.join(base, "torn");
  const first = await openFolder(root, "r1");
  await publishCommit(first, "r1", firstRun);
  await first.close();
  await mkdir(path.join(root, "_runs"));
  await writeFile(path.join(root, ledgerPath), 'before\n{"run":');
  const second = await openFolder(root, "r2");
  const file = path.join(second.scratch, "fetched");
  assert.ok(await second.fetchCheckpoint(file));
  await second.apply(JSON.parse(await readFile(file, "utf8")) as Parameters<typeof second.apply>[0]);
  await second.close();
  assert.equal(await readFile(path.join(root, ledgerPath), "utf8"), `before\n${firstRun.line}\n`);
});

test("what another run has said of itself does not hold up the next one", async () => {
  const root = path.join(base, "stale");
  await mkdir(path.join(root, "_state"), { recursive: true });
  await writeFile(path.join(root, "_state", "lock.json"), '{"since":"2020","pid":1,"host":"gone"}');
  const destination = await openFolder(root, "r1");
  await writeFile(path.join(root, "_state", "lock.json"), "damaged");
  await assert.rejects(openFolder(root, "r2"), { message: `another run is writing to ${root}` });
  await destination.close();
});

test("an emptied folder goes with its last file, and one that is not empty stays", async () => {
  const root = path.join(base, "emptied");
  const destination = await openFolder(root, "r1");
  await runCommit(destination, "r1", {
    files: { "flows/y/m/a.csv": [fresh("a")], "flows/y/b.csv": [fresh("b")], "rejects/c.csv": [fresh("c")] },
    line: "1",
  });
  await runCommit(destination, "r1", { files: {}, removed: ["flows/y/m/a.csv", "rejects/c.csv"], line: "2" });
  await destination.close();
  await assert.rejects(readFile(path.join(root, "flows/y/m")), { code: "ENOENT" });
  await assert.rejects(readFile(path.join(root, "rejects")), { code: "ENOENT" });
  assert.equal(await readFile(path.join(root, "flows/y/b.csv"), "utf8"), "b");
});

test("the scratch of a run that died goes when the next one opens, and what it published stays", async () => {
  const root = path.join(base, "scratch");
  await mkdir(path.join(root, "_staging", "dead.scratch"), { recursive: true });
  await mkdir(path.join(root, "_staging", "dead", "staged"), { recursive: true });
  const destination = await openFolder(root, "r1");
  assert.ok(await destination.isPending("dead"));
  await assert.rejects(readFile(path.join(root, "_staging", "dead.scratch")), { code: "ENOENT" });
  await destination.stage("flows/a.csv", []);
  assert.ok(!(await destination.isPending("dead")));
  await destination.close();
});

test("a place that cannot be a folder is told in one sentence", async () => {
  const file = path.join(base, "file");
  await writeFile(file, "");
  for (const root of [file, path.join(file, "below")]) {
    await assert.rejects(openFolder(root, "r1"), (error: unknown) => {
      assert.ok(error instanceof PrepError);
      assert.equal(error.code, "destination");
      assert.ok(error.message.startsWith(`cannot write to ${root}: a part of the path is a file, not a folder`));
      return true;
    });
  }
});

test("a lock that is no database is told in one sentence", async () => {
  const root = path.join(base, "damaged");
  await mkdir(path.join(root, "_state"), { recursive: true });
  await writeFile(path.join(root, "_state", "lock.sqlite"), "not a database, but long enough to look at".repeat(100));
  await assert.rejects(openFolder(root, "r1"), /^PrepError: cannot write to .*damaged: file is not a database$/);
});

test("the id of a run is the name of a folder and no more", async () => {
  for (const runId of ["", ".", "..", "a/b", "a\\b", "a:b", "-a"]) {
    await assert.rejects(openFolder(base, runId), /is not the id of a run/);
  }
});

test("opening a folder writes nothing to standard error", () => {
  const module = JSON.stringify(import.meta.resolve("../../../prep/destination/folder.ts"));
  const script = `
    const { openFolder } = await import(${module});
    await (await openFolder(process.argv[1], "r1")).close();
    process.emitWarning("of somebody else");`;
  const args = ["--input-type=module", "-e", script, path.join(base, "quiet")];
  const { stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^\(node:\d+\) Warning: of somebody else\n/);
  assert.doesNotMatch(stderr, /Experimental/);
});
