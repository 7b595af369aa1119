import assert from "node:assert/strict";
import test from "node:test";
import { flowColumns, trafficColumns } from "../../../prep/columns/schema.ts";
import { buildModel } from "../../../report/model/buildModel.ts";
import { quoteText } from "../../../report/model/queries/literals.ts";
import type { ReportSettings } from "../../../report/settings.ts";
import type { Model } from "../../../report/model/types.ts";
import { findSyntaxError } from "./parseQuery.ts";
import { nameSettings, sampleSettings, settingsWith } from "./sampleSettings.ts";

/** All M of a model, by name. */
function listQueries({ tables, expressions }: Model): Record<string, string> {
  const loaded = tables.flatMap(({ name, source }) =>
    source.kind === "m" ? [[name, source.expression] as const] : [],
  );
  return Object.fromEntries([...loaded, ...expressions.map(({ name, expression }) => [name, expression] as const)]);
}

const connectors = /\b(?:Folder\.\w+|File\.\w+|AzureStorage\.\w+|Web\.\w+|Sql\.\w+)/g;

for (const settings of sampleSettings) {
  const queries = listQueries(buildModel(settings));

  test(`every query parses: ${nameSettings(settings)}`, async () => {
    assert.ok(Object.keys(queries).length >= 22);
    for (const [name, expression] of Object.entries(queries)) {
      assert.equal(await findSyntaxError(expression), undefined, name);
    }
  });

  test(`each query of files opens one data source, by a parameter; nothing else opens one: ${nameSettings(settings)}`, () => {
    const { Traffic = "", Flows = "", Date = "", ...others } = queries;
    const call = {
      folder: "Folder.Contents(DataLocation)",
      blob: "AzureStorage.Blobs(DataLocation)",
      dataLake: "AzureStorage.DataLake(DataLocation, [HierarchicalNavigation = true])",
    }[settings.location.kind];
    for (const query of [Traffic, Flows, Date]) {
      assert.equal(query.match(connectors)?.length, 1);
      assert.ok(query.includes(call));
    }
    assert.doesNotMatch(Object.values(others).join("\n"), connectors);
  });

  test(`no query hides an error: ${nameSettings(settings)}`, () => {
    assert.doesNotMatch(
      Object.values(queries).join("\n"),
      /\btry\b|\botherwise\b|RemoveRowsWithErrors|ReplaceErrorValues/,
    );
  });

  test(`the facts are narrowed by RangeStart and RangeEnd twice, Date is not: ${nameSettings(settings)}`, () => {
    for (const name of ["Traffic", "Flows"]) assert.equal(queries[name]?.match(/\bRange(Start|End)\b/g)?.length, 4);
    assert.doesNotMatch(queries["Date"] ?? "", /\bRange(Start|End)\b/);
    assert.match(queries["RangeStart"] ?? "", /^#datetime\(2000, 1, 1, 0, 0, 0\) meta \[.*Type = "DateTime"/);
  });

  test(`every name that a query uses is a query, a step or a function of M: ${nameSettings(settings)}`, () => {
    for (const [name, expression] of Object.entries(queries)) {
      assert.deepEqual(listUnknownNames(expression, queries), [], name);
    }
  });
}

test("a damaged query does not parse", async () => {
  const { Traffic = "" } = listQueries(buildModel(settingsWith()));
  assert.notEqual(await findSyntaxError(Traffic.replace("RangeStart, RangeEnd)", "RangeStart, RangeEnd")), undefined);
  assert.notEqual(await findSyntaxError(Traffic.replace("let", "")), undefined);
});

test("a name that is nowhere is found", () => {
  const queries = listQueries(buildModel(settingsWith()));
  assert.deepEqual(listUnknownNames("let a = ReadHourFile(1) in a", queries), ["ReadHourFile"]);
});

test("text literals keep quotes, line ends and what looks like an escape", () => {
  assert.equal(quoteText('a "b" #(lf)\n한'), '"a ""b"" #(#)(lf)#(000a)한"');
});

test("the columns that queries take are those of the schema, in its order", () => {
  const queries = listQueries(buildModel(settingsWith()));
  for (const [name, columns] of [
    ["TrafficColumns", trafficColumns],
    ["FlowsColumns", flowColumns],
  ] as const) {
    const rows = [...(queries[name] ?? "").matchAll(/^ *\{"(\w+)", "(\w+)", (true|false)\}/gm)].map((match) =>
      match.slice(1, 4),
    );
    assert.deepEqual(
      rows,
      columns.map((column) => [column.name, column.type, String(column.nullable)]),
    );
  }
});

test("rules that differ only in case are one, and without an export there are none", () => {
  const queryOf = (settings: ReportSettings): string => listQueries(buildModel(settings))["Exported rules"] ?? "";
  const [given, none] = [queryOf(settingsWith()), queryOf(settingsWith({ rules: undefined }))];
  assert.equal(given.match(/^ {8}\{/gm)?.length, 2);
  assert.match(given, /\|UserRule_""odd"" #\(#\)\(lf\) rule", null, "Deny"/);
  assert.match(none, /type table \[RuleKey = text, Priority = Int64\.Type, .*\],\s+\{\}\s+\)$/);
});

/** Identifiers that are neither bound in the expression nor a query; text, fields in brackets and M's own names aside. */
function listUnknownNames(expression: string, queries: Readonly<Record<string, string>>): string[] {
  const code = expression.replace(/"(?:[^"]|"")*"/g, '""');
  const bound = [...code.matchAll(/(\w+) =(?!>)|[(,] ?(\w+)(?: as [\w ]+)?(?=[,)])/g)].map(
    (match) => match[1] ?? match[2],
  );
  const keywords = "let in if then else each and or not null true false is as type table nullable meta".split(" ");
  const types = "any text date time datetime datetimezone duration logical number list record function binary".split(
    " ",
  );
  const known = new Set([...bound, ...keywords, ...types, ...Object.keys(queries), "_"]);
  const used = code.replace(/\[(\w+)\]/g, "").matchAll(/(?<![\w.#])[A-Za-z_]\w*(?:\.\w+)*/g);
  return [...new Set([...used].map(([name]) => name))].filter((name) => !name.includes(".") && !known.has(name));
}
