import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { readPackagedFiles } from "../../../report/pages/packagedFiles.ts";
import { reportFiles } from "../../../report/pages/reportFiles.ts";
import { parseAll, settingsOf } from "./sampleReport.ts";
import type { VisualFile } from "./shapes.ts";

const file = path.join("dist", "flow-chord.pbiviz");
const pbiviz = await readFile(file).catch(() => undefined);
const skip = pbiviz === undefined ? `no ${file}; "npm run package" makes it` : false;

test("the report holds the packaged visual byte for byte, and its chords are that visual", { skip }, () => {
  assert.ok(pbiviz !== undefined);
  const entries = unzipSync(pbiviz);
  const visual = readPackagedFiles(pbiviz);
  const files = reportFiles(settingsOf(), visual);
  const folder = `Flow Chord.Report/CustomVisuals/${visual.guid}/`;
  const held = files.filter((each) => each.path.startsWith(folder));
  assert.deepEqual(
    held.map((each) => each.path.slice(folder.length)).sort(),
    Object.keys(entries)
      .filter((name) => !name.endsWith("/"))
      .sort(),
  );
  for (const { path: name, content } of held) {
    assert.deepEqual(Buffer.from(content as Uint8Array), Buffer.from(entries[name.slice(folder.length)] ?? []));
  }
  const types = parseAll(files, "/visual.json").map(({ json }) => (json as VisualFile).visual.visualType);
  assert.equal(types.filter((type) => type === visual.guid).length, 3);
});

test("the report names its resources as they are", { skip }, () => {
  assert.ok(pbiviz !== undefined);
  const visual = readPackagedFiles(pbiviz);
  const files = reportFiles(settingsOf(), visual);
  const [report] = parseAll(files, "definition/report.json").map(({ json }) => json as ReportJson);
  assert.ok(report !== undefined);
  const resource = `${visual.guid}.pbiviz.json`;
  assert.deepEqual(report.resourcePackages[1], {
    name: visual.guid,
    type: "CustomVisual",
    items: [{ name: resource, path: resource, type: "CustomVisualMetadata" }],
  });
  const [theme] = report.resourcePackages[0]?.items ?? [];
  const registered = `Flow Chord.Report/StaticResources/RegisteredResources/${theme?.path ?? ""}`;
  const [themeJson] = parseAll(files, registered).map(({ json }) => json as { name: string });
  assert.deepEqual([theme?.name, themeJson?.name], [theme?.path, theme?.path]);
  assert.equal(report.themeCollection.customTheme.name, theme?.path);
});

interface ReportJson {
  readonly themeCollection: { readonly customTheme: { readonly name: string } };
  readonly resourcePackages: readonly {
    readonly name: string;
    readonly type: string;
    readonly items: readonly { readonly name: string; readonly path: string; readonly type: string }[];
  }[];
}

test("a package that lacks a file is refused in words", () => {
  assert.throws(() => readPackagedFiles(new Uint8Array([80, 75, 5, 6, ...new Uint8Array(18)])), {
    message: "no package.json in the packaged visual",
  });
});
