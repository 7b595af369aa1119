import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import test, { after, before } from "node:test";
import { strToU8, zipSync } from "fflate";
import type { Browser } from "playwright-core";
import {
  createFolder,
  findSetting,
  hoverTooltip,
  launchBrowser,
  openPage,
  readAttributes,
  readLog,
  redraw,
  rowOf,
  waitForRendering,
  writeCsv,
  writePage,
} from "./openPage.ts";

const ruleText = '</script><script>window.broken = 1</script><!-- "\u2028\u2029 & <img src=x onerror=alert(1)>';
const hosts = ["__proto__", "constructor", "toString", "hasOwnProperty", "</style>", ""];
let browser: Browser;
let folder = "";
let remove: () => Promise<void>;

before(async () => {
  ({ folder, remove } = await createFolder());
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await remove();
});

test("markup in a rule and hosts named like members of objects survive as they are", async () => {
  const table = path.join(folder, "hostile.csv");
  const rows = hosts.map((SrcIp, index) =>
    rowOf({ SrcIp, DestIp: hosts[(index + 1) % hosts.length] ?? "", Rule: ruleText }),
  );
  await writeCsv(table, rows);
  const { page, visual, complaints } = await openPage(
    browser,
    await writePage(table, path.join(folder, "hostile.html")),
  );
  const colorBy = await findSetting(page, "Colors", "Color by");
  await redraw(page, () => colorBy.selectOption("rule"));
  assert.equal(await page.evaluate("window.broken"), undefined);
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await visual.locator("path.part").count(), hosts.length);
  assert.ok((await readAttributes(visual.locator("path.part"), "data-source")).includes("__proto__"));
  const tooltip = await hoverTooltip(page, visual.locator('path.part[data-source="__proto__"]').first());
  assert.equal(tooltip["Destination"], "constructor");
  assert.equal(tooltip["Rule"], ruleText);
  assert.deepEqual(complaints, []);
  assert.deepEqual((await readLog(page)).errors, []);
  await page.close();
});

test("a table without rows gives a page that says so", async () => {
  const table = path.join(folder, "empty.csv");
  await writeCsv(table, []);
  const { page, complaints } = await openPage(browser, await writePage(table, path.join(folder, "empty.html")));
  assert.equal(await page.locator(".lede").textContent(), "There are no flows in these tables.");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("more rows than a window holds come segment after segment, as the visual asks for them", async () => {
  const table = path.join(folder, "many.csv");
  const rows = Array.from({ length: 70_500 }, (_, index) =>
    rowOf({ SrcIp: `10.${String(index >> 16)}.${String((index >> 8) & 255)}.${String(index & 255)}` }),
  );
  await writeCsv(table, rows);
  const { page, visual, complaints } = await openPage(browser, await writePage(table, path.join(folder, "many.html")));
  await waitForRendering(page, 3);
  assert.match((await visual.locator("g.lines").textContent()) ?? "", /70,501 hosts/);
  const { events, errors } = await readLog(page);
  const asked = events.filter((event) => event === "fetchMoreData");
  assert.equal(asked.length, 2);
  assert.equal(await page.locator(".figure.flows .value").textContent(), "70,500");
  assert.deepEqual([complaints, errors], [[], []]);
  await page.close();
});

test("a visual that touches what the host does not have is told, on the page and to tests", async () => {
  const table = path.join(folder, "one.csv");
  await writeCsv(table, [rowOf({})]);
  const pbiviz = path.join(folder, "greedy.pbiviz");
  await writeFile(pbiviz, packageOf("options.host.storageService.set('a', 'b')"));
  const out = await writePage(table, path.join(folder, "greedy.html"), pbiviz);
  const page = await browser.newPage();
  await page.goto(`file://${out}`);
  await page.getByRole("alert").waitFor();
  const { errors } = await readLog(page);
  assert.deepEqual(errors, [`the preview's host has no "storageService"`]);
  assert.match((await page.getByRole("alert").textContent()) ?? "", /has no "storageService"/);
  await page.close();
});

test("a visual finds no network, whatever it tries", async () => {
  const table = path.join(folder, "one.csv");
  await writeCsv(table, [rowOf({})]);
  const pbiviz = path.join(folder, "curious.pbiviz");
  await writeFile(pbiviz, packageOf("fetch('http://127.0.0.1:9/').catch(() => { throw new Error('no network') })"));
  const out = await writePage(table, path.join(folder, "curious.html"), pbiviz);
  const page = await browser.newPage();
  await page.goto(`file://${out}`);
  await page.getByRole("alert").waitFor();
  assert.deepEqual((await readLog(page)).errors, ["no network"]);
  await page.close();
});

/** A package whose visual runs this when it is created. */
function packageOf(script: string): Uint8Array {
  const create = `{ create(options) { ${script}; return { update() {} }; } }`;
  const resource = {
    visual: { guid: "test", displayName: "Test", version: "1.0.0.0" },
    content: { js: `window.powerbi.visuals = { plugins: { test: ${create} } };`, css: "" },
    capabilities: { dataRoles: [{ name: "source" }, { name: "destination" }] },
    stringResources: {},
  };
  return zipSync({ "resources/test.pbiviz.json": strToU8(JSON.stringify(resource)) });
}
