import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { FlattenInput } from "../../prep/flatten/reading.ts";
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

/** Both ways; returns how many rows the kernel has made. */
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
    most = Math.max(most, quickRows);
  }
  return most;
}

function plain({ rows, rejects, ...rest }: Reading) {
  return { ...rest, rows: rows.toSorted(), rejects: rejects.map((reject) => JSON.stringify(reject)).sort() };
}

const vnetTuple = "1663146003599,10.0.0.6,192.0.2.180,23956,443,6,O,B,NX,0,0,0,0";
const nsgFields = [
  [
    "1542110400",
    "1542110401",
    "1542114000",
    "154211040",
    "15421104000",
    "1542110400123",
    "x542110400",
    "-542110400",
    "",
  ],
  [
    "10.0.0.4",
    "255.255.255.255",
    "0.0.0.0",
    "2001:db8::1",
    "::",
    "::ffff:192.0.2.1",
    "fe80::1%eth0",
    "256.0.0.1",
    "01.2.3.4",
  ],
  [
    "192.0.2.10",
    "1.2.3",
    "1.2.3.4.5",
    "fe80:0:0:0:0:0:0:0001",
    "2001:0db8:0000:0000:0000:ff00:0042:8329",
    "1.2.3.4 ",
    "",
  ],
  ["50000", "0", "65535", "65536", "00080", "999999", "8o", ""],
  ["443", "1", "00000", "000000", "-1", "４４３"],
  ["T", "U", "X", "TT", "", "t"],
  ["O", "I", "B", ""],
  ["A", "D", "", "AD"],
  ["B", "C", "E", "D", "", "BB"],
  [
    "",
    "0",
    "1",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "00000000000000000001",
    "1e3",
    " 1",
  ],
  ["", "66", "12345678", "123456789", "1234567890123456", "99999999999999999", "1234567890123456789"],
  ["", "2", "+2", "0x2"],
  ["", "88", "88,", "\\u0031", "8\\"],
];
const vnetFields = nsgFields.with(0, ["1663146003599", "1663146003", "1663150000000", "9999999999999"]);
vnetFields[5] = ["6", "17", "1", "58", "0", "255", "256", "006", "T", ""];
vnetFields[7] = ["B", "C", "E", "D", "X", ""];
vnetFields[8] = ["NX", "X", "", "NX_HW_NOT_SUPPORTED", "nx", "N X", "é", '\\"'];

/** Mostly the first of the values. */
function fieldOf(values: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 80, arbitrary: fc.constant(values[0] ?? "") },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

const nsgTuple = fc.tuple(...nsgFields.map(fieldOf)).map((fields) => fields.join(","));
const shortTuple = nsgTuple.map((tuple) => tuple.split(",").slice(0, 8).join(","));
const anyVnetTuple = fc.tuple(...vnetFields.map(fieldOf)).map((fields) => fields.join(","));
const anyTuples = (tuple: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.array(tuple, { maxLength: 7 });

/** As text: what JSON.stringify writes would have its backslashes escaped. */
function textOf(record: object, tuples: readonly string[]): string {
  return JSON.stringify(record).replace('["TUPLES"]', `[${tuples.map((tuple) => `"${tuple}"`).join(",")}]`);
}

const changes = fc.constantFrom<Readonly<Record<string, unknown>>>(
  {},
  {},
  {},
  { time: "2018-02-29T12:00:00Z" },
  { time: "2020-02-29T23:59:59.1Z" },
  { time: "2018-11-13T12:00:35.38992621234Z" },
  { time: "2018-11-13T12:00:35.Z" },
  { time: "1969-12-31T23:59:59Z" },
  { time: null },
  { macAddress: "00-22-48-71-c2-05" },
  { macAddress: "0022487" },
  { category: "AuditEvent" },
  { category: 1 },
  { resourceId: "é日本🦜" },
  { resourceId: null },
  { resourceId: "" },
  { flowLogResourceID: "/FLOWLOG" },
  { targetResourceID: 'with "quotes", and a comma' },
  { flowLogVersion: "4" },
  { flowLogVersion: 2 },
  { flowRecords: { flows: [] } },
  { properties: { Version: 2, flows: [] } },
  { records: [] },
  { more: 1.5e3, yet: true, and: null, text: "t" },
  { more: { flowTuples: ["1,2"] } },
);
const anyRecord = fc.oneof(
  fc
    .tuple(changes, anyTuples(nsgTuple))
    .map(([change, tuples]) => textOf(nsgRecord(["TUPLES"], change), tuples).replace('"Version":1', '"Version":2')),
  fc.tuple(changes, anyTuples(shortTuple)).map(([change, tuples]) => textOf(nsgRecord(["TUPLES"], change), tuples)),
  fc.tuple(changes, anyTuples(anyVnetTuple)).map(([change, tuples]) => textOf(vnetRecord(["TUPLES"], change), tuples)),
);
const closers = new Map([
  ['{"records":[', "]}"],
  ["[", "]"],
  ["", ""],
  ["\uFEFF", ""],
]);
const anyDocument = fc
  .tuple(fc.constantFrom(...closers.keys()), fc.array(anyRecord, { maxLength: 5 }), fc.constantFrom(",", " ,\n", ""))
  .map(([opener, records, between]) => `${opener}${records.join(between)}${closers.get(opener) ?? ""}`);
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
    { sinceMs: undefined, untilMs: 1542114000000 },
    { sinceMs: 1542110400001, untilMs: 1542113999000 },
  ])
    await compare(Buffer.from(sound), { range });
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
