import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import test from "node:test";
import { Ajv } from "ajv";
import { flowColumns, trafficColumns, type Column } from "../../../prep/columns/schema.ts";
import { buildModel } from "../../../report/model/buildModel.ts";
import { modelFiles } from "../../../report/model/modelFiles.ts";
import { sampleSettings, settingsWith } from "./sampleSettings.ts";

const model = buildModel(settingsWith());
const table = (name: string) => {
  const found = model.tables.find((it) => it.name === name);
  assert.ok(found, name);
  return found;
};

test("the facts have the columns of the schema in its order, with its meanings, and then their own", () => {
  const types = { timestamp: "dateTime", string: "string", int32: "int64", int64: "int64" };
  const describe = ({ name, type, meaning }: Column) => [name, types[type], meaning];
  const facts = [
    ["Traffic", trafficColumns, "LocalHour"],
    ["Flows", flowColumns, "LocalTime"],
  ] as const;
  for (const [name, columns, local] of facts) {
    const listed = table(name).columns;
    assert.deepEqual(
      listed.slice(0, columns.length).map((column) => [column.name, column.type, column.description.en]),
      columns.map(describe),
    );
    assert.deepEqual(
      listed.slice(columns.length).map((column) => column.name),
      [local, "Date", "HourOfDay", "RuleKey"],
    );
  }
});

test("only counters can be summed, and they are hidden behind measures", () => {
  const summable = model.tables.flatMap(({ columns }) => columns.filter((column) => column.isSummable === true));
  const counters = [...trafficColumns, ...flowColumns].filter(({ type }) => type === "int64").map(({ name }) => name);
  assert.deepEqual(
    summable.map(({ name }) => name),
    counters,
  );
  assert.ok(summable.every(({ isHidden }) => isHidden));
});

test("every object is described in a sentence, and what is hidden has no folder", () => {
  const objects = model.tables.flatMap((it) => [it, ...it.columns, ...it.measures, ...it.hierarchies]);
  assert.ok(objects.length > 110);
  for (const { name, description, isHidden, folder } of objects) {
    assert.match(description.en, /^[A-Z0-9].*\.$/, name);
    assert.match(description.ko, /[가-힣].*\.$/, name);
    assert.ok(isHidden !== true || folder === undefined, name);
  }
});

test("both ends of every relationship exist, and of two between the same tables one is active", () => {
  const has = ([name, column]: readonly [string, string]) => table(name).columns.some((it) => it.name === column);
  assert.ok(model.relationships.every(({ from, to }) => has(from) && has(to)));
  assert.deepEqual(
    model.relationships.filter(({ isActive }) => !isActive).map(({ from, to }) => [...from, ...to].join(" ")),
    ["Traffic DestIp Hosts Host", "Flows DestIp Hosts Host"],
  );
});

test("what Peers and Ports hold is not narrowed by a host: no relationship leads to or from them", () => {
  const related = model.relationships.flatMap(({ from, to }) => [from[0], to[0]]);
  for (const name of ["Peers", "Ports"]) assert.ok(!related.includes(table(name).name), name);
  assert.ok(related.includes(table("Actions").name));
});

test("sort-by columns exist and are numbers", () => {
  const sorted = model.tables.flatMap((it) =>
    it.columns.filter(({ sortBy }) => sortBy !== undefined).map((c) => [it, c] as const),
  );
  assert.deepEqual(
    sorted.map(([, { name }]) => name),
    ["MonthName", "Weekday", "PartOfDay"],
  );
  assert.ok(
    sorted.every(([it, { sortBy }]) => it.columns.some(({ name, type }) => name === sortBy && type === "int64")),
  );
});

test("the same settings give the same bytes, in files with distinct names and distinct lineage tags", () => {
  for (const settings of sampleSettings) {
    const files = modelFiles(settings);
    assert.deepEqual(modelFiles(structuredClone(settings)), files);
    assert.equal(new Set(files.map(({ path }) => path.toLowerCase())).size, files.length);
    const tags = files.flatMap(({ content }) => String(content).match(/lineageTag: \S+/g) ?? []);
    assert.ok(tags.length > 130);
    assert.equal(new Set(tags).size, tags.length);
  }
});

test("an object's lineage tag does not depend on the settings", () => {
  const tagsOf = (index: number) =>
    modelFiles(sampleSettings[index] ?? settingsWith())
      .filter(({ path }) => path.includes("/tables/"))
      .map(({ content }) => String(content).match(/lineageTag: \S+/g));
  assert.deepEqual(tagsOf(0), tagsOf(5));
});

test("errors are not loaded as blanks, and nobody is led to sum a column", () => {
  const text = String(modelFiles(settingsWith()).find(({ path }) => path.endsWith("/model.tmdl"))?.content);
  assert.match(text, /^\tdiscourageImplicitMeasures$/m);
  assert.doesNotMatch(text, /returnErrorValuesAsNull/);
});

const schema = path.join(
  import.meta.dirname,
  "../../../../shared/schemas/fabric/item/semanticModel/definitionProperties/1.0.0/schema.json",
);
const skip = existsSync(schema) ? false : "Microsoft's schemas are not beside the repository";

test("definition.pbism is valid by its schema, and a damaged one is not", { skip }, async () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(await readFile(schema, "utf8")) as object);
  const [, file] = modelFiles(settingsWith());
  const properties = JSON.parse(String(file?.content)) as Record<string, unknown>;
  assert.equal(validate(properties), true, JSON.stringify(validate.errors));
  assert.equal(validate({ ...properties, settings: { unknown: true } }), false);
});

test("the files of the item are those of a project", () => {
  const names = modelFiles(settingsWith()).map(({ path }) => path.replace("Flow Chord.SemanticModel/", ""));
  assert.deepEqual(names.slice(0, 6), [
    ".platform",
    "definition.pbism",
    "definition/database.tmdl",
    "definition/model.tmdl",
    "definition/relationships.tmdl",
    "definition/expressions.tmdl",
  ]);
  assert.deepEqual(
    names.slice(6, 17),
    model.tables.map(({ name }) => `definition/tables/${name}.tmdl`),
  );
  assert.deepEqual(names.slice(17), ["definition/cultures/en-US.tmdl", "definition/cultures/ko-KR.tmdl"]);
});
