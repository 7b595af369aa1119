import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { splitChunk, splitEnd } from "../../prep/scan/splitRecords.ts";
import { createSplitter, type ScanPiece } from "../../prep/scan/splitter.ts";

/** A record that looks like a flow log's, with strings that could mislead a scanner of brackets and quotes. */
const trickyText = fc.string({
  unit: fc.constantFrom('"', "\\", "{", "}", "[", "]", ",", "é", '{"time"', "records", "a"),
});
const plainObjects = { noNullPrototype: true };
const properties = fc.record({ flows: fc.array(trickyText, { maxLength: 4 }) }, plainObjects);
const record = fc.record({ time: trickyText, properties }, plainObjects);
const records = fc.array(record, { maxLength: 6 });

interface Found {
  readonly records: unknown[];
  /** Bytes that are in no record, by damage. */
  readonly damage: (readonly [start: number, end: number])[];
}

function split(bytes: Uint8Array, cuts: readonly number[]): Found {
  const splitter = createSplitter();
  const found: Found = { records: [], damage: [] };
  const take = (pieces: Iterable<ScanPiece>): void => {
    for (const piece of pieces) {
      if (piece.kind === "record") found.records.push(piece.value);
      else if (piece.kind === "damage") found.damage.push([piece.start, piece.end]);
    }
  };
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let start = 0;
  for (const end of [...ends, bytes.length]) {
    take(splitChunk(splitter, bytes.subarray(start, end)));
    start = end;
  }
  take(splitEnd(splitter));
  return found;
}

test("any records in an envelope come back as they were, however the bytes are cut into chunks", () => {
  fc.assert(
    fc.property(records, fc.array(fc.nat(), { maxLength: 20 }), fc.constantFrom(0, 2), (all, cuts, indent) => {
      const bytes = Buffer.from(JSON.stringify({ records: all }, undefined, indent));
      assert.deepEqual(split(bytes, cuts), { records: all, damage: [] });
    }),
    { numRuns: 500 },
  );
});

test("one record a line comes back as it was", () => {
  fc.assert(
    fc.property(records, fc.array(fc.nat(), { maxLength: 20 }), (all, cuts) => {
      const bytes = Buffer.from(all.map((one) => `${JSON.stringify(one)}\n`).join(""));
      assert.deepEqual(split(bytes, cuts), { records: all, damage: [] });
    }),
    { numRuns: 300 },
  );
});

test("an input that is cut anywhere keeps every record before the cut and tells the cut", () => {
  fc.assert(
    fc.property(records, fc.double({ min: 0, max: 1, noNaN: true }), fc.array(fc.nat()), (all, share, cuts) => {
      const whole = Buffer.from(JSON.stringify({ records: all }));
      const cut = Math.floor(share * whole.length);
      const complete = countComplete(all, cut);
      const found = split(whole.subarray(0, cut), cuts);
      assert.deepEqual(found.records, all.slice(0, complete));
      assert.equal(found.damage.length > 0, cut > 0 && cut < whole.length);
    }),
    { numRuns: 500 },
  );
});

/** How many of the records lie whole before a byte of the compact envelope. */
function countComplete(all: readonly unknown[], cut: number): number {
  let end = Buffer.byteLength('{"records":[');
  return all.filter((one, index) => {
    end += Buffer.byteLength(JSON.stringify(one)) + (index === 0 ? 0 : 1);
    return end <= cut;
  }).length;
}

test("no input throws, and no damage overlaps another", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(trickyText, fc.constantFrom('{"time":"1"}', '{"records":[', "]}"))),
      fc.array(fc.nat()),
      (parts, cuts) => {
        const { damage } = split(Buffer.from(parts.join("")), cuts);
        for (const [index, [start, end]] of damage.entries()) {
          assert.ok(start <= end && start >= (damage[index - 1]?.[1] ?? 0));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("the chunks never matter: any input gives the same as in one piece", () => {
  const parts = fc.array(
    fc.oneof(trickyText, fc.constantFrom('{"time":"1"}', '{"records":[', "]}", '{"time":"2', "\n")),
  );
  fc.assert(
    fc.property(parts, fc.array(fc.nat()), (all, cuts) => {
      const bytes = Buffer.from(all.join(""));
      assert.deepEqual(split(bytes, cuts).records, split(bytes, []).records);
    }),
    { numRuns: 2000 },
  );
});
