import assert from "node:assert/strict";
import { copyFile, rm } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import {
  checkpointFile,
  differencesOf,
  editCheckpoint,
  flipByte,
  hour12,
  makeTables,
  runOnce,
  verifyHere,
} from "./tables.ts";

describe("a checkpoint that was changed", () => {
  test("it is gone", async (context) => {
    const { out, logs } = await makeTables(context);
    await rm(path.join(out, checkpointFile));
    const { differences, files } = await verifyHere(out, [logs]);
    assert.equal(differences.length, 1);
    assert.equal(differences[0]?.where, checkpointFile);
    assert.match(differences[0].found, /the checkpoint of .* is lost; run with --full/);
    assert.equal(files, 9, "the files are checked all the same");
  });

  test("it is gone, and the tables with it", async (context) => {
    const { out } = await makeTables(context);
    for (const name of [checkpointFile, "flows", "traffic", "rejects"])
      await rm(path.join(out, name), { recursive: true });
    const told = await differencesOf(out);
    assert.ok(told.includes(`${checkpointFile}: checkpoint: one that the next run can use / none; run with --full`));
    assert.ok(told.includes(`${hour12}/flows.csv: file: 4 rows / missing`), told.join("\n"));
  });

  test("it is all that is left", async (context) => {
    const { out } = await makeTables(context);
    for (const name of ["_runs", "flows", "traffic", "rejects"]) await rm(path.join(out, name), { recursive: true });
    const told = await differencesOf(out);
    assert.ok(told.includes(`${checkpointFile}: table: rows: 0 / 5`), told.join("\n"));
  });

  for (const [what, offset] of [
    ["its first byte", 0],
    ["a byte in it", 300],
    ["its last byte", -1],
  ] as const) {
    test(`${what} is another one`, async (context) => {
      const { out, logs } = await makeTables(context);
      await flipByte(path.join(out, checkpointFile), offset);
      await rm(path.join(out, hour12, "flows.csv"));
      const told = await differencesOf(out, [logs]);
      assert.equal(told.length, 2, told.join("\n"));
      assert.match(told[0] ?? "", /^_state\/checkpoint.*cannot be used: .*; run with --full$/);
      assert.equal(told[1], `${hour12}/flows.csv: file: 4 rows / missing`);
    });
  }

  test("it is the one of the run before", async (context) => {
    const tables = await makeTables(context);
    const published = path.join(tables.out, checkpointFile);
    const older = path.join(path.dirname(tables.out), "older");
    await copyFile(published, older);
    await copyFile(path.join(tables.logs, "bad.json"), path.join(tables.logs, "more.json"));
    await runOnce(tables);
    assert.deepEqual(await differencesOf(tables.out), []);
    await copyFile(older, published);
    const told = await differencesOf(tables.out);
    assert.ok(told.includes(`${checkpointFile}: table: rows: 6 / 5`), told.join("\n"));
    assert.ok(told.includes(`${checkpointFile}: rejects: 2 / 1`), told.join("\n"));
    assert.ok(
      told.every((line) => line.startsWith(checkpointFile)),
      told.join("\n"),
    );
  });

  test("a blob has other sums than the table", async (context) => {
    const tables = await makeTables(context);
    await editCheckpoint(tables, ({ database }) => {
      database.exec("UPDATE blob SET sums = '1 67 2 88' WHERE name = 'bad.json'");
    });
    assert.deepEqual(await differencesOf(tables.out), [
      `${checkpointFile}: table, by its blobs: sum of BytesSrcToDest: 264 / 265`,
    ]);
  });

  test("rows of a file are given to another blob", async (context) => {
    const tables = await makeTables(context);
    await editCheckpoint(tables, ({ database }) => {
      database.exec("UPDATE blob SET id = id + 100 WHERE name = 'bad.json'");
    });
    assert.deepEqual(await differencesOf(tables.out), [
      `${checkpointFile}: ${tables.logs}/bad.json: rows in its csv files: 1 / 0`,
      `${checkpointFile}: ${tables.logs}/bad.json: rows in its parquet files: 1 / 0`,
    ]);
  });

  test("it does not know a file", async (context) => {
    const tables = await makeTables(context, { format: "csv" });
    await editCheckpoint(tables, ({ database }) => {
      database.exec("DELETE FROM file WHERE kind = 'rejects'");
    });
    assert.deepEqual(await differencesOf(tables.out), [
      `${checkpointFile}: rejects/rejects.jsonl: file: 1 line / not known`,
    ]);
  });

  test("what is in it cannot be read", async (context) => {
    const tables = await makeTables(context);
    await editCheckpoint(tables, ({ database }) => {
      database.exec("UPDATE file SET tally = 'x'");
    });
    const told = await differencesOf(tables.out, [tables.logs]);
    assert.equal(told.length, 1, told.join("\n"));
    assert.match(told[0] ?? "", /checkpoint: one that the next run can use \/ .*JSON.*; run with --full/);
  });
});
