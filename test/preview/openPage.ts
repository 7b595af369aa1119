import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type FrameLocator,
  type Locator,
  type Page,
} from "playwright-core";
import { writePreview } from "../../preview/preview.ts";
import { findChromium } from "../../scripts/chromium.ts";
import { buildEstate } from "../../scripts/estate/buildEstate.ts";
import { packageVisual } from "../../scripts/package.ts";
import { runPrep } from "../../scripts/runPrep.ts";
import type { ExpectedRow } from "../../scripts/estate/tally.ts";

/** The columns that the preview has to find. */
export type TableRow = Pick<
  ExpectedRow,
  "Time" | "SrcIp" | "DestIp" | "Rule" | "Action" | "BytesSrcToDest" | "BytesDestToSrc"
>;

/** A preview opened from file://, with everything that it said to the console or asked of the network. */
export interface OpenedPage {
  readonly page: Page;
  readonly visual: FrameLocator;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

/** What the page keeps for tests. */
export interface HostLog {
  readonly events: readonly string[];
  readonly errors: readonly string[];
  readonly selections: readonly (readonly string[])[];
}

/** A row with some fields changed. */
export function rowOf(changes: Partial<TableRow>): TableRow {
  const time = Date.UTC(2018, 10, 13, 12, 0, 2);
  const row = { Time: time, SrcIp: "10.0.0.4", DestIp: "192.0.2.10", Rule: "UserRule_web", Action: "Allow" };
  return { ...row, BytesSrcToDest: null, BytesDestToSrc: null, ...changes };
}

/** Writes rows as a CSV file. */
export async function writeCsv(file: string, rows: readonly TableRow[]): Promise<void> {
  const quote = (value: string | number | bigint | null): string => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const lines = rows.map((row) => [new Date(row.Time).toISOString(), ...Object.values(row).slice(1)]);
  const header = Object.keys(rowOf({}));
  await writeFile(file, [header, ...lines].map((fields) => `${fields.map(quote).join(",")}\n`).join(""));
}

/** A folder of its own for a file of tests. */
export async function createFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "flow-chord-preview-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Writes the logs of the sample estate into a folder and prepares them; resolves to the folder of the tables. */
export async function prepareEstate(folder: string): Promise<string> {
  const logs = path.join(folder, "logs");
  await mkdir(logs);
  for (const [index, { blocks }] of buildEstate().blobs.entries()) {
    await writeFile(path.join(logs, `${String(index)}.json`), blocks.join(""));
  }
  const tables = path.join(folder, "estate");
  await runPrep({ source: logs, env: process.env }, tables);
  return tables;
}

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await findChromium();
  return chromium.launch({ executablePath, args: [...args], env });
}

/** Writes the preview of a table with the packaged visual, or another one. */
export async function writePage(data: string, out: string, pbiviz?: string): Promise<string> {
  await writePreview({ data, out, pbiviz: pbiviz ?? (await packageVisual()).file });
  return out;
}

/** Opens a written page and waits until the visual has drawn. */
export async function openPage(browser: Browser, file: string, more: BrowserContextOptions = {}): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-US", ...more });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error.stack ?? error)));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await waitForRendering(page);
  return { page, visual: page.frameLocator("iframe"), complaints, requests };
}

/** Waits until so many drawings have ended in all. */
export async function waitForRendering(page: Page, count = 1): Promise<void> {
  const countEnded = `window.flowChordHost?.events.filter((event) => /Finished|Failed/.test(event)).length`;
  const endMs = performance.now() + 20_000;
  while (!(Number(await page.evaluate(countEnded)) >= count)) {
    if (performance.now() > endMs) throw new Error(`the visual has not drawn ${String(count)} times`);
    await page.waitForTimeout(20);
  }
}

export async function readLog(page: Page): Promise<HostLog> {
  return page.evaluate("({ ...window.flowChordHost })");
}

