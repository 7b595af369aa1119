import { addToSegments, type Batch, type Segment } from "./batch.ts";

/** The batch with the rows of each lineage together, in the order in which the lineages first occur. */
export function groupByLineage(batch: Batch): Batch {
  const lineages = new Set(batch.segments.map(({ lineage }) => lineage));
  if (lineages.size === batch.segments.length) return batch;
  const { order, segments } = orderOf(batch, [...lineages]);
  const columns = batch.columns.map((column) => {
    switch (column.kind) {
      case "string":
        return { ...column, codes: permute(new Int32Array(batch.rows), column.codes, order) };
      case "number":
        return { ...column, values: permute(new Float64Array(batch.rows), column.values, order) };
      case "bigint":
        return {
          ...column,
          values: permute(new BigInt64Array(batch.rows), column.values, order),
          nulls: permute(new Uint8Array(batch.rows), column.nulls, order),
        };
    }
  });
  return { rows: batch.rows, segments, columns };
}

/** For each row of the result, which row of the batch it is. */
function orderOf(batch: Batch, lineages: readonly number[]): { order: Uint32Array; segments: Segment[] } {
  const ranges = new Map<number, { start: number; rows: number }[]>(lineages.map((lineage) => [lineage, []]));
  let start = 0;
  for (const { lineage, rows } of batch.segments) {
    ranges.get(lineage)?.push({ start, rows });
    start += rows;
  }
  const order = new Uint32Array(batch.rows);
  const segments: Segment[] = [];
  let at = 0;
  for (const [lineage, list] of ranges) {
    for (const range of list) {
      for (let row = 0; row < range.rows; row++) order[at++] = range.start + row;
      addToSegments(segments, { lineage, rows: range.rows });
    }
  }
  return { order, segments };
}

function permute<T extends { [index: number]: number | bigint }>(target: T, from: T, order: Uint32Array): T {
  for (let row = 0; row < order.length; row++) {
    const value = from[order[row] ?? 0];
    if (value !== undefined) target[row] = value;
  }
  return target;
}
