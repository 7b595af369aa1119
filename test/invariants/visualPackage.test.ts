import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { listFindings, packageVisual } from "../../scripts/package.ts";

const clean = " info   No external requests found in the visual.\n warn   Using recommended eslint config.\n";

test("the audit's findings are read from its output, since it exits 0", () => {
  assert.deepEqual(listFindings(clean), []);
  const warned = `${clean} warn   Context Menu - https://example.com\n error  Linter found 1 errors\n`;
  assert.deepEqual(listFindings(warned), ["Context Menu - https://example.com", "Linter found 1 errors"]);
  assert.deepEqual(listFindings(""), ["the audit of requests did not run"]);
});

test("the package holds the visual, its strings in both languages and its icon", async () => {
  const { file, sizeBytes } = await packageVisual();
  const entries = unzipSync(await readFile(file));
  const resource = Object.keys(entries).find((name) => name.endsWith(".pbiviz.json"));
  assert.ok(resource !== undefined && sizeBytes > 10_000);
  const content = JSON.parse(new TextDecoder().decode(entries[resource])) as {
    content: { js: string; css: string; iconBase64: string };
    stringResources: Record<string, object>;
  };
  assert.equal(Object.keys(content.stringResources).length, 10);
  assert.match(content.content.iconBase64, /^data:image\/png;base64,/);
  assert.match(content.content.css, /\.flow-chord/);
  assert.ok(content.content.js.length > 50_000 && content.content.js.length < 400_000);
});
