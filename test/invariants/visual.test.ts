import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { before, test } from "node:test";
import { build } from "esbuild";

const root = path.dirname(path.dirname(import.meta.dirname));
const readText = (file: string): string => readFileSync(path.join(root, file), "utf8");
const readJson = (file: string): unknown => JSON.parse(readText(file));

interface Property {
  readonly displayNameKey: string;
  readonly type: { readonly enumeration?: readonly { readonly displayNameKey: string }[] };
}

interface Capabilities {
  readonly privileges: readonly unknown[];
  readonly dataRoles: readonly {
    readonly name: string;
    readonly displayNameKey: string;
    readonly descriptionKey: string;
  }[];
  readonly dataViewMappings: readonly {
    readonly conditions: readonly Readonly<Record<string, { readonly max: number }>>[];
  }[];
  readonly objects: Readonly<
    Record<string, { readonly displayNameKey: string; readonly properties: Readonly<Record<string, Property>> }>
  >;
}

interface Slice {
  readonly name: string;
  readonly displayNameKey?: string;
  readonly descriptionKey?: string;
  readonly fontFamily?: Slice;
  readonly fontSize?: Slice;
  readonly bold?: Slice;
  readonly italic?: Slice;
  readonly underline?: Slice;
}

interface Group extends Slice {
  readonly topLevelSlice?: Slice;
  readonly slices?: readonly Slice[];
}

interface Card extends Group {
  readonly groups?: readonly Group[];
}

interface Bundle {
  readonly roles: readonly string[];
  readonly Settings: new () => { readonly cards: readonly Card[] };
}

const capabilities = readJson("capabilities.json") as Capabilities;
const strings = (locale: string): Record<string, string> =>
  readJson(`stringResources/${locale}/resources.resjson`) as Record<string, string>;
let visual: Bundle;

/** The visual's imports have no extension, as its packager wants: Node reads them from a bundle. */
before(async () => {
  const outfile = path.join(root, ".tmp", "invariants", "visual.mjs");
  const contents = `export * from "./src/dataview/roles"; export * from "./src/settings/settings";`;
  await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    outfile,
    logLevel: "silent",
  });
  visual = (await import(outfile)) as Bundle;
});

function listSlices(card: Card): Slice[] {
  const groups = [card, ...(card.groups ?? [])];
  return groups
    .flatMap((group) => [group.topLevelSlice, ...(group.slices ?? [])])
    .filter((slice) => slice !== undefined);
}

/** A font is one slice in the pane and several properties in the capabilities. */
function listProperties(card: Card): Slice[] {
  return listSlices(card).flatMap((slice) => {
    const { fontFamily, fontSize, bold, italic, underline } = slice;
    const parts = [fontFamily, fontSize, bold, italic, underline].filter((part) => part !== undefined);
    return parts.length > 0 ? parts : [slice];
  });
}

test("capabilities.json and pbiviz.json hold to the schemas of the API", () => {
  const load = createRequire(import.meta.url);
  const { schemas } = load("powerbi-visuals-api") as { schemas: Record<"capabilities" | "pbiviz", object> };
  const packager = createRequire(load.resolve("powerbi-visuals-tools/package.json")).resolve(
    "powerbi-visuals-webpack-plugin",
  );
  const Ajv = createRequire(packager)("ajv") as new (options: object) => {
    validate: (schema: object, data: unknown) => boolean;
    readonly errors: unknown;
  };
  const ajv = new Ajv({ strict: false, allErrors: true });
  assert.ok(ajv.validate(schemas.capabilities, capabilities), JSON.stringify(ajv.errors));
  assert.ok(ajv.validate(schemas.pbiviz, readJson("pbiviz.json")), JSON.stringify(ajv.errors));
});

test("roles.ts, the data roles and the mapping's conditions name the same roles", () => {
  const names = capabilities.dataRoles.map(({ name }) => name);
  assert.ok(names.length >= 8);
  assert.deepEqual([...visual.roles], names);
  const limited = Object.keys(capabilities.dataViewMappings[0]?.conditions[0] ?? {});
  assert.deepEqual([...limited, "tooltips"].sort(), [...names].sort());
});

test("every card and slice of the pane stands in capabilities.json, and the other way round", () => {
  const pane = new visual.Settings().cards.flatMap((card) =>
    listProperties(card).map(({ name }) => `${card.name}.${name}`),
  );
  const objects = Object.entries(capabilities.objects).flatMap(([card, { properties }]) =>
    Object.keys(properties).map((name) => `${card}.${name}`),
  );
  assert.ok(pane.length >= 35);
  assert.deepEqual(pane.sort(), objects.sort());
});

