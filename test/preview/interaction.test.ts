import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { findPoint, openPage, pointAt, readLog, readTooltip, rowOf, eventually, writeCsv } from "./openPage.ts";
import { usePage } from "./usePage.ts";

const rows = [
  ...Array.from({ length: 6 }, () => rowOf({ BytesSrcToDest: 100n, BytesDestToSrc: 400n })),
  ...Array.from({ length: 3 }, () =>
    rowOf({ SrcIp: "192.0.2.10", DestIp: "10.0.0.9", Action: "Deny", Rule: "Deny_all" }),
  ),
  rowOf({ SrcIp: "10.0.0.9", DestIp: "10.0.0.4" }),
];
const written = usePage(async (folder) => {
  const table = path.join(folder, "flows.csv");
  await writeCsv(table, rows);
  return table;
});

test("a click selects, the page says what, Ctrl adds, and the button clears the visual too", async () => {
  const { page, visual } = await openPage(written.browser, written.file);
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
  const { page, visual, complaints } = await openPage(written.browser, written.file);
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
  const { page } = await openPage(written.browser, written.file);
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

test("real keys walk the visual, open its menu at what has the focus, and go on to its buttons", async () => {
  const { page, visual, complaints } = await openPage(written.browser, written.file);
  const focused = visual.locator(":focus");
  const press = async (keys: string): Promise<string | null> => {
    for (const key of keys.split(" ")) await page.keyboard.press(key);
    return focused.getAttribute("aria-label");
  };
  // The first link of the page leads past the fields to the visual.
  for (const key of ["Tab", "Enter"]) await page.keyboard.press(key);
  assert.match((await press("Tab")) ?? "", /^Flow chord diagram\. /);
  assert.match((await press("Enter")) ?? "", /^192\.0\.2\.10 sends/);
  assert.match((await press("ArrowDown")) ?? "", /^10\.0\.0\.4 sends .* to 192\.0\.2\.10/);
  assert.equal((await readTooltip(page))["Source"], "10.0.0.4");
  await page.keyboard.press("Shift+F10");
  const menu = page.getByRole("menu");
  assert.match((await menu.textContent()) ?? "", /10\.0\.0\.4 · 192\.0\.2\.10/);
  const [frame, mark, box] = [
    await page.locator("iframe").boundingBox(),
    await visual.locator("path.part").first().boundingBox(),
    await menu.boundingBox(),
  ];
  assert.ok(frame !== null && mark !== null && box !== null);
  assert.ok(box.x >= mark.x && box.x <= mark.x + mark.width + 40, "the menu is beside the ribbon");
  await page.keyboard.press("Escape");
  assert.equal(await menu.count(), 0);
  // The page gives the focus back to the frame, in which it goes on behind the mark.
  assert.equal(await press("Tab"), "Chord");
  assert.match((await press("Shift+Tab")) ?? "", /^Flow chord diagram\. /);
  assert.match((await press("End")) ?? "", /^Legend entry/);
  assert.match((await press("Escape")) ?? "", /^Flow chord diagram\. /);
  assert.deepEqual(complaints, []);
  assert.deepEqual((await readLog(page)).errors, []);
  await page.close();
});

test("a tap selects and shows a tooltip that stays, the next one on empty space clears both", async () => {
  const { page, visual, complaints } = await openPage(written.browser, written.file, { hasTouch: true });
  const point = await findPoint(page, visual.locator('path.part[data-source="192.0.2.10"]').first());
  await page.touchscreen.tap(point?.x ?? 0, point?.y ?? 0);
  assert.equal((await readTooltip(page))["Source"], "192.0.2.10");
  assert.match((await page.locator(".status-text").textContent()) ?? "", /flows: 3 · pairs: 1/);
  const frame = await page.locator("iframe").boundingBox();
  await page.touchscreen.tap((frame?.x ?? 0) + 8, (frame?.y ?? 0) + 150);
  await page.locator(".tooltip").waitFor({ state: "hidden" });
  assert.match((await page.locator(".status-text").textContent()) ?? "", /^Point at a ribbon/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("the visual follows the size of the window, and the page never scrolls sideways", async () => {
  const { page, visual, complaints } = await openPage(written.browser, written.file);
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
