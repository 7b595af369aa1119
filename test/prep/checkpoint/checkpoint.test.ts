import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import {
  beginChanges,
  closeCheckpoint,
  endChanges,
  openCheckpoint,
  packCheckpoint,
  hasCommit,
  readCommit,
  readMeta,
  unpackCheckpoint,
  writeCommit,
  writeMeta,
} from "../../../prep/checkpoint/checkpoint.ts";
import { migrate, migrations } from "../../../prep/checkpoint/schema.ts";
import { loadSqlite } from "../../../prep/destination/loadSqlite.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const { DatabaseSync } = loadSqlite();

async function fileIn(context: TestContext): Promise<string> {
  return path.join(await temporaryFolder(context), "checkpoint.sqlite");
}

test("a new checkpoint knows nothing; what is written is there when it is opened again", async (context) => {
  const file = await fileIn(context);
  const checkpoint = openCheckpoint(file);
  assert.deepEqual([readMeta(checkpoint, "format"), readCommit(checkpoint)], [undefined, undefined]);
  const commit = { runId: "r", staged: [], removed: ["flows/é"], ledger: { path: "_runs/a.jsonl", line: "{}" } };
  beginChanges(checkpoint);
  writeMeta(checkpoint, "format", "csv");
  writeMeta(checkpoint, "format", "both");
  assert.equal(hasCommit(checkpoint), false);
  writeCommit(checkpoint, commit);
  assert.equal(hasCommit(checkpoint), true);
  endChanges(checkpoint);
  closeCheckpoint(checkpoint);
  closeCheckpoint(checkpoint);
  const again = openCheckpoint(file);
  assert.deepEqual([readMeta(again, "format"), readCommit(again)], ["both", commit]);
  closeCheckpoint(again);
});

test("a migration goes from nothing to the last version, once", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database);
  migrate(database);
  assert.deepEqual({ ...database.prepare("PRAGMA user_version").get() }, { user_version: migrations.length });
});

test("a migration from an older version keeps the data", () => {
  const database = new DatabaseSync(":memory:");
  const [first = ""] = migrations;
  migrate(database, [first]);
  database.exec("INSERT INTO folder (path) VALUES ('/logs/')");
  const steps = [first, "ALTER TABLE folder ADD COLUMN note TEXT NOT NULL DEFAULT 'old'", "CREATE TABLE more (a)"];
  migrate(database, steps);
  assert.deepEqual({ ...database.prepare("SELECT path, note FROM folder").get() }, { path: "/logs/", note: "old" });
  assert.deepEqual({ ...database.prepare("PRAGMA user_version").get() }, { user_version: 3 });
});

test("a place to go on from loses its second number, and goes where it lay before what had decided about it", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database, migrations.slice(0, 1));
  database.exec("INSERT INTO folder VALUES (1, '/logs/')");
  const insert = database.prepare(
    `INSERT INTO blob (folder, name, id, length, crc32, resume, is_flow_log, counts, sums, nulls, tail_rejects)
     VALUES (1, ?, 1, 500, 77, ?, 1, '', '', '', 0)`,
  );
  for (const resume of ["0 envelope", "12 array envelope", "500 ", "501 envelope", null])
    insert.run(String(resume), resume);
  migrate(database);
  assert.deepEqual(
    database
      .prepare("SELECT name, length, crc32, resume FROM blob ORDER BY name")
      .all()
      .map((row) => Object.values(row)),
    [
      ["0 envelope", 500, 77, "envelope"],
      ["12 array envelope", 500, 77, "array envelope"],
      ["500 ", 500, 77, ""],
      ["501 envelope", 0, 0, null],
      ["null", 500, 77, null],
    ],
  );
});

test("a commit that holds its line of the ledger is the same commit afterwards", async (context) => {
  const file = await fileIn(context);
  const database = new DatabaseSync(file);
  migrate(database, migrations.slice(0, 2));
  const commit = { runId: "r", staged: [], removed: [], ledger: { path: "_runs/a.jsonl", line: '{"a":"\\n é"}' } };
  database.prepare("INSERT INTO meta VALUES ('commit', ?)").run(JSON.stringify(commit));
  database.close();
  const checkpoint = openCheckpoint(file);
  assert.deepEqual(readCommit(checkpoint), commit);
  closeCheckpoint(checkpoint);
});

test("a step that fails leaves the version before it", () => {
  const database = new DatabaseSync(":memory:");
  const steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE a (x)"];
  assert.throws(() => {
    migrate(database, steps);
  }, /already exists/);
  database.exec("ROLLBACK");
  assert.deepEqual({ ...database.prepare("PRAGMA user_version").get() }, { user_version: 1 });
  assert.equal(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'b'").get(), undefined);
});

test("a newer version is refused with what to do, and the file is closed", async (context) => {
  const file = await fileIn(context);
  const database = new DatabaseSync(file);
  database.exec("PRAGMA user_version = 99");
  database.close();
  assert.throws(
    () => openCheckpoint(file),
    new RegExp(`it is of version 99, this flow-chord knows ${migrations.length}: use a newer flow-chord`),
  );
});

test("a packed checkpoint is unpacked as it was", async (context) => {
  const file = await fileIn(context);
  const checkpoint = openCheckpoint(file);
  writeMeta(checkpoint, "table", "x".repeat(10_000));
  closeCheckpoint(checkpoint);
  await packCheckpoint(file, `${file}.zst`);
  await unpackCheckpoint(`${file}.zst`, `${file}.2`);
  assert.deepEqual(await readFile(`${file}.2`), await readFile(file));
  assert.ok((await readFile(`${file}.zst`)).length < (await readFile(file)).length / 10);
});

test("a byte that is flipped, wherever in the packed file, is noticed", async (context) => {
  const file = await fileIn(context);
  const checkpoint = openCheckpoint(file);
  for (const key of ["format", "table", "commit"] as const) writeMeta(checkpoint, key, key.repeat(20));
  closeCheckpoint(checkpoint);
  await packCheckpoint(file, `${file}.zst`);
  const [packed, whole] = [await readFile(`${file}.zst`), await readFile(file)];
  for (let at = 0; at < packed.length; at++) {
    const damaged = Buffer.from(packed);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    await writeFile(`${file}.zst`, damaged);
    const isNoticed = await unpackCheckpoint(`${file}.zst`, `${file}.2`).then(
      () => false,
      () => true,
    );
    // A flag of the frame that changes nothing of what it holds is no damage.
    if (!isNoticed) assert.deepEqual(await readFile(`${file}.2`), whole, `byte ${at} of ${packed.length}`);
  }
});

test("a packed file that is cut anywhere is noticed", async (context) => {
  const file = await fileIn(context);
  closeCheckpoint(openCheckpoint(file));
  await packCheckpoint(file, `${file}.zst`);
  const packed = await readFile(`${file}.zst`);
  for (let end = 0; end < packed.length; end += 7) {
    await writeFile(`${file}.zst`, packed.subarray(0, end));
    await assert.rejects(unpackCheckpoint(`${file}.zst`, `${file}.2`), Error, `cut after ${end} bytes`);
  }
});
