import assert from "node:assert/strict";
import { copyFile, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { prepHere } from "../../helpers/prepHere.ts";
import { nsgRecord, tupleAt, vnetRecord } from "../../helpers/records.ts";
import {
  differencesOf,
  edit,
  editCheckpoint,
  firstLines,
  makeTables,
  noon,
  runOnce,
  lastLine,
  verifyHere,
  type Tables,
} from "./tables.ts";

/** What is told of the sources. */
async function toldOf({ out, logs }: Tables) {
  const { differences, blobs, notRead, gone } = await verifyHere(out, [logs]);
  return { differences: differences.map(({ found }) => found), blobs, notRead, gone };
}

const nothing = { blobs: 0, bytes: 0 };

describe("sources that are as they were read", () => {
  test("every blob is read again, and gives the same", async (context) => {
    const tables = await makeTables(context);
    assert.deepEqual(await toldOf(tables), { differences: [], blobs: 3, notRead: nothing, gone: 0 });
  });

  test("one blob is a source too", async (context) => {
    const { out, logs } = await makeTables(context);
    const { differences, blobs, gone } = await verifyHere(out, [path.join(logs, "bad.json")]);
    assert.deepEqual({ differences, blobs, gone }, { differences: [], blobs: 1, gone: 0 });
  });

  test("tuples outside the time are skipped again", async (context) => {
    const tables = await makeTables(context, { since: "2018-11-13T12:00:02Z", until: "2018-11-13T13:00Z" });
    const { differences, rows } = await verifyHere(tables.out, [tables.logs]);
    assert.deepEqual(differences, []);
    assert.equal(rows.csv, 2);
  });

  test("a blob in an envelope, with damage in the middle and at its end", async (context) => {
    const tables = await makeTables(context);
    const [a, b] = [tupleAt(noon), tupleAt(noon + 4)].map((tuple) => JSON.stringify(nsgRecord([tuple])));
    await writeFile(path.join(tables.logs, "envelope.json"), `{"records":[${a ?? ""},{"time":"x", ${b ?? ""},{"tim`);
    await writeFile(path.join(tables.logs, "garbage.json"), `[[ } x${a ?? ""}`);
    // Only what stands behind its resume point shows that the damage before it is one of a flow log.
    await writeFile(path.join(tables.logs, "other.json"), 'x {"category":"Other"}, "flags"');
    await writeFile(path.join(tables.logs, "vnet.json"), `{"records":[${JSON.stringify(vnetRecord([]))}]}`);
    await runOnce(tables);
    assert.deepEqual(await toldOf(tables), { differences: [], blobs: 7, notRead: nothing, gone: 0 });
    await edit(path.join(tables.logs, "garbage.json"), (text) => `${text}\n${b ?? ""}`);
    await runOnce(tables);
    assert.deepEqual(await toldOf(tables), { differences: [], blobs: 7, notRead: nothing, gone: 0 });
  });

  test("a gzip file that is cut is read again as a whole", async (context) => {
    const tables = await makeTables(context);
    const file = path.join(tables.logs, "cut.json.gz");
    await writeFile(file, gzipSync(firstLines + lastLine).subarray(0, -4));
    await writeFile(path.join(tables.logs, "whole.json.gz"), gzipSync(firstLines));
    await runOnce(tables);
    assert.deepEqual(await toldOf(tables), { differences: [], blobs: 5, notRead: nothing, gone: 0 });
  });
});

describe("sources that are not as they were read", () => {
  test("what has grown is compared as far as it was read, the rest is not read yet", async (context) => {
    const tables = await makeTables(context);
    const more = JSON.stringify(nsgRecord([tupleAt(noon + 9)]));
    await edit(path.join(tables.logs, "lines.json"), (text) => text + more);
    assert.deepEqual(await toldOf(tables), {
      differences: [],
      blobs: 3,
      notRead: { blobs: 1, bytes: more.length + 1 },
      gone: 0,
    });
    await runOnce(tables);
    assert.deepEqual(await toldOf(tables), { differences: [], blobs: 3, notRead: nothing, gone: 0 });
  });

  test("what is new is not read yet", async (context) => {
    const tables = await makeTables(context);
    await copyFile(path.join(tables.logs, "lines.json"), path.join(tables.logs, "new.json"));
    const bytes = Buffer.byteLength(firstLines + lastLine);
    assert.deepEqual(await toldOf(tables), { differences: [], blobs: 3, notRead: { blobs: 1, bytes }, gone: 0 });
  });

  test("what is gone is counted", async (context) => {
    const tables = await makeTables(context);
    await rm(path.join(tables.logs, "lines.json"));
    assert.deepEqual(await toldOf(tables), { differences: [], blobs: 2, notRead: nothing, gone: 1 });
  });

  test("what is of another source is not gone", async (context) => {
    const tables = await makeTables(context);
    const other = path.join(path.dirname(tables.logs), "logs-of-others");
    await writeFile(other, lastLine);
    await prepHere([other], { out: tables.out });
    await rm(other);
    assert.deepEqual(await toldOf(tables), { differences: [], blobs: 3, notRead: nothing, gone: 0 });
  });

  test("what was changed where it had been read differs", async (context) => {
    const { out, logs } = await makeTables(context);
    const file = path.join(logs, "lines.json");
    await edit(file, (text) => text.replace(",66,", ",67,"));
    const read = Buffer.byteLength(firstLines + lastLine) - 1;
    assert.deepEqual(await differencesOf(out, [logs]), [
      `${file}: blob: the ${read} bytes that were read / other bytes: it has changed, the next run reads it anew`,
    ]);
  });

  test("what was cut where it had been read differs", async (context) => {
    const { out, logs } = await makeTables(context);
    const file = path.join(logs, "lines.json");
    await writeFile(file, firstLines);
    const [told = ""] = await differencesOf(out, [logs]);
    assert.match(told, /lines\.json: blob: the \d+ bytes that were read \/ other bytes/);
    await runOnce({ out, logs });
    assert.deepEqual(await differencesOf(out, [logs]), []);
  });

  test("a gzip file that was cut and touched is read anew, since nothing says what is new of it", async (context) => {
    const tables = await makeTables(context);
    const file = path.join(tables.logs, "cut.json.gz");
    const bytes = gzipSync(firstLines).subarray(0, -4);
    await writeFile(file, bytes);
    await runOnce(tables);
    await utimes(file, 1, 1);
    const notes: string[] = [];
    const silent = {
      start: () => undefined,
      advance: () => undefined,
      blobDone: () => undefined,
      stop: () => undefined,
    };
    const { differences, notRead } = await verifyHere(tables.out, [tables.logs], {
      progress: { ...silent, note: (line) => notes.push(line) },
    });
    assert.deepEqual({ differences, notRead }, { differences: [], notRead: { blobs: 1, bytes: bytes.length } });
    assert.deepEqual(notes.slice(1), ["cut.json.gz has changed since it was read; the next run reads it anew"]);
  });

  test("what is known of a blob is not what it gives", async (context) => {
    const tables = await makeTables(context);
    await editCheckpoint(tables, ({ database }) => {
      database.exec("UPDATE blob SET sums = '1 67 2 88', nulls = '1 0 0 0' WHERE name = 'bad.json'");
    });
    const told = (await differencesOf(tables.out, [tables.logs])).filter((line) => line.startsWith("/"));
    assert.deepEqual(told, [
      `${tables.logs}/bad.json: nulls in PacketsSrcToDest: 1 / 0`,
      `${tables.logs}/bad.json: sum of BytesSrcToDest: 67 / 66`,
    ]);
  });

  test("rejects that are known are not what it gives", async (context) => {
    const tables = await makeTables(context);
    await editCheckpoint(tables, ({ database }) => {
      database.exec("UPDATE blob SET counts = '0 1 0 2 1 1 0 0 1 0' WHERE name = 'bad.json'");
    });
    const told = (await differencesOf(tables.out, [tables.logs])).filter((line) => line.startsWith("/"));
    assert.deepEqual(told, [`${tables.logs}/bad.json: rejected: 0 / 1`]);
  });
});

test("progress tells every byte that is read again", async (context) => {
  const { out, logs } = await makeTables(context);
  let [total, read, blobs] = [0, 0, 0];
  await verifyHere(out, [logs], {
    progress: {
      start: (plan) => (total = plan.totalBytes),
      advance: (bytes) => (read += bytes),
      blobDone: () => blobs++,
      note: () => undefined,
      stop: () => undefined,
    },
  });
  assert.equal(blobs, 3);
  assert.equal(read, total);
});
