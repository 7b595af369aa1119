import assert from "node:assert/strict";
import path from "node:path";
import test, { after, before } from "node:test";
import type { Browser } from "playwright-core";
import {
  createFolder,
  launchBrowser,
  openPage,
  pointAt,
  readLog,
  rowOf,
  eventually,
  writeCsv,
  writePage,
} from "./openPage.ts";

const rows = [
  ...Array.from({ length: 6 }, () => rowOf({ BytesSrcToDest: 100n, BytesDestToSrc: 400n })),
  ...Array.from({ length: 3 }, () =>
    rowOf({ SrcIp: "192.0.2.10", DestIp: "10.0.0.9", Action: "Deny", Rule: "Deny_all" }),
  ),
  rowOf({ SrcIp: "10.0.0.9", DestIp: "10.0.0.4" }),
];
let browser: Browser;
let file = "";
let remove: () => Promise<void>;

before(async () => {
  const created = await createFolder();
  remove = created.remove;
  const table = path.join(created.folder, "flows.csv");
  await writeCsv(table, rows);
  file = await writePage(table, path.join(created.folder, "preview.html"));
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await remove();
});

test("a click selects, the page says what, Ctrl adds, and the button clears the visual too", async () => {
  const { page, visual } = await openPage(browser, file);
  const status = page.locator(".status-text");
  await pointAt(page, visual.locator('path.part[data-source="10.0.0.4"]').first());
  await page.mouse.down();
  await page.mouse.up();
  assert.equal(await status.textContent(), "Selected · flows: 6 · pairs: 1 · 3 kB");
  await page.keyboard.down("Control");
  await pointAt(page, visual.locator('path.part[data-source="192.0.2.10"]').first());
  await page.mouse.down();
  await page.mouse.up();
  await page.keyboard.up("Control");
  assert.equal(await status.textContent(), "Selected · flows: 9 · pairs: 2 · 3 kB");
  assert.equal(await visual.locator('path.part[aria-selected="true"]').count(), 2);
  await page.getByRole("button", { name: "Clear selection" }).click();
  assert.match((await status.textContent()) ?? "", /^Point at a ribbon/);
  assert.equal(await visual.locator('path.part[aria-selected="true"]').count(), 0);
  assert.deepEqual((await readLog(page)).selections.at(-1), []);
  await page.close();
});

test("the context menu opens with the name of the mark, selects, and closes on Escape", async () => {
  const { page, visual, complaints } = await openPage(browser, file);
  await pointAt(page, visual.locator('path.part[data-source="192.0.2.10"]').first());
  await page.mouse.down({ button: "right" });
  await page.mouse.up({ button: "right" });
  const menu = page.getByRole("menu");
  assert.match((await menu.textContent()) ?? "", /192\.0\.2\.10 · 10\.0\.0\.9/);
  await page.keyboard.press("Enter");
  assert.match((await page.locator(".status-text").textContent()) ?? "", /flows: 3 · pairs: 1 · no bytes measured/);
  assert.equal(await menu.count(), 0);
  await page.mouse.down({ button: "right" });
  await page.mouse.up({ button: "right" });
  await menu.waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await menu.count(), 0);
  assert.equal(await page.evaluate("document.activeElement.localName"), "iframe");
  assert.deepEqual(complaints, []);
  assert.deepEqual((await readLog(page)).errors, []);
  await page.close();
});

test("skip links come first and lead to the visual and to the settings", async () => {
  const { page } = await openPage(browser, file);
  const focused = (): Promise<unknown> =>
    page.evaluate("document.activeElement.id || document.activeElement.localName");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(":focus").textContent(), "Skip to the visual");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "stage-frame");
  await page.locator(".skip").nth(1).focus();
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "format-pane");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate("document.activeElement.type"), "search");
  await page.close();
});

test("the visual follows the size of the window, and the page never scrolls sideways", async () => {
  const { page, visual, complaints } = await openPage(browser, file);
  for (const width of [390, 900, 1080, 1280, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    await eventually(async () => {
      const [frame, svg] = [
        await page.locator("iframe").boundingBox(),
        await visual.locator("svg.flow-chord").boundingBox(),
      ];
      assert.equal(Math.round(svg?.width ?? 0), Math.round(frame?.width ?? 1));
      assert.equal(Math.round(svg?.height ?? 0), Math.round(frame?.height ?? 1));
    });
    assert.equal(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), 0);
  }
  assert.deepEqual(complaints, []);
  await page.close();
});
