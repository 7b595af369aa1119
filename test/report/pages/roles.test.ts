import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { listSampleReports, packagedSample, parseAll } from "./sampleReport.ts";
import type { VisualFile } from "./shapes.ts";

/** Fields that a role holds at most, by visual; a role that is not here does not exist. */
type Roles = Readonly<Record<string, number>>;

const many = Number.POSITIVE_INFINITY;
const bars: Roles = { Category: many, Y: many, Series: 1 };

/** Power BI's own visuals and their roles. */
const ownVisuals: Readonly<Record<string, Roles>> = {
  card: { Values: 1 },
  cardVisual: { Data: many },
  columnChart: bars,
  clusteredColumnChart: bars,
  barChart: bars,
  clusteredBarChart: bars,
  slicer: { Values: many },
  tableEx: { Values: many },
  textbox: {},
  actionButton: {},
};

interface Capabilities {
  readonly dataRoles: readonly { readonly name: string; readonly kind: "Grouping" | "Measure" }[];
  readonly dataViewMappings: readonly { readonly conditions: readonly Record<string, { readonly max: number }>[] }[];
}

const capabilities = JSON.parse(await readFile("capabilities.json", "utf8")) as Capabilities;
const { guid } = await packagedSample();

/** The roles of the flow chord, with the most fields that its conditions allow. */
function listChordRoles(): Roles {
  const [mapping] = capabilities.dataViewMappings;
  const [conditions = {}] = mapping?.conditions ?? [];
  return Object.fromEntries(capabilities.dataRoles.map(({ name }) => [name, conditions[name]?.max ?? many]));
}

/** What is wrong with the fields of a visual. */
function judgeRoles({ visual }: VisualFile): string[] {
  const roles = visual.visualType === guid ? listChordRoles() : ownVisuals[visual.visualType];
  if (roles === undefined) return [`unknown visual ${visual.visualType}`];
  return Object.entries(visual.query?.queryState ?? {}).flatMap(([role, { projections }]) => {
    const most = roles[role];
    if (most === undefined) return [`${visual.visualType} has no role ${role}`];
    return projections.length > 0 && projections.length <= most ? [] : [`${role} holds ${projections.length}`];
  });
}

test("every role exists, and holds no more fields than it may", async () => {
  const visuals = (await listSampleReports()).flatMap((files) => parseAll(files, "/visual.json"));
  assert.ok(visuals.length > 150);
  for (const { path, json } of visuals) assert.deepEqual(judgeRoles(json as VisualFile), [], path);
});

test("roles of the flow chord hold what they are for: groups hold columns, measures hold measures", async () => {
  const kinds = new Map(capabilities.dataRoles.map(({ name, kind }) => [name, kind]));
  const chords = (await listSampleReports())
    .flatMap((files) => parseAll(files, "/visual.json"))
    .map(({ json }) => json as VisualFile)
    .filter(({ visual }) => visual.visualType === guid);
  assert.equal(chords.length, 12);
  for (const { visual } of chords) {
    const state = visual.query?.queryState ?? {};
    assert.ok("source" in state && "destination" in state);
    for (const [role, { projections }] of Object.entries(state)) {
      const expected = kinds.get(role) === "Measure" ? "Measure" : "Column";
      for (const { field } of projections) assert.deepEqual(Object.keys(field), [expected], role);
    }
  }
});

test("cards hold measures, and tables and charts have something to count", async () => {
  for (const { path, json } of (await listSampleReports()).flatMap((files) => parseAll(files, "/visual.json"))) {
    const { visual } = json as VisualFile;
    for (const role of ["Data", "Y"]) {
      const projections = visual.query?.queryState[role]?.projections ?? [];
      for (const { field } of projections) assert.deepEqual(Object.keys(field), ["Measure"], path);
    }
  }
});

test("a role that does not exist, or holds too much, is found", () => {
  const chordWith = (queryState: object): VisualFile =>
    ({ visual: { visualType: guid, query: { queryState } } }) as VisualFile;
  const two = { projections: [{}, {}] };
  assert.deepEqual(judgeRoles(chordWith({ rule: { projections: [{}] } })), []);
  assert.deepEqual(judgeRoles(chordWith({ rule: two })), ["rule holds 2"]);
  assert.deepEqual(judgeRoles(chordWith({ Rule: two })), [`${guid} has no role Rule`]);
});
