import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { album } from "../../scripts/pictures/album.ts";

const root = path.join(import.meta.dirname, "..", "..");
const readText = (file: string): string => readFileSync(path.join(root, file), "utf8");
const documents = globSync("{*.md,docs/*.md}", { cwd: root });
const guide = readText("docs/visual.md");

interface Property {
  readonly displayName?: string;
  readonly displayNameKey?: string;
}

test("every link and picture of the documents leads to a file", () => {
  const targets = documents.flatMap((file) => {
    const found = [...readText(file).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)];
    return found.map(([, link, src]) => ({ file, target: (link ?? src ?? "").replace(/#.*/, "") }));
  });
  const local = targets.filter(({ target }) => target !== "" && !/^https?:/.test(target));
  assert.ok(local.length >= 35);
  assert.deepEqual(
    local.filter(({ file, target }) => !existsSync(path.join(root, path.dirname(file), target))),
    [],
  );
});

test("docs/visual.md shows each picture of the album once, with words for those who do not see it", () => {
  const shown = [...guide.matchAll(/<img src="pictures\/([\w-]+)\.png" width="\d+" alt="[^"]{20,}"/g)];
  assert.deepEqual(
    shown.map(([, name]) => name),
    album.map(({ name }) => name),
  );
  assert.deepEqual(
    globSync("docs/pictures/*", { cwd: root }).map((file) => path.basename(file, ".png")),
    album.map(({ name }) => name).sort(),
  );
});

test("the Korean documents show and tell the same as the English ones, and name the settings as the pane does", () => {
  for (const name of ["visual", "playground", "operate"]) {
    const [english, korean] = [readText(`docs/${name}.md`), readText(`docs/${name}.ko.md`)];
    const shapeOf = (text: string): unknown => ({
      headings: text.match(/^#+(?= )/gm),
      pictures: text.match(/pictures\/[\w-]+\.png" width="\d+"/g),
      tableRows: text.match(/^\|/gm)?.length,
      listItems: text.match(/^(?:-|\d+\.) /gm)?.length,
      commands: text.match(/^```[\s\S]*?^```/gm),
    });
    assert.deepEqual(shapeOf(korean), shapeOf(english), name);
  }
  const strings = JSON.parse(readText("stringResources/ko-KR/resources.resjson")) as Record<string, string>;
  const { objects } = JSON.parse(readText("capabilities.json")) as { objects: Readonly<Record<string, Property>> };
  const koreanGuide = readText("docs/visual.ko.md");
  const cards = Object.values(objects).flatMap(({ displayNameKey }) => strings[displayNameKey ?? ""] ?? []);
  assert.ok(cards.length >= 9);
  for (const card of cards) assert.ok(koreanGuide.includes(card), card);
});

test("docs/visual.md has a heading for each role and names each setting of the pane", () => {
  const { dataRoles, objects } = JSON.parse(readText("capabilities.json")) as {
    dataRoles: readonly { readonly displayName: string }[];
    objects: Readonly<Record<string, Property & { readonly properties: Readonly<Record<string, Property>> }>>;
  };
  const headings = guide.match(/^### .*$/gm)?.join(" ") ?? "";
  for (const { displayName } of dataRoles) assert.ok(headings.includes(displayName), displayName);
  const table = guide.slice(guide.indexOf("## All settings"));
  const settings = Object.values(objects).flatMap(({ displayName, properties }) => [
    displayName ?? [],
    ...Object.values(properties).map((property) => property.displayName ?? []),
  ]);
  const inFont = new Set(["Font family", "Text size", "Bold"]);
  const names = settings.flat().filter((name) => !inFont.has(name));
  assert.ok(names.length >= 35);
  for (const name of names) assert.ok(table.includes(name), `${name} is missing`);
});
