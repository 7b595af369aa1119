import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { palette } from "../../../report/pages/palette.ts";
import { reportFiles } from "../../../report/pages/reportFiles.ts";
import { buildTheme } from "../../../report/pages/theme.ts";
import { packagedSample, parseAll, sampleReport, settingsOf } from "./sampleReport.ts";

/** WCAG 2.2, relative luminance of an sRGB colour. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

test("contrast is that of WCAG", () => {
  assert.equal(contrast("#000000", "#FFFFFF"), 21);
  assert.ok(Math.abs(contrast("#767676", "#FFFFFF") - 4.54) < 0.01);
});

/** The visual is another program, compiled by another compiler: its defaults are read, not imported. */
async function readActionColors(): Promise<Record<string, string>> {
  const source = await readFile("src/model/colors.ts", "utf8");
  const [, defaults = ""] = /defaultActionColors[^=]*= \{([^}]*)\}/.exec(source) ?? [];
  const colors = [...defaults.matchAll(/(\w+): "(#\w{6})"/g)].map(([, kind = "", color = ""]): [string, string] => [
    kind,
    color,
  ]);
  return Object.fromEntries(colors);
}

test("allow, deny and other actions have the colours of the visual", async () => {
  const { allow, deny, otherAction } = palette;
  assert.deepEqual({ allow, deny, other: otherAction }, await readActionColors());
  assert.deepEqual((buildTheme() as { dataColors: string[] }).dataColors.slice(0, 3), [allow, deny, otherAction]);
});

test("text has a contrast of 4.5 on whatever it stands on, marks of 3 on a panel", () => {
  for (const text of [palette.text, palette.mutedText]) {
    for (const ground of [palette.page, palette.panel, palette.rowBand])
      assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}`);
  }
  for (const mark of [palette.allow, palette.deny, palette.otherAction])
    assert.ok(contrast(mark, palette.panel) >= 3, mark);
});

test("every colour in the report is one of the palette", async () => {
  const known = new Set<string>(Object.values(palette).flat());
  const files = (await sampleReport()).filter(({ path }) => !path.includes("/CustomVisuals/"));
  const colors = files.flatMap(({ content }) => String(content).match(/#[0-9A-Fa-f]{6}\b/g) ?? []);
  assert.ok(colors.length > 100);
  for (const color of colors) assert.ok(known.has(color), color);
});

test("columns by action name both actions with their colour", async () => {
  const files = parseAll(await sampleReport(), "/visual.json").map(({ json }) => JSON.stringify(json));
  const byAction = files.filter((text) => text.includes('"Series"'));
  assert.equal(byAction.length, 2);
  for (const text of byAction) {
    assert.match(text, /#3A7CB8.{0,400}'Allow'/);
    assert.match(text, /#D55E00.{0,400}'Deny'/);
  }
});

test("the same settings give the same bytes, another language gives other ones", async () => {
  const visual = await packagedSample();
  const [first, second, korean] = ["en-US", "en-US", "ko-KR"].map((language) =>
    reportFiles(settingsOf({ language: language as "en-US" }), visual),
  );
  assert.deepEqual(first, second);
  assert.notDeepEqual(first, korean);
  assert.deepEqual(
    first?.map(({ path }) => path),
    korean?.map(({ path }) => path),
  );
  const paths = first?.map(({ path }) => path) ?? [];
  assert.equal(new Set(paths.map((path) => path.toLowerCase())).size, paths.length);
  for (const path of paths) assert.ok(path.length < 140, `${path} is long for Windows`);
});
