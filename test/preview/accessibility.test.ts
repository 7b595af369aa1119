import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import test, { before } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { choose, evaluate, findSetting, openPage, prepareEstate } from "./openPage.ts";
import { usePage } from "./usePage.ts";

const pictures = path.join(import.meta.dirname, "..", "..", "out", "playground");
const written = usePage(prepareEstate);
before(() => mkdir(pictures, { recursive: true }));

/** One of each card that is to be open. */
const settings = [
  ["Layout", "View"],
  ["Colors", "Color by"],
  ["Labels", "Font: size"],
] as const;

for (const { width, height } of [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
  { width: 390, height: 844 },
]) {
  test(`axe finds nothing at ${String(width)} × ${String(height)}, in any theme, with panes and log open`, async () => {
    const { page } = await openPage(written.browser, written.file);
    await page.setViewportSize({ width, height });
    if (width < 1100) await page.getByRole("button", { name: "Format", exact: true }).click();
    for (const [card, name] of settings) await findSetting(page, card, name);
    if (width < 1100) await page.keyboard.press("Escape");
    await page.locator(".log").getByRole("button", { name: "Log", exact: true }).click();
    for (const theme of ["dark", "contrastWhite", "contrastBlack", "light"]) {
      await choose(page, "theme", theme);
      await page.addScriptTag({ content: axe.source });
      assert.deepEqual(await listViolations(page), [], theme);
      await page.screenshot({ path: path.join(pictures, `${String(width)}-${theme}.png`), fullPage: width < 700 });
    }
    await page.close();
  });
}

/** What axe finds on the page itself; the frame is the visual's. It has to have looked at many things. */
async function listViolations(page: Page): Promise<string[]> {
  const { passes, found } = await evaluate<{ passes: number; found: string[] }>(
    page,
    `axe.run({ exclude: ["iframe"] }, { iframes: false }).then(({ passes, violations }) => ({
      passes: passes.length,
      found: violations.map(({ id, nodes }) => id + ": " + nodes.map(({ target }) => target).slice(0, 4).join("; ")),
    }))`,
  );
  assert.ok(passes > 20, `axe looked at ${String(passes)} things only`);
  return found;
}
