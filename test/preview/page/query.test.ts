import assert from "node:assert/strict";
import test, { before } from "node:test";
import { buildCube } from "../../../preview/cube/buildCube.ts";
import { packCube } from "../../../preview/cube/packCube.ts";
import { unpackCube, type Cube } from "../../../preview/page/data/cube.ts";
import { buildDataView } from "../../../preview/page/data/dataView.ts";
import { listFields, type Fields } from "../../../preview/page/data/fields.ts";
import { buildFilter, buildPick, countValues } from "../../../preview/page/data/filters.ts";
import { answerQuery, type Answer } from "../../../preview/page/data/query.ts";
import { chooseFields, listWells, type Roles } from "../../../preview/page/data/roles.ts";
import type { FlowBatch } from "../../../preview/tables/flowBatch.ts";
import { buildEstate } from "../../../scripts/estate/buildEstate.ts";
import type { ExpectedRow } from "../../../scripts/estate/tally.ts";

const { rows } = buildEstate();
const roleNames = ["source", "destination", "rule", "action", "value", "flows", "smallMultiple", "tooltips"];
const wells = listWells(roleNames.map((name) => ({ name })));
const none = { from: "", to: "", leftOut: { Action: [], Rule: [] } };
let cube: Cube;
let fields: Fields;

before(async () => {
  const built = await buildCube(batchRows(rows), { inMemory: 1e6, inPage: 1e6, ports: 1e6 });
  cube = await unpackCube(packCube(built.shown));
  fields = listFields(cube);
});

test("groups and sums are those of the rows, also with a column in two roles and derived ones", () => {
  const answer = ask({
    source: ["SrcIp /16", "SrcIp"],
    destination: ["SrcIp"],
    value: ["Bytes"],
    tooltips: ["Flows", "Bytes"],
  });
  const expected = new Map<string, { flows: number; bytes: number }>();
  for (const row of rows) {
    const sum = expected.get(row.SrcIp) ?? { flows: 0, bytes: NaN };
    const bytes = row.BytesSrcToDest === null ? NaN : Number(row.BytesSrcToDest + (row.BytesDestToSrc ?? 0n));
    const known = Number.isNaN(sum.bytes) ? bytes : sum.bytes + (Number.isNaN(bytes) ? 0 : bytes);
    expected.set(row.SrcIp, { flows: sum.flows + 1, bytes: known });
  }
  const [prefixes, hosts] = [textsOf(answer, 0, "SrcIp /16"), textsOf(answer, 1, "SrcIp")];
  assert.equal(answer.rowCount, expected.size);
  hosts.forEach((host, row) => {
    const { flows, bytes } = expected.get(host) ?? { flows: -1, bytes: -1 };
    assert.deepEqual([answer.values[1]?.[row], answer.values[0]?.[row]], [flows, bytes], host);
    if (/^10\.5\./.test(host)) assert.equal(prefixes[row], "10.5.0.0/16");
  });
  assert.ok(prefixes.includes("10.5.0.0/16"));
});

test("rows come largest first, not measured ones last, and those without any measure not at all", () => {
  const both = ask({ source: ["SrcIp"], destination: ["DestIp"], value: ["Bytes"], flows: ["Flows"] });
  const [bytes = new Float64Array()] = both.values;
  const firstBlank = bytes.findIndex((value) => Number.isNaN(value));
  assert.ok(firstBlank > 10);
  assert.ok(bytes.slice(0, firstBlank).every((value, row) => row === 0 || value <= (bytes[row - 1] ?? 0)));
  assert.ok(bytes.slice(firstBlank).every((value) => Number.isNaN(value)));
  const alone = ask({ source: ["SrcIp"], destination: ["DestIp"], value: ["Bytes"] });
  assert.equal(alone.rowCount, firstBlank);
  const without = ask({ source: ["SrcIp"], destination: ["DestIp"] });
  assert.equal(without.rowCount, both.rowCount);
});

