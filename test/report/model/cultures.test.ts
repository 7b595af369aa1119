import assert from "node:assert/strict";
import test from "node:test";
import { buildModel } from "../../../report/model/buildModel.ts";
import { modelFiles } from "../../../report/model/modelFiles.ts";
import type { Words } from "../../../report/model/types.ts";
import { valueWords } from "../../../report/model/words.ts";
import { settingsWith } from "./sampleSettings.ts";

const { tables } = buildModel(settingsWith());

/** Everything that readers see, as `kind name`, by the depth it has in the file of a culture. */
function listVisible(): string[] {
  return tables
    .filter(({ isHidden }) => isHidden !== true)
    .flatMap((table) => [
      `table ${table.name}`,
      ...table.columns.filter(({ isHidden }) => isHidden !== true).map(({ name }) => `column ${name}`),
      ...table.measures.map(({ name }) => `measure ${name}`),
      ...table.hierarchies.flatMap(({ name, levels }) => [
        `hierarchy ${name}`,
        ...levels.map(({ column }) => `level ${column}`),
      ]),
    ]);
}

/** What a culture translates: each object with the properties it has. */
function readCulture(culture: string): Map<string, string>[] {
  const file = modelFiles(settingsWith()).find(({ path }) => path.endsWith(`/${culture}.tmdl`));
  const objects: Map<string, string>[] = [];
  for (const line of String(file?.content).split("\n")) {
    const [, kind, name = ""] = /^\t+(table|column|measure|hierarchy|level) (.*)$/.exec(line) ?? [];
    if (kind !== undefined) objects.push(new Map([["object", `${kind} ${name.replaceAll("'", "")}`]]));
    const [, property, value = ""] = /^\t+(caption|description|displayFolder): (.*)$/.exec(line) ?? [];
    if (property !== undefined) objects.at(-1)?.set(property, value);
  }
  return objects;
}

for (const culture of ["en-US", "ko-KR"]) {
  test(`${culture} translates everything that readers see, once and in the order of the model`, () => {
    const objects = readCulture(culture);
    assert.ok(objects.length >= 90);
    assert.deepEqual(
      objects.map((it) => it.get("object")),
      listVisible(),
    );
    assert.deepEqual(
      objects.filter((it) => !it.has("caption")),
      [],
    );
    const measures = objects.filter((it) => it.get("object")?.startsWith("measure"));
    assert.ok(measures.every((it) => it.has("displayFolder")));
  });
}

test("Korean has a description of everything but levels, and Korean words in it", () => {
  const objects = readCulture("ko-KR").filter((it) => !it.get("object")?.startsWith("level"));
  assert.deepEqual(
    objects.filter((it) => !/[가-힣]/.test(it.get("description") ?? "")),
    [],
  );
});

test("numbers and names of the logs are the same in both languages", () => {
  const facts =
    /\b(?:\d+|Begin|Continuing|End|Deny|Allow|Inbound|Outbound|IPv[46]|UTC|RFC|IANA|NSG|NIC|ICMPv6|FlowState)\b/g;
  const pairs: Words[] = tables
    .flatMap((it) => [it, ...it.columns, ...it.measures])
    .map(({ description }) => description);
  const different = pairs.filter(({ en, ko }) => {
    const [english, korean] = [en, ko].map((text) =>
      [...new Set(text.replaceAll(/[가-힣]/g, " ").match(facts))].sort().join(" "),
    );
    return english !== korean;
  });
  assert.deepEqual(
    different.map(({ en }) => en),
    [],
  );
});

test("no two columns or measures of a table have the same caption", () => {
  for (const { name, columns, measures } of tables) {
    for (const language of ["en", "ko"] as const) {
      const captions = [...columns, ...measures].flatMap(({ isHidden, caption }) =>
        isHidden === true ? [] : [caption?.[language]],
      );
      assert.equal(new Set(captions).size, captions.length, name);
    }
  }
});

test("both languages have the same values", () => {
  assert.deepEqual(Object.keys(valueWords["ko-KR"]), Object.keys(valueWords["en-US"]));
});