/** Chooses a value of one of the page's lists, as a person does, and waits until the visual has drawn it. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await redraw(page, () => page.locator(`select[name="${name}"]`).selectOption(value));
}

/** Opens a card of the formatting pane, if it is closed, and gives a control of it by its name. */
export async function findSetting(page: Page, card: string, name: string): Promise<Locator> {
  const head = page.getByRole("button", { name: card, exact: true });
  if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
  return page.locator("#format-pane .card", { has: head }).getByLabel(name, { exact: true });
}

/** Does something that makes the visual draw anew, and waits until it has. */
export async function redraw(page: Page, act: () => Promise<unknown>): Promise<void> {
  const { events } = await readLog(page);
  await act();
  await waitForRendering(page, events.filter((event) => /Finished|Failed/.test(event)).length + 1);
}

/**
 * Moves the mouse to a point at which the mark itself is on top, as a person would look for one.
 * Returns false where the mark is covered everywhere.
 */
export async function pointAt(page: Page, mark: Locator): Promise<boolean> {
  const point = await findPoint(page, mark);
  if (point === undefined) return false;
  await page.mouse.move(point.x - 3, point.y);
  await page.mouse.move(point.x, point.y);
  return true;
}

/** A point of the page at which the mark itself is on top; undefined where it is covered everywhere. */
export async function findPoint(page: Page, mark: Locator): Promise<{ x: number; y: number } | undefined> {
  const inside = await mark.evaluate(findUncoveredPoint);
  const frame = await page.locator("iframe").boundingBox();
  return inside === null || frame === null ? undefined : { x: frame.x + inside[0], y: frame.y + inside[1] };
}

/** The attribute of every element that the locator finds; empty where it is missing. */
export async function readAttributes(elements: Locator, name: string): Promise<string[]> {
  const found = await elements.all();
  return Promise.all(found.map(async (element) => (await element.getAttribute(name)) ?? ""));
}

/** Runs in the page. */
function findUncoveredPoint(mark: {
  getBoundingClientRect(): { left: number; top: number; width: number; height: number };
  ownerDocument: { elementFromPoint(x: number, y: number): unknown };
}): [number, number] | null {
  const { left, top, width, height } = mark.getBoundingClientRect();
  for (let step = 0; step < 4000; step++) {
    const x = left + ((step * 0.754877666) % 1) * width;
    const y = top + ((step * 0.569840291) % 1) * height;
    if (mark.ownerDocument.elementFromPoint(x, y) === mark) return [x, y];
  }
  return null;
}

/** The lines of the tooltip that is shown. */
export async function readTooltip(page: Page): Promise<Record<string, string>> {
  const tooltip = page.locator(".tooltip:not([hidden])");
  await tooltip.waitFor();
  const [names, values] = await Promise.all([
    tooltip.locator("dt").allTextContents(),
    tooltip.locator("dd").allTextContents(),
  ]);
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}

/**
 * Points at a mark until its tooltip is there, and gives the lines: one that is drawn anew meanwhile, as the size settles,
 * has none until the mouse moves.
 */
export async function hoverTooltip(page: Page, mark: Locator): Promise<Record<string, string>> {
  await eventually(async () => {
    assert.ok(await pointAt(page, mark), "the mark is covered");
    assert.ok(await page.locator(".tooltip:not([hidden])").isVisible(), "no tooltip");
  });
  return readTooltip(page);
}

/** Repeats the assertions until they hold; after five seconds they fail as they are. */
export async function eventually(assertions: () => Promise<void>): Promise<void> {
  const endMs = performance.now() + 5000;
  for (;;) {
    try {
      await assertions();
      return;
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The value of an expression in the page. */
export async function evaluate<T>(page: Page, expression: string): Promise<T> {
  const value: T = await page.evaluate(expression);
  return value;
}

/** The value of an expression in the visual's own document. */
export async function evaluateInFrame<T>(page: Page, expression: string): Promise<T | undefined> {
  const value: T | undefined = await page.frames()[1]?.evaluate(expression);
  return value;
}

/** The text of an element; empty where it has none. */
export async function textOf(element: Locator): Promise<string> {
  return (await element.textContent()) ?? "";
}
