import assert from "node:assert/strict";
import { test } from "node:test";
import type { ValidateFunction } from "ajv";
import { loadSchemas } from "./powerBiSchemas.ts";
import { listSampleReports, parseAll, parseFile, sampleReport } from "./sampleReport.ts";

type SchemaOf = (address: string) => ValidateFunction | undefined;

const schemaOf = await loadSchemas();
const skip = schemaOf === undefined ? "no schemas of Power BI's files in ../shared/schemas" : false;

/** What is wrong with a part of the report by the schema that it names; a part without one is not judged. */
function judge(json: unknown, schemas: SchemaOf): string[] {
  const { $schema } = json as { $schema: string };
  const validate = schemas($schema);
  if (validate === undefined) return [`no schema ${$schema}`];
  return validate(json)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

test("every part of the report is as its schema says", { skip }, async () => {
  assert.ok(schemaOf !== undefined);
  const reports = await listSampleReports();
  for (const files of reports) {
    const parts = files.filter(
      ({ path }) => /\.(json|pbir|pbip)$/.test(path) && !/CustomVisuals|StaticResources/.test(path),
    );
    assert.ok(parts.length > 50);
    for (const part of parts) assert.deepEqual(judge(parseFile(part), schemaOf), [], part.path);
  }
});

test("a part that is not as its schema says is found", { skip }, async () => {
  assert.ok(schemaOf !== undefined);
  const files = await sampleReport();
  const [visual] = parseAll(files, "/visual.json").map(({ json }) => json as Record<string, object>);
  const [page] = parseAll(files, "/page.json").map(({ json }) => json as Record<string, object>);
  assert.ok(visual !== undefined && page !== undefined);
  assert.deepEqual(judge(visual, schemaOf), []);
  assert.notDeepEqual(judge({ ...visual, unheardOf: true }, schemaOf), []);
  assert.notDeepEqual(judge({ ...visual, position: { ...visual["position"], x: "24" } }, schemaOf), []);
  const framed = { ...visual["visual"], visualContainerObjects: { title: [{ properties: { caption: {} } }] } };
  assert.notDeepEqual(judge({ ...visual, visual: framed }, schemaOf), []);
  const unfit = { ...visual["visual"], query: { queryState: { Values: { projections: [{ queryRef: "a.b" }] } } } };
  assert.notDeepEqual(judge({ ...visual, visual: unfit }, schemaOf), []);
  assert.notDeepEqual(judge({ ...page, pageBinding: { name: "a", type: "Drillthru" } }, schemaOf), []);
});

test("the item's description has what Microsoft documents for it", async () => {
  const [platform] = parseAll(await sampleReport(), "/.platform").map(({ json }) => json);
  const { metadata, config } = platform as { metadata: object; config: { version: string; logicalId: string } };
  assert.deepEqual(metadata, { type: "Report", displayName: "Flow Chord" });
  assert.match(config.logicalId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
