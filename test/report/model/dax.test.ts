import assert from "node:assert/strict";
import test from "node:test";
import { buildModel } from "../../../report/model/buildModel.ts";
import type { Model } from "../../../report/model/types.ts";
import { readDax } from "./readDax.ts";
import { sampleSettings, settingsWith } from "./sampleSettings.ts";

/** Every function of DAX that the model may use: what is not here is a slip of the pen, or to be looked up and added. */
const functions = new Set(
  `ABS ADDCOLUMNS CALCULATE CALCULATETABLE CONCATENATEX COUNTROWS CURRENTGROUP DISTINCT DIVIDE EXCEPT FILTER FORMAT
  GENERATESERIES GROUPBY IF INT ISBLANK ISEMPTY ISFILTERED KEEPFILTERS LEFT LEN LOOKUPVALUE LOWER MAX MAXX MID MIN PATHITEM
  PATHITEMREVERSE PATHLENGTH REMOVEFILTERS RIGHT SEARCH SELECTCOLUMNS SELECTEDMEASURE SUBSTITUTE SUM SUMMARIZE SUMX
  SWITCH TIME TOPN TREATAS TRUE UNION USERELATIONSHIP VALUES`.split(/\s+/),
);

/** All DAX of a model, by what it belongs to. */
function listDax({ tables }: Model): Record<string, string> {
  const entries = tables.flatMap(({ name, source, measures }) => [
    ...(source.kind === "dax" ? [[name, source.expression] as const] : []),
    ...measures.map((measure) => [measure.name, measure.dax] as const),
    ...measures.flatMap(({ name: of, formatDax }) =>
      formatDax === undefined ? [] : [[`${of} format`, formatDax] as const],
    ),
  ]);
  return Object.fromEntries(entries);
}

/** What an expression names and the model has not. */
function findUnknown(expression: string, { tables }: Model): string[] {
  const { fields, words, functions: used, variables, texts } = readDax(expression);
  const columns = new Set(tables.flatMap((table) => table.columns.map(({ name }) => `${table.name}[${name}]`)));
  const measures = tables.flatMap((table) => table.measures.map(({ name }) => name));
  const loose = new Set([...measures, ...texts, "Value"]);
  const known = new Set([...tables.map(({ name }) => name), ...variables]);
  return [
    ...fields
      .filter(({ table, field }) => (table === undefined ? !loose.has(field) : !columns.has(`${table}[${field}]`)))
      .map(({ table = "", field }) => `${table}[${field}]`),
    ...words.filter((word) => !known.has(word)),
    ...used.filter((name) => !functions.has(name)),
  ];
}

for (const settings of sampleSettings.slice(0, 2)) {
  const model = buildModel(settings);
  const dax = listDax(model);

  test(`every column, measure, table, variable and function that DAX names exists: ${settings.language}`, () => {
    assert.ok(Object.keys(dax).length >= 40);
    for (const [name, expression] of Object.entries(dax)) assert.deepEqual(findUnknown(expression, model), [], name);
  });

  test(`variables have names of their own and all are used: ${settings.language}`, () => {
    const tables = model.tables.map(({ name }) => name.toUpperCase());
    for (const [name, expression] of Object.entries(dax)) {
      const { variables, words } = readDax(expression);
      const taken = variables.filter((it) => tables.includes(it.toUpperCase()) || functions.has(it.toUpperCase()));
      assert.deepEqual(taken, [], name);
      assert.deepEqual(
        variables.filter((it) => !words.includes(it)),
        [],
        name,
      );
    }
  });

  test(`parentheses are closed: ${settings.language}`, () => {
    for (const [name, expression] of Object.entries(dax)) {
      const code = expression.replace(/"(?:[^"]|"")*"/g, "");
      assert.equal(code.split("(").length, code.split(")").length, name);
      assert.equal(code.split("{").length, code.split("}").length, name);
    }
  });
}

test("what does not exist is found: columns, measures, tables, functions", () => {
  const model = buildModel(settingsWith());
  const damaged = `SUMM ( Traffic[Nothing] ) + [No measure] + 'No table'[Date] + COUNTROWS ( Nowhere ) & "Traffic[Text]"`;
  assert.deepEqual(findUnknown(damaged, model), [
    "Traffic[Nothing]",
    "[No measure]",
    "No table[Date]",
    "Nowhere",
    "SUMM",
  ]);
});

test("calculated tables take nothing that depends on the relationships to themselves", () => {
  const calculated = buildModel(settingsWith()).tables.flatMap(({ source }) => (source.kind === "dax" ? [source] : []));
  assert.equal(calculated.length, 4);
  for (const { expression } of calculated) {
    const { functions: used, fields } = readDax(expression);
    const circular = ["VALUES", "ALL", "FILTERS", "CALCULATE", "CALCULATETABLE", "SUMMARIZE", "RELATED", "ISEMPTY"];
    assert.deepEqual(
      circular.filter((name) => used.includes(name)),
      [],
    );
    assert.ok(fields.every(({ table }) => table === undefined || ["Traffic", "Exported rules"].includes(table)));
  }
});

test("the columns that a calculated table declares are those that its DAX gives, in order", () => {
  const { tables } = buildModel(settingsWith());
  for (const { columns, source } of tables.filter((table) => table.source.kind === "dax")) {
    const last = source.expression.slice(source.expression.lastIndexOf("SELECTCOLUMNS"));
    const given = [...last.matchAll(/^ {8}"(\w+)",/gm)].map((match) => match[1]);
    assert.deepEqual(
      given,
      columns.map(({ name }) => name),
    );
  }
});

test("no measure turns null into zero: sums are bare", () => {
  const dax = listDax(buildModel(settingsWith()));
  for (const name of ["Bytes sent", "Bytes received", "Packets sent", "Packets received"]) {
    assert.match(dax[name] ?? "", /^SUM \( Traffic\[\w+\] \)$/);
  }
  assert.equal(dax["Bytes"], "[Bytes sent] + [Bytes received]");
});
