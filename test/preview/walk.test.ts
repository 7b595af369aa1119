import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import test, { before } from "node:test";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { choose, eventually, openPage, prepareEstate, readLog, redraw, textOf } from "./openPage.ts";
import { usePage } from "./usePage.ts";
import { steps } from "./walkSteps.ts";

/*
 * A walk through the playground, as a person takes it: each step does something, sees what comes of it and leaves a
 * picture in out/playground/.
 */

const { rows } = buildEstate();
const pictures = path.join(import.meta.dirname, "..", "..", "out", "playground");
const written = usePage(prepareEstate);
before(() => mkdir(pictures, { recursive: true }));

test("a walk through the playground", async (context) => {
  const opened = await openPage(written.browser, written.file);
  const { page, visual, complaints } = opened;
  for (const [at, [name, take]] of Object.entries(steps).entries()) {
    await context.test(name, async () => {
      await take({ ...opened, marks: visual.locator("path.part"), rows });
      const picture = `${String(at + 1).padStart(2, "0")}-${name.replaceAll(/[^a-z]+/gi, "-").toLowerCase()}.png`;
      await page.screenshot({ path: path.join(pictures, picture) });
      assert.deepEqual(complaints, []);
      assert.deepEqual((await readLog(page)).errors, []);
    });
  }
  await page.close();
});

test("a link shows the same again", async () => {
  const { page, visual } = await openPage(written.browser, written.file);
  await redraw(page, () => page.getByRole("button", { name: "What is denied" }).click());
  await choose(page, "theme", "dark");
  const [url, line] = [page.url(), await textOf(visual.locator("g.lines"))];
  const other = await written.browser.newPage({ viewport: page.viewportSize(), locale: "en-US" });
  await other.goto(url);
  await eventually(async () => {
    assert.equal(await textOf(other.frameLocator("iframe").locator("g.lines")), line);
  });
  assert.equal(await other.locator("html").getAttribute("data-theme"), "dark");
  assert.equal(await other.getByRole("button", { name: "What is denied" }).getAttribute("aria-pressed"), "true");
  await Promise.all([page.close(), other.close()]);
});
