import assert from "node:assert/strict";
import { test } from "node:test";
import { appendRow, createBatch } from "../../../prep/columns/batch.ts";
import {
  addTally,
  counterColumns,
  createTally,
  isSameTally,
  tallyBatch,
  tallyFromJson,
  tallyRow,
  tallyToJson,
} from "../../../prep/columns/tally.ts";
import { rowOf } from "../../helpers/rows.ts";

const largest = 2n ** 63n - 1n;
const rows = [
  rowOf({ BytesSrcToDest: largest, PacketsDestToSrc: null }),
  rowOf({ BytesSrcToDest: largest, PacketsDestToSrc: null, BytesDestToSrc: 0n }),
  rowOf({ BytesSrcToDest: null }),
];

test("the four counters are summed", () => {
  assert.deepEqual(
    counterColumns.map(({ name }) => name),
    ["PacketsSrcToDest", "BytesSrcToDest", "PacketsDestToSrc", "BytesDestToSrc"],
  );
});

test("sums go beyond 2^63, and a null is counted and not summed", () => {
  const tally = createTally();
  for (const row of rows) tallyRow(tally, row);
  assert.deepEqual(tally, {
    rows: 3,
    sums: { PacketsSrcToDest: 3n, BytesSrcToDest: 2n ** 64n - 2n, PacketsDestToSrc: 2n, BytesDestToSrc: 176n },
    nulls: { PacketsSrcToDest: 0, BytesSrcToDest: 1, PacketsDestToSrc: 2, BytesDestToSrc: 0 },
  });
});

test("a batch has the tally of its rows, whatever its capacity", () => {
  const batch = createBatch();
  const tally = createTally();
  for (let times = 0; times < 20; times++) {
    for (const row of rows) {
      appendRow(batch, row, times);
      tallyRow(tally, row);
    }
  }
  assert.deepEqual(tallyBatch(batch), tally);
});

test("what is added and taken away again leaves nothing", () => {
  const [tally, other] = [createTally(), createTally()];
  for (const row of rows) tallyRow(other, row);
  addTally(tally, other);
  addTally(tally, other);
  assert.equal(tally.sums.BytesSrcToDest, 2n ** 65n - 4n);
  addTally(tally, other, -1);
  assert.deepEqual(tally, other);
  addTally(tally, other, -1);
  assert.deepEqual(tally, createTally());
});

test("JSON keeps every digit, and what it lacks counts as nothing", () => {
  const tally = createTally();
  for (const row of rows) tallyRow(tally, row);
  assert.equal(tallyToJson(tally).sums["BytesSrcToDest"], "18446744073709551614");
  assert.deepEqual(tallyFromJson(JSON.parse(JSON.stringify(tallyToJson(tally))) as never), tally);
  assert.deepEqual(tallyFromJson({ rows: 0, sums: {}, nulls: {} }), createTally());
});

for (const [what, change] of Object.entries({
  "a row": { rows: 1 },
  "a byte": { sums: { ...createTally().sums, BytesDestToSrc: 1n } },
  "a null": { nulls: { ...createTally().nulls, PacketsSrcToDest: 1 } },
})) {
  test(`tallies that differ by ${what} are not the same`, () => {
    assert.equal(isSameTally(createTally(), createTally()), true);
    assert.equal(isSameTally(createTally(), { ...createTally(), ...change }), false);
  });
}