test("every displayNameKey of capabilities.json and of the pane is a string", () => {
  const keys = [...readText("capabilities.json").matchAll(/"(?:displayNameKey|descriptionKey)": "(\w+)"/g)].map(
    ([, key]) => key ?? "",
  );
  for (const card of new visual.Settings().cards) {
    const named = [card, ...(card.groups ?? []), ...listSlices(card)];
    keys.push(
      ...named.flatMap(({ displayNameKey, descriptionKey }) => [displayNameKey ?? [], descriptionKey ?? []].flat()),
    );
  }
  assert.ok(keys.length >= 120);
  for (const key of keys) assert.ok(strings("en-US")[key], `${key} is missing`);
});

test("every key that the sources say is a string, and every string is said somewhere", () => {
  const files = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const sources = files.map((file) => readText(path.join("src", file))).join("\n") + readText("capabilities.json");
  const known = strings("en-US");
  const said = [
    ...sources.matchAll(
      /"((?:blank|others|unit|legend|landing|message|summary|note|tooltip|name|font|card|role)_?\w*)"/g,
    ),
  ];
  const literal = said.map(([, key]) => key ?? "").filter((key) => key.includes("_"));
  assert.ok(literal.length >= 60);
  for (const key of literal) assert.ok(key in known, `${key} is missing`);
  // Some are put together where they are said: src/text/counted.ts, nameMark.ts and layout/barContent.ts.
  const isBuilt = (key: string): boolean =>
    /^(name_(action|rule)|count_(hosts|groups|flows|rows|connections)(_one)?|controls_(chord|matrix|previous|next))$/.test(
      key,
    );
  for (const key of Object.keys(known)) assert.ok(isBuilt(key) || sources.includes(`"${key}"`), `${key} is never said`);
});

/** The languages of Power BI that the visual speaks, and what each is known by where its letters are its own. */
const languages: Readonly<Record<string, RegExp>> = {
  "ko-KR": /[가-힣]/,
  "ja-JP": /[\u3040-\u30ff\u4e00-\u9fff]/,
  "zh-CN": /[\u4e00-\u9fff]/,
  "zh-TW": /[\u4e00-\u9fff]/,
  "de-DE": /./,
  "fr-FR": /./,
  "es-ES": /./,
  "pt-BR": /./,
  "it-IT": /./,
};

test("the visual has ten languages", () => {
  assert.deepEqual(readdirSync(path.join(root, "stringResources")).sort(), ["en-US", ...Object.keys(languages)].sort());
});

for (const [locale, letters] of Object.entries(languages)) {
  test(`${locale} says everything that English says, with the same holes, and in its own words`, () => {
    const [english, own] = [strings("en-US"), strings(locale)];
    assert.ok(Object.keys(english).length >= 80);
    assert.deepEqual(Object.keys(own), Object.keys(english));
    const holes = (text: string): string[] => [...new Set([...text.matchAll(/\{\d\}/g)].map(([hole]) => hole))].sort();
    const words = Object.entries(english).filter(([key, text]) => /[A-Za-z]{3}/.test(text) && key !== "landing_title");
    for (const [key, text] of Object.entries(english)) assert.deepEqual(holes(own[key] ?? ""), holes(text), key);
    for (const [key] of words) assert.match(own[key] ?? "", letters, key);
    const same = words.filter(([key, text]) => own[key] === text);
    // Some words are the same in several languages, as Host and Action are.
    assert.ok(same.length <= 0.1 * words.length, same.map(([key]) => key).join(", "));
  });
}

test("the versions agree: four parts from package.json, the API that is installed", () => {
  const { visual: identity, apiVersion } = readJson("pbiviz.json") as {
    visual: { version: string };
    apiVersion: string;
  };
  const { version, devDependencies } = readJson("package.json") as {
    version: string;
    devDependencies: Record<string, string>;
  };
  assert.equal(identity.version, `${version}.0`);
  assert.equal(apiVersion, devDependencies["powerbi-visuals-api"]);
});

test("the sources hold none of the calls that certification forbids, and ask for no privilege", () => {
  const files = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  assert.ok(files.length >= 40);
  const forbidden =
    /\b(innerHTML|outerHTML|eval|new Function|fetch|XMLHttpRequest|WebSocket|localStorage|setInterval|console)\s*[(.=]/;
  // A timer is safe with a function, not with a text that it would run.
  const unsafeTimer = /\bsetTimeout\(\s*["'`]/;
  for (const file of files) {
    assert.doesNotMatch(readText(path.join("src", file)), forbidden, file);
    assert.doesNotMatch(readText(path.join("src", file)), unsafeTimer, file);
  }
  assert.deepEqual(capabilities.privileges, []);
});
