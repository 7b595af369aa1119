import assert from "node:assert/strict";
import { test } from "node:test";
import { splitChunk, splitEnd } from "../../../prep/scan/splitRecords.ts";
import { createSplitter, type ScanPiece } from "../../../prep/scan/splitter.ts";

interface Found {
  readonly records: readonly unknown[];
  readonly damage: readonly { start: number; end: number; reason: string }[];
}

/** Splits a text that comes in chunks of a given size. */
function split(text: string | Uint8Array, chunkBytes = 7, maxRecordBytes?: number): Found {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const splitter = createSplitter(maxRecordBytes === undefined ? {} : { maxRecordBytes });
  const found: { records: unknown[]; damage: { start: number; end: number; reason: string }[] } = {
    records: [],
    damage: [],
  };
  const take = (pieces: Iterable<ScanPiece>): void => {
    for (const piece of pieces) {
      if (piece.kind === "record") found.records.push(piece.value);
      else if (piece.kind === "damage") found.damage.push({ start: piece.start, end: piece.end, reason: piece.reason });
      else found.damage.push({ start: -1, end: -1, reason: "notJson" });
    }
  };
  for (let at = 0; at < bytes.length; at += chunkBytes) take(splitChunk(splitter, bytes.subarray(at, at + chunkBytes)));
  take(splitEnd(splitter));
  return found;
}

const a = { time: "1", properties: { flows: ['{"time":"in a string"}', "\\", "ü"] } };
const b = { category: "x", properties: {} };
const whole: readonly (readonly [form: string, text: string])[] = [
  ["an envelope", JSON.stringify({ records: [a, b] })],
  ["a pretty-printed envelope", JSON.stringify({ records: [a, b] }, undefined, 2)],
  [
    "an envelope with other keys around its records",
    `{"count":2,"records":[${JSON.stringify(a)},${JSON.stringify(b)}],"next":null}`,
  ],
  ["one record a line", `${JSON.stringify(a)}\n${JSON.stringify(b)}\n`],
  ["a bare array", JSON.stringify([a, b])],
  ["a byte-order mark", `\uFEFF${JSON.stringify({ records: [a, b] })}`],
  ["records inside records", JSON.stringify({ records: [{ records: [a] }, b] })],
  ["two envelopes in a row", JSON.stringify({ records: [a] }) + JSON.stringify({ records: [b] })],
  ["a range cut out of a blob between two records", `,${JSON.stringify(a)},${JSON.stringify(b)}]}`],
];

for (const [form, text] of whole) {
  test(`${form} gives its records and no damage`, () => {
    assert.deepEqual(split(text), { records: [a, b], damage: [] });
  });
}

test("an envelope that has flows of its own beside its records is a record too", () => {
  const text = `{"time":"0","properties":{"flows":[]},"records":[${JSON.stringify(a)}]}`;
  assert.deepEqual(split(text).records, [{ time: "0", properties: { flows: [] } }, a]);
});

test("an envelope without records gives nothing", () => {
  assert.deepEqual(split('{"records":[]}'), { records: [], damage: [] });
});

test("offsets are bytes of the input, at any chunk size", () => {
  const text = `{"records":[${JSON.stringify(a)},${JSON.stringify(b)}]}`;
  for (const chunkBytes of [1, 2, 13, 1000]) {
    const splitter = createSplitter();
    const bytes = Buffer.from(text);
    const ranges: string[] = [];
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      for (const piece of splitChunk(splitter, bytes.subarray(at, at + chunkBytes))) {
        ranges.push(piece.kind === "record" ? bytes.subarray(piece.start, piece.end).toString() : piece.kind);
      }
    }
    assert.deepEqual(ranges, [JSON.stringify(a), JSON.stringify(b)]);
  }
});

test("a record that is cut in the middle is one damage and the records after it are kept", () => {
  const first = JSON.stringify(a);
  for (let cut = 1; cut < first.length; cut++) {
    const found = split(`{"records":[${first.slice(0, cut)},${JSON.stringify(b)}]}`);
    assert.deepEqual(found.records.at(-1), b, `cut after ${cut} bytes`);
    assert.equal(found.damage.length, 1, `cut after ${cut} bytes`);
    assert.equal(found.damage[0]?.start, 12);
  }
});

test("a file that ends inside a record keeps the records before it", () => {
  const text = JSON.stringify({ records: [a, b] });
  const found = split(text.slice(0, -12));
  assert.deepEqual(found.records, [a]);
  assert.deepEqual(
    found.damage.map(({ reason }) => reason),
    ["cut off by the end of the input"],
  );
});

test("a file that ends between two records is told", () => {
  const found = split(`{"records":[${JSON.stringify(a)},`);
  assert.deepEqual(found.records, [a]);
  assert.match(found.damage[0]?.reason ?? "", /ends before its records array is closed/);
});

