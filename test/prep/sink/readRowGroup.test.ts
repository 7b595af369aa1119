import assert from "node:assert/strict";
import { test } from "node:test";
import { parquetFormat } from "../../../prep/sink/parquet.ts";
import { readMetadata } from "../../../prep/sink/readRowGroup.ts";
import { query } from "../../helpers/duckdb.ts";
import { rowOf } from "../../helpers/rows.ts";
import { accessOf, createTableFile, mergeInto } from "../../helpers/tables.ts";

test("a text that begins with a byte-order mark keeps it when small groups are put together", async (context) => {
  const table = createTableFile(context, parquetFormat("snappy"));
  const marked = "\uFEFFrule";
  for (const lineage of [1, 2]) await mergeInto(table, [[[lineage, [rowOf({ Rule: marked })]]]]);
  const { row_groups: groups } = await readMetadata(accessOf(table.file));
  const rules = groups[0]?.columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === "Rule");
  const { min_value: min, max_value: max } = rules?.meta_data?.statistics ?? {};
  assert.deepEqual([groups.length, min, max], [1, marked, marked]);
  const counted = await query(`SELECT count(*) AS n FROM '${table.file}' WHERE hex(Rule) = 'EFBBBF72756C65'`);
  assert.deepEqual(counted, [{ n: "2" }]);
});
