import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { flowColumns } from "../../prep/columns/schema.ts";
import { formatTableDoc, tableDocPath } from "../../scripts/tableDoc.ts";

test("docs/table.md is what the schema says", async () => {
  assert.equal(await readFile(tableDocPath, "utf8"), formatTableDoc());
});

test("the table has its 21 columns, each named once and explained in a sentence", () => {
  assert.equal(flowColumns.length, 21);
  assert.equal(new Set(flowColumns.map(({ name }) => name)).size, 21);
  assert.deepEqual(
    flowColumns.filter(({ meaning }) => !/^[A-Z0-9].*\.$/.test(meaning)).map(({ name }) => name),
    [],
  );
});
