import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import test from "node:test";
import type { Page } from "playwright-core";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { tallyRows, type ExpectedRow } from "../../scripts/estate/tally.ts";
import { choose, openPage, hoverTooltip, prepareEstate, readAttributes, readLog } from "./openPage.ts";
import { usePage } from "./usePage.ts";

const estate = buildEstate();
const tally = tallyRows(estate.rows);
const screenshots = path.join(import.meta.dirname, "..", "..", "out");
const written = usePage(prepareEstate);

test("the page opens from file:// without a word on the console, an error or a request to a network", async () => {
  const { page, complaints, requests } = await openPage(written.browser, written.file);
  const log = await readLog(page);
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, "preview.png") });
  assert.deepEqual(complaints, []);
  assert.deepEqual(log.errors, []);
  assert.deepEqual(log.events, ["renderingStarted", "renderingFinished"]);
  assert.ok(requests.every((url) => url.startsWith("file:") || url.startsWith("about:")));
  await page.close();
});

test("the header tells the figures of the tables", async () => {
  const { page } = await openPage(written.browser, written.file);
  const valueOf = (name: string) => page.locator(`.figure.${name} .value`).textContent();
  const denied = tally.byAction["Deny"] ?? 0;
  assert.equal(await valueOf("flows"), tally.rows.toLocaleString("en-US"));
  assert.equal(await valueOf("denied"), `${((denied / tally.rows) * 100).toFixed(1)}%`);
  assert.equal(await valueOf("hosts"), String(new Set(estate.rows.flatMap((row) => [row.SrcIp, row.DestIp])).size));
  assert.equal(await valueOf("bytes"), "10 GB");
  assert.match((await valueOf("period")) ?? "", /^May 1, 2018, 13:00 . Nov 13, 2018, 14:00$/);
  assert.match((await page.locator(".lede").textContent()) ?? "", /192\.0\.2\.66 → 10\.5\.16\.4, 8\d\d of 3,\d{3}/);
  await page.close();
});

test("there is one ribbon for each pair of source and destination that is shown", async () => {
  const { page, visual } = await openPage(written.browser, written.file);
  const labels = await readAttributes(visual.locator("g.arc"), "aria-label");
  const shown = new Set(labels.map((label) => label.replace(/ sends? .*$/, "")));
  const others = [...shown].find((host) => host.startsWith("Others")) ?? "";
  const fold = (host: string): string => (shown.has(host) ? host : others);
  const pairs = new Set(estate.rows.map((row) => `${fold(row.SrcIp)} ${fold(row.DestIp)}`));
  pairs.delete(`${others} ${others}`);
  const sources = await readAttributes(visual.locator("path.part"), "data-source");
  const destinations = await readAttributes(visual.locator("path.part"), "data-destination");
  assert.ok(shown.size > 10);
  const drawn = new Set(sources.map((source, index) => `${source} ${destinations[index] ?? ""}`));
  assert.deepEqual([...drawn].sort(), [...pairs].sort());
  await page.close();
});

test("a tooltip on hover tells the true numbers of source, destination, rule and action", async () => {
  const { page, visual } = await openPage(written.browser, written.file);
  for (const [source, destination] of [
    ["192.0.2.66", "10.5.16.4"],
    ["10.5.16.4", "10.5.17.4"],
    ["198.51.100.11", "10.5.16.4"],
  ]) {
    const ribbon = `path.part[data-source="${source}"][data-destination="${destination}"]`;
    const tooltip = await hoverTooltip(page, visual.locator(ribbon).first());
    assert.equal(tooltip["Source"], source);
    assert.equal(tooltip["Destination"], destination);
    const rows = findRows(tooltip);
    assert.ok(rows.length > 0);
    assert.equal(exactOf(tooltip["Flows"]), rows.length.toLocaleString("en-US"));
    assert.equal(exactOf(tooltip["Bytes"]), rows.some(isMeasured) ? sumBytes(rows).toLocaleString("en-US") : undefined);
  }
  await page.mouse.move(5, 5);
  await page.locator(".tooltip").waitFor({ state: "hidden" });
  await page.close();
});

test("the value changes what is measured", async () => {
  const { page, visual } = await openPage(written.browser, written.file);
  await choose(page, "value", "Bytes");
  const tooltip = await hoverTooltip(page, visual.locator("path.part").first());
  assert.equal(exactOf(tooltip["Bytes"]), sumBytes(findRows(tooltip)).toLocaleString("en-US"));
  await choose(page, "value", "Flows");
  assert.match((await visual.locator("g.lines").textContent()) ?? "", /Flows/);
  await page.close();
});

test("themes and language reach the visual; nothing complains", async () => {
  const { page, visual, complaints } = await openPage(written.browser, written.file);
  const backgrounds = {
    dark: "rgb(28, 32, 38)",
    contrastBlack: "rgb(0, 0, 0)",
    contrastWhite: "rgb(255, 255, 255)",
    light: "rgb(255, 255, 255)",
  };
  for (const [theme, background] of Object.entries(backgrounds)) {
    await choose(page, "theme", theme);
    assert.equal(await page.locator("html").getAttribute("data-theme"), theme);
    assert.equal(await readBackground(page), background);
  }
  await choose(page, "locale", "ko-KR");
  assert.equal(await page.locator("h1").textContent(), "누가 누구와 통신하는가");
  assert.match((await visual.locator("g.lines").textContent()) ?? "", /호스트 86개/);
  assert.deepEqual(complaints, []);
  assert.deepEqual((await readLog(page)).errors, []);
  await page.close();
});

test("a Korean browser gets a Korean page, and languages have their own names", async () => {
  const { page } = await openPage(written.browser, written.file, { locale: "ko-KR" });
  assert.equal(await page.locator("html").getAttribute("lang"), "ko");
  assert.equal(await page.locator(".figure.hosts dt").textContent(), "호스트");
  const names = await page.locator('select[name="locale"] option').allTextContents();
  assert.ok(names.includes("English") && names.includes("한국어"));
  await page.close();
});

/** The rows that a tooltip speaks of. */
function findRows(tooltip: Readonly<Record<string, string>>): ExpectedRow[] {
  return estate.rows.filter(
    (row) =>
      row.SrcIp === tooltip["Source"] &&
      row.DestIp === tooltip["Destination"] &&
      row.Rule === tooltip["Rule"] &&
      row.Action === tooltip["Action"],
  );
}

function isMeasured(row: ExpectedRow): boolean {
  return row.BytesSrcToDest !== null;
}

function sumBytes(rows: readonly ExpectedRow[]): bigint {
  return rows.reduce((sum, row) => sum + (row.BytesSrcToDest ?? 0n) + (row.BytesDestToSrc ?? 0n), 0n);
}

async function readBackground(page: Page): Promise<unknown> {
  return page.frames()[1]?.evaluate("getComputedStyle(document.body).backgroundColor");
}

/** All digits of an amount: they stand behind the short form where that does not have them. */
function exactOf(amount: string | undefined): string | undefined {
  return amount === undefined ? undefined : (/\(([\d,]+)\)$/.exec(amount)?.[1] ?? amount.replace(/ B$/, ""));
}