test("a raw line feed inside a string is one damage with its place", () => {
  const found = split(`{"records":[{"time":"1\n2"},${JSON.stringify(b)}]}`);
  assert.deepEqual(found.records, [b]);
  const [damage] = found.damage;
  assert.deepEqual([damage?.start, damage?.reason.slice(0, 14)], [12, "not valid JSON"]);
});

test("bytes that are no UTF-8 are damage", () => {
  const bytes = Buffer.concat([Buffer.from('{"time":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n{"time":"2"}')]);
  const found = split(bytes);
  assert.deepEqual(found.records, [{ time: "2" }]);
  assert.equal(found.damage.length, 1);
});

test("garbage between two flow records ends at the next record start", () => {
  const found = split(`${JSON.stringify(a)} oops ${JSON.stringify(a)}`);
  assert.deepEqual(found.records, [a, a]);
  assert.deepEqual(
    found.damage.map(({ reason }) => reason),
    ["not part of any record"],
  );
});

test("an object over the limit is damage and does not hide what follows", () => {
  const long = JSON.stringify({ time: "x".repeat(5000) });
  const found = split(`{"records":[${long},${JSON.stringify(a)}]}`, 100, 1000);
  assert.deepEqual(found.records, [a]);
  assert.match(found.damage[0]?.reason ?? "", /longer than 1000 bytes/);
});

test("ten thousand unclosed records are found out in linear time", () => {
  const good = JSON.stringify({ time: "1" });
  const found = split(`{"time":"${good}`.repeat(10_000), 4096);
  assert.equal(found.records.length, 10_000);
});

test("garbage behind a long object is skipped in linear time", () => {
  const found = split(`{"time":"${"x".repeat(32 << 20)}${rec}`, 4096, 4 << 20);
  assert.deepEqual(found.records, [a]);
});

test("objects nested ten thousand deep do not crash the scan", () => {
  const found = split(`{"time":${'{"x":'.repeat(10_000)}1${"}".repeat(10_000)}}\n${JSON.stringify(b)}`, 1000);
  assert.deepEqual(found.records.at(-1), b);
});

test("records nested too deep are damage", () => {
  const found = split('{"records":['.repeat(500), 1000);
  assert.match(found.damage[0]?.reason ?? "", /nested more than 100 deep/);
});

test("a long file that is not JSON is given up early", () => {
  const found = split("x".repeat(3 << 20), 1 << 16);
  assert.deepEqual(found.damage, [{ start: -1, end: -1, reason: "notJson" }]);
});

test("the first record is searched for in the first 1 MiB, whatever the chunks", () => {
  const mostBytes = 1 << 20;
  const outcomes = [mostBytes - 1, mostBytes, mostBytes + 300].map((junk) => {
    const bytes = Buffer.concat([Buffer.alloc(junk, 0x78), Buffer.from(JSON.stringify(a)), Buffer.alloc(1000, 0x20)]);
    const [first, ...others] = [bytes.length, 1 << 20, 65_536, 1000, 1].map((chunkBytes) => split(bytes, chunkBytes));
    for (const other of others) assert.deepEqual(other, first, `${junk} bytes`);
    return first?.records.length;
  });
  assert.deepEqual(outcomes, [1, 1, 0]);
});

const rec = JSON.stringify(a);

test("a record right behind the closer of an envelope is kept", () => {
  assert.deepEqual(split(`{"records":[]${rec},${rec}]}`).records, [a, a]);
  assert.deepEqual(split(`{"records":[${rec}],${rec}]}`).records, [a, a]);
});

test("an object of the envelope's own behind its records is no record and no damage", () => {
  assert.deepEqual(split(`{"records":[${rec}],"meta":{"time":1}}`), { records: [a], damage: [] });
});

test("bytes between the closer of an envelope and another record are damage", () => {
  const found = split(`{"records":[${rec}],GARBAGE,${rec}]}`);
  assert.deepEqual(found.records, [a, a]);
  assert.deepEqual(
    found.damage.map(({ reason }) => reason),
    ["not part of any record"],
  );
});

test("megabytes of garbage inside an envelope do not end the reading", () => {
  const found = split(`{"records":[${"\u0000".repeat(3 << 20)},${rec}]}`, 1 << 16);
  assert.deepEqual(found.records, [a]);
  assert.equal(found.damage.length, 1);
});

test("a long damage shows its first bytes", () => {
  const splitter = createSplitter();
  const bytes = Buffer.from(`${rec}FIRST${"x".repeat(1 << 20)}${rec}`);
  const shown: string[] = [];
  for (let at = 0; at < bytes.length; at += 1 << 15) {
    for (const piece of splitChunk(splitter, bytes.subarray(at, at + (1 << 15)))) {
      shown.push(piece.kind === "damage" ? Buffer.from(piece.bytes.subarray(0, 5)).toString() : piece.kind);
    }
  }
  assert.deepEqual(shown, ["record", "FIRST", "record"]);
});
