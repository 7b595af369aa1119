import assert from "node:assert/strict";
import { test } from "node:test";
import { addToSegments, appendRow, createBatch, type Segment } from "../../../prep/columns/batch.ts";
import { rowOf } from "../../helpers/rows.ts";

test("rows of one lineage that follow each other are one segment", () => {
  const batch = createBatch();
  for (const lineage of [7, 7, 8, 7, 7, 7]) appendRow(batch, rowOf({}), lineage);
  assert.deepEqual(batch.segments, [
    { lineage: 7, rows: 2 },
    { lineage: 8, rows: 1 },
    { lineage: 7, rows: 3 },
  ]);
});

test("segments grow at their end, and those without rows leave no trace", () => {
  const segments: Segment[] = [];
  for (const rows of [0, 2, 0, 3]) addToSegments(segments, { lineage: 1, rows });
  addToSegments(segments, { lineage: 2, rows: 0 });
  addToSegments(segments, { lineage: 1, rows: 1 });
  assert.deepEqual(segments, [{ lineage: 1, rows: 6 }]);
});

test("a segment that is added is copied: its list grows without it", () => {
  const given = { lineage: 1, rows: 2 };
  const segments: Segment[] = [];
  addToSegments(segments, given);
  addToSegments(segments, given);
  assert.deepEqual([segments, given], [[{ lineage: 1, rows: 4 }], { lineage: 1, rows: 2 }]);
});

test("a batch that grows far beyond its first capacity keeps every value", () => {
  const batch = createBatch();
  const counters = Array.from({ length: 1000 }, (_, row) => (row % 3 === 0 ? null : BigInt(row) ** 6n));
  for (const [row, BytesSrcToDest] of counters.entries()) {
    appendRow(batch, rowOf({ Rule: `r${row % 10}`, SrcPort: row, BytesSrcToDest }), row);
  }
  const [rules, ports, bytes] = ["Rule", "SrcPort", "BytesSrcToDest"].map((name) =>
    batch.columns.find(({ column }) => column.name === name),
  );
  assert.ok(rules?.kind === "string" && ports?.kind === "number" && bytes?.kind === "bigint");
  for (const [row, counter] of counters.entries()) {
    const value: bigint | null | undefined = bytes.nulls[row] === 1 ? null : bytes.values[row];
    assert.deepEqual([rules.values[rules.codes[row] ?? -1], ports.values[row], value], [`r${row % 10}`, row, counter]);
  }
  assert.equal(rules.values.length, 10);
});

test("characters are counted once for each distinct string, and null is no string", () => {
  const batch = createBatch();
  appendRow(batch, rowOf({ AclId: null }), 1);
  const before = batch.stringChars;
  for (const AclId of ["abc", "abc", null, "", "de"]) appendRow(batch, rowOf({ AclId }), 1);
  assert.equal(batch.stringChars - before, 5);
});

test("half a surrogate pair becomes U+FFFD, the same string with it in full is another", () => {
  const batch = createBatch();
  for (const Rule of ["a\uD800", "a\uD800", "a\uFFFD", "a🦜"]) appendRow(batch, rowOf({ Rule }), 1);
  const rules = batch.columns.find(({ column }) => column.name === "Rule");
  assert.ok(rules?.kind === "string");
  assert.deepEqual(
    [rules.values, [...rules.codes.subarray(0, 4)]],
    [
      ["a\uFFFD", "a🦜"],
      [0, 0, 0, 1],
    ],
  );
});
