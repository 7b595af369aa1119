import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { flowColumns, trafficColumns } from "../../prep/columns/schema.ts";
import { formatTableDoc, tableDocPath } from "../../scripts/tableDoc.ts";

test("docs/table.md is what the schema says", async () => {
  assert.equal(await readFile(tableDocPath, "utf8"), formatTableDoc());
});

test("the traffic table has the flows' columns under the same names, but for what is counted", () => {
  const own = ["Flows", "Sessions", "UnmeasuredFlows"];
  const names = new Set<string>(flowColumns.map(({ name }) => name));
  assert.deepEqual(
    trafficColumns.map(({ name }) => name).filter((name) => !names.has(name)),
    own,
  );
  for (const column of trafficColumns) {
    const same = flowColumns.find(({ name }) => name === column.name);
    assert.deepEqual([column.type, column.nullable], same ? [same.type, same.nullable] : ["int64", false]);
    assert.match(column.meaning, /^[A-Z0-9].*\.$/);
  }
});

test("the table has its 21 columns, each named once and explained in a sentence", () => {
  assert.equal(flowColumns.length, 21);
  assert.equal(new Set(flowColumns.map(({ name }) => name)).size, 21);
  assert.deepEqual(
    flowColumns.filter(({ meaning }) => !/^[A-Z0-9].*\.$/.test(meaning)).map(({ name }) => name),
    [],
  );
});
