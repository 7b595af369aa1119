import assert from "node:assert/strict";
import { test } from "node:test";
import { appendRow, createBatch, type Batch } from "../../../prep/columns/batch.ts";
import { groupByLineage } from "../../../prep/columns/order.ts";
import type { FlowRow } from "../../../prep/columns/schema.ts";
import { formatRows } from "../../../prep/sink/csv.ts";
import { rowOf } from "../../helpers/rows.ts";

type Line = readonly [lineage: number, row: FlowRow];

function batchOf(lines: readonly Line[]): Batch {
  const batch = createBatch();
  for (const [lineage, row] of lines) appendRow(batch, row, lineage);
  return batch;
}

function linesOf(batch: Batch): string[] {
  return [...formatRows(batch)].join("").split("\n");
}

/** Three lineages in turn, four rows each time, different in every kind of column, with nulls. */
const mixed = Array.from({ length: 96 }, (_, index): Line => {
  const isNull = index % 7 === 0;
  const row = rowOf({
    Time: 1_542_110_400_000 + index,
    SrcPort: index,
    AclId: isNull ? null : `acl${index % 5}`,
    BytesSrcToDest: isNull ? null : 2n ** 62n + BigInt(index),
  });
  return [Math.floor(index / 4) % 3, row];
});

test("rows of a lineage come together, in the order in which lineages and rows were", () => {
  const grouped = groupByLineage(batchOf(mixed));
  const expected = [0, 1, 2].flatMap((lineage) => mixed.filter(([of]) => of === lineage));
  assert.deepEqual(linesOf(grouped), linesOf(batchOf(expected)));
  assert.deepEqual(grouped.segments, [
    { lineage: 0, rows: 32 },
    { lineage: 1, rows: 32 },
    { lineage: 2, rows: 32 },
  ]);
});

test("the batch that is grouped stays as it is", () => {
  const batch = batchOf(mixed);
  const before = [linesOf(batch), structuredClone(batch.segments)];
  groupByLineage(batch);
  assert.deepEqual([linesOf(batch), batch.segments], before);
});

test("a batch whose lineages are together already is given back", () => {
  const batch = batchOf(mixed.toSorted(([a], [b]) => a - b));
  assert.equal(groupByLineage(batch), batch);
  const empty = createBatch();
  assert.equal(groupByLineage(empty), empty);
});