test("filters and highlights take the rows that they say, and together they are all", () => {
  const [hour = "", other = ""] = fields.categories.get("Hour")?.texts.slice(3, 5) ?? [];
  const inHours = rows.filter((row) => [hour, other].includes(spellHour(row.Time)));
  const filter = buildFilter(fields, { ...none, from: hour, to: other });
  assert.ok(inHours.length > 0 && inHours.length < rows.length);
  assert.equal(sum(ask({ source: ["SrcIp"], value: ["Flows"] }, filter).values[0]), inHours.length);
  const isDenied = buildPick(fields, "Action", ["Deny"]);
  const lit = ask({ source: ["SrcIp"], value: ["Flows"] }, filter, isDenied);
  const denied = inHours.filter(({ Action }) => Action === "Deny").length;
  assert.equal(sum(lit.lit?.[0]), denied);
  assert.equal(sum(lit.values[0]), inHours.length);
  const leftOut = buildFilter(fields, { ...none, leftOut: { Action: ["Deny"], Rule: [] } });
  assert.equal(sum(ask({ source: ["SrcIp"], value: ["Flows"] }, leftOut).values[0]), countAction("Allow"));
  const counts = countValues(
    fields,
    "Action",
    buildFilter(fields, { ...none, leftOut: { Action: ["Deny"], Rule: [] } }, "Action"),
  );
  assert.deepEqual(
    counts.map(({ text, flows }) => [text, flows]),
    [
      ["Allow", countAction("Allow")],
      ["Deny", countAction("Deny")],
    ],
  );
});

test("every row of the cube finds its row of the answer", () => {
  const answer = ask(
    { source: ["SrcIp"], action: ["Action"], value: ["Flows"] },
    buildPick(fields, "Protocol", ["UDP"]),
  );
  const { codes, texts } = fields.categories.get("Protocol") ?? { codes: new Uint32Array(), texts: [] };
  const flows = new Float64Array(answer.rowCount);
  answer.rowOf.forEach((place, row) => {
    assert.equal(place >= 0, texts[codes[row] ?? -1] === "UDP");
    if (place >= 0) flows[place] = (flows[place] ?? 0) + (cube.measure("Flows")[row] ?? 0);
  });
  assert.deepEqual(flows, answer.values[0]);
});

test("the data view has a column for each field with all its roles, and a segment where rows are left", () => {
  const roles = {
    source: ["SrcIp"],
    destination: ["DestIp"],
    smallMultiple: ["SrcIp"],
    value: ["Flows"],
    tooltips: ["Flows"],
  };
  const chosen = chooseFields(wells, fields, roles);
  const answer = ask(roles);
  const view = buildDataView(answer, 10, { chosen, objects: {}, nameMeasure: (name) => `the ${name}` });
  const { categories = [], values } = view.categorical ?? {};
  assert.deepEqual(
    categories.map(({ source }) => [source.displayName, source.roles]),
    [
      ["SrcIp", { source: true, smallMultiple: true }],
      ["DestIp", { destination: true }],
    ],
  );
  assert.deepEqual(
    values?.map(({ source }) => [source.displayName, source.roles]),
    [["the Flows", { value: true, tooltips: true }]],
  );
  assert.deepEqual(
    categories.map((column) => column.values.length),
    [10, 10],
  );
  assert.deepEqual(view.metadata.segment, {});
  const whole = buildDataView(answer, answer.rowCount, { chosen, objects: {}, nameMeasure: String });
  assert.equal(whole.metadata.segment, undefined);
});

function ask(roles: Roles, isIn: (row: number) => boolean = () => true, isLit?: (row: number) => boolean): Answer {
  const { categories, measures } = chooseFields(wells, fields, roles);
  return answerQuery({
    rowCount: cube.rowCount,
    categories: categories.map(({ field }) => field),
    measures: measures.map(({ field }) => field),
    isIn,
    isLit,
  });
}

function textsOf(answer: Answer, at: number, name: string): string[] {
  const { texts = [] } = fields.categories.get(name) ?? {};
  return Array.from(answer.codes[at] ?? [], (code) => texts[code] ?? "");
}

function sum(values: Float64Array = new Float64Array()): number {
  return values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
}

function countAction(action: string): number {
  return rows.filter(({ Action }) => Action === action).length;
}

function spellHour(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 13).replace("T", " ")}:00`;
}

async function* batchRows(all: readonly ExpectedRow[]): AsyncGenerator<FlowBatch> {
  await Promise.resolve();
  const column = (name: string) => all.map((row) => (row as unknown as Record<string, never>)[name]);
  yield {
    rowCount: all.length,
    timeMs: all.map(({ Time }) => Time),
    texts: column,
    counts: (name) => (name === "Flows" ? undefined : column(name)),
  };
}
