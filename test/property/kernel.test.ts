import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { FlattenInput } from "../../prep/flatten/reading.ts";
import { anyDocument } from "../helpers/anyDocument.ts";
import { quickReader } from "../helpers/quickReadings.ts";
import { readBytes, type Reading } from "../helpers/readings.ts";
import { nsgRecord, tupleAt, vnetRecord } from "../helpers/records.ts";

/*
 * The kernel and the reference path give the same of everything: rows, rejects, counts, sums, and where to go on, but that
 * behind damage the kernel can be sure of a record earlier; growth.test.ts says that it may.
 */

const readers = [
  quickReader({ rows: 4, inputBytes: 700 }),
  quickReader({ rows: 1 << 12, inputBytes: 1 << 16 }),
] as const;

/** Both ways, and with the bytes in memory; returns how many rows the kernel has made. */
async function compare(
  bytes: Uint8Array,
  changes: Partial<FlattenInput> & { chunkBytes?: number } = {},
): Promise<number> {
  const expected = plain(await readBytes(bytes, changes));
  let most = 0;
  for (const read of readers) {
    const { quickRows, ...reading } = await read(bytes, changes);
    const resume = expected.resume === undefined ? undefined : reading.resume;
    assert.deepEqual(plain({ ...reading, resume }), expected);
    assert.deepEqual(await read(bytes, { ...changes, isInMemory: true }), { ...reading, quickRows });
    most = Math.max(most, quickRows);
  }
  return most;
}

function plain({ rows, rejects, ...rest }: Reading) {
  return { ...rest, rows: rows.toSorted(), rejects: rejects.map((reject) => JSON.stringify(reject)).sort() };
}

const vnetTuple = "1663146003599,10.0.0.6,192.0.2.180,23956,443,6,O,B,NX,0,0,0,0";
const chunkBytes = fc.constantFrom(13, 400, 1 << 20);
const mac = fc.constantFrom(undefined, "000D3AF87856");

test("the kernel gives what the reference path gives of records with any fields", async () => {
  let quick = 0;
  await fc.assert(
    fc.asyncProperty(anyDocument, chunkBytes, mac, async (text, size, of) => {
      quick += await compare(Buffer.from(text), { chunkBytes: size, mac: of });
    }),
    { numRuns: 600 },
  );
  assert.ok(quick > 500, `only ${quick} rows went the quick way`);
});

const sound = `{"records":[${[
  JSON.stringify(nsgRecord([tupleAt(1542110400), tupleAt(1542113999), tupleAt(1542114000)])),
  JSON.stringify(vnetRecord([vnetTuple, vnetTuple.replace("B", "D")])),
  JSON.stringify(nsgRecord(["1542110400,10.0.0.4,192.0.2.10,1,2,U,I,D"])),
].join(",")}]}`;
const edit = fc.tuple(
  fc.nat(sound.length),
  fc.nat(6),
  fc.constantFrom(
    "",
    "",
    '"',
    ",",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    "0",
    "9",
    "a",
    " ",
    "\n",
    "\0",
    "é",
    '"flowTuples":[',
    '{"time":"',
  ),
);

test("the kernel gives what the reference path gives of damaged bytes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), chunkBytes, async (edits, size) => {
      let text = sound;
      for (const [at, length, put] of edits) text = text.slice(0, at) + put + text.slice(at + length);
      await compare(Buffer.from(text), { chunkBytes: size });
    }),
    { numRuns: 1500 },
  );
});

test("bytes of zero are no part of an address or a time", async () => {
  for (const bad of ["\0".repeat(10) + ",10.0.0.4", "1542110400,10.0.0.4\0", "1542110400,\0"])
    await compare(Buffer.from(sound.replace("1542113999,10.0.0.4", bad)));
});

test("the kernel leaves out what the reference path leaves out of a range", async () => {
  for (const range of [
    { sinceMs: 1542113999000, untilMs: undefined },
    { sinceMs: -86400000, untilMs: undefined },
    { sinceMs: undefined, untilMs: 1542114000000 },
    { sinceMs: 1542110400001, untilMs: 1542113999000 },
  ])
    for (const text of [sound, sound.replace("1542113999", "154211399x")]) await compare(Buffer.from(text), { range });
});

test("the kernel goes on where an earlier reading has ended", async () => {
  const bytes = Buffer.from(sound);
  const first = bytes.subarray(0, sound.indexOf("flowLogVersion"));
  for (const read of readers) {
    const { resume } = await read(first);
    assert.ok(resume);
    await compare(bytes.subarray(resume.point.pos), { resume, isFlowLog: true });
  }
});

const samples = path.join(import.meta.dirname, "..", "..", "..", "shared", "samples");
const why = existsSync(samples) ? false : "the samples are not here";
test("the kernel gives what the reference path gives of every sample", { skip: why }, async () => {
  let quick = 0;
  for (const file of globSync("*/*", { cwd: samples })) {
    for (const size of [1000, 1 << 20])
      quick += await compare(readFileSync(path.join(samples, file)), { chunkBytes: size });
  }
  assert.ok(quick > 10_000, `only ${quick} rows went the quick way`);
});

test("records of many chunks go the quick way as long as there is room for them, and the careful way beyond", async () => {
  const tuples = Array.from({ length: 9000 }, (_, at) => tupleAt(1542110400 + at, { destPort: at % 65536 }));
  const record = JSON.stringify(nsgRecord(tuples));
  const bytes = Buffer.from(
    `{"records":[${[record, record, JSON.stringify(nsgRecord([tupleAt(1542110400)]))].join()}]}`,
  );
  const expected = plain(await readBytes(bytes));
  for (const [room, quickRows] of [
    [{ rows: 1 << 15, inputBytes: 1 << 21 }, 18_001],
    [{ rows: 1 << 13, inputBytes: 1 << 21 }, 1],
    [{ rows: 1 << 15, inputBytes: 1 << 18 }, 1],
  ] as const) {
    for (const size of [7919, 1 << 16, 1 << 20]) {
      const { quickRows: quick, ...reading } = await quickReader(room)(bytes, { chunkBytes: size });
      assert.deepEqual(plain(reading), expected);
      assert.equal(quick, quickRows);
    }
  }
});
