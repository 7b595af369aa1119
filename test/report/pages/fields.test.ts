import assert from "node:assert/strict";
import { test } from "node:test";
import { listCaptioned, listHidden, listModelNames } from "./modelNames.ts";
import { listSampleReports, parseAll, parseFile } from "./sampleReport.ts";
import type { ReportFile } from "../../../report/settings.ts";
import type { VisualFile } from "./shapes.ts";

/** Every `Column` and `Measure` anywhere in a part, as `column Table.Name`; aliases of filters are taken apart. */
function listFields(json: unknown, aliases: ReadonlyMap<string, string> = new Map()): string[] {
  if (Array.isArray(json)) return json.flatMap((each) => listFields(each, aliases));
  if (json === null || typeof json !== "object") return [];
  const known = readAliases(json) ?? aliases;
  return Object.entries(json).flatMap(([key, value]) => {
    const field = key === "Column" || key === "Measure" ? [nameField(key, value as FieldFile, known)] : [];
    return [...field, ...listFields(value, known)];
  });
}

interface FieldFile {
  readonly Expression: { readonly SourceRef: { readonly Entity?: string; readonly Source?: string } };
  readonly Property: string;
}

function nameField(kind: string, { Expression, Property }: FieldFile, aliases: ReadonlyMap<string, string>): string {
  const { Entity, Source = "" } = Expression.SourceRef;
  return `${kind.toLowerCase()} ${Entity ?? aliases.get(Source) ?? "?"}.${Property}`;
}

function readAliases(json: object): ReadonlyMap<string, string> | undefined {
  if (!("From" in json)) return undefined;
  const from = json.From as readonly { Name: string; Entity: string }[];
  return new Map(from.map(({ Name, Entity }) => [Name, Entity]));
}

/** Settings may name a measure or column by the text that a query calls it by. */
function listMetadata(json: unknown): string[] {
  if (json === null || typeof json !== "object") return [];
  return Object.entries(json).flatMap(([key, value]) =>
    key === "metadata" && typeof value === "string" ? [value] : listMetadata(value),
  );
}

function parts(files: readonly ReportFile[]): ReportFile[] {
  return files.filter(({ path }) => path.includes("/definition/pages/"));
}

test("every field that a visual, a filter, a sort, a slicer or a drill-through names is in the model", async () => {
  const names = listModelNames();
  assert.ok(names.size > 60);
  let count = 0;
  for (const part of (await listSampleReports()).flatMap(parts)) {
    const fields = listFields(parseFile(part));
    for (const field of fields) assert.ok(names.has(field), `${field} in ${part.path}`);
    const inQuery = new Set(fields.map((field) => field.replace(/^\w+ /, "")));
    for (const metadata of listMetadata(parseFile(part)))
      assert.ok(inQuery.has(metadata), `${metadata} in ${part.path}`);
    count += fields.length;
  }
  assert.ok(count > 400);
});

test("every field that readers see has a caption in both languages, from the model or from the page", async () => {
  const captioned = listCaptioned();
  assert.ok(captioned.size > 60);
  for (const { path, json } of (await listSampleReports()).flatMap((files) => parseAll(files, "/visual.json"))) {
    const { visual } = json as VisualFile;
    for (const { field, displayName } of Object.values(visual.query?.queryState ?? {}).flatMap(
      (role) => role.projections,
    )) {
      const [name = ""] = listFields(field);
      assert.ok(displayName !== undefined || captioned.has(name), `${name} in ${path}`);
    }
  }
});

test("no page shows a column that the model hides", async () => {
  const hidden = listHidden();
  assert.ok(hidden.size > 20 && hidden.has("column Traffic.Action"));
  for (const part of (await listSampleReports()).flatMap(parts))
    assert.deepEqual(
      listFields(parseFile(part)).filter((field) => hidden.has(field)),
      [],
      part.path,
    );
});

test("the host page counts both directions: by no column of a fact, and by no measure that knows the source only", async () => {
  const page = (await listSampleReports()).flatMap(parts).filter(({ path }) => path.includes("/pages/host/"));
  const fields = new Set(page.flatMap((part) => listFields(parseFile(part))));
  assert.deepEqual([...fields].filter((field) => /Traffic|Flows/.test(field)).sort(), [
    "measure Traffic.Host bytes",
    "measure Traffic.Host denied flows",
    "measure Traffic.Host flow count",
    "measure Traffic.Peers",
  ]);
  assert.ok(fields.has("column Peers.Peer") && fields.has("column Ports.Port"));
});

test("fields are found wherever they stand, and those that the model lacks are told", () => {
  const reference = (name: string): object => ({ Expression: { SourceRef: { Source: "t" } }, Property: name });
  const filter = {
    From: [{ Name: "t", Entity: "Traffic" }],
    Where: [{ Condition: { Left: { Column: reference("Nowhere") } } }],
  };
  assert.deepEqual(listFields({ filters: [{ filter }] }), ["column Traffic.Nowhere"]);
  const names = listModelNames();
  assert.ok(!names.has("column Traffic.Nowhere"));
  assert.ok(names.has("measure Traffic.Bytes") && !names.has("column Traffic.Bytes"));
  assert.ok(names.has("column Hosts.Host") && !names.has("measure Hosts.Host"));
});

test("each query name is the field's table and name, once in a visual", async () => {
  for (const part of (await listSampleReports()).flatMap(parts).filter(({ path }) => path.endsWith("/visual.json"))) {
    const { visual } = parseFile(part) as VisualFile;
    const projections = Object.values(visual.query?.queryState ?? {}).flatMap((role) => role.projections);
    const names = projections.map(({ queryRef }) => queryRef);
    assert.equal(new Set(names).size, names.length, part.path);
    assert.deepEqual(
      projections.map(({ field }) => listFields(field)[0]?.replace(/^\w+ /, "")),
      names,
      part.path,
    );
    for (const { field } of visual.query?.sortDefinition?.sort ?? []) {
      assert.ok(names.includes(listFields(field)[0]?.replace(/^\w+ /, "") ?? ""), `sorted by what ${part.path} lacks`);
    }
  }
});
