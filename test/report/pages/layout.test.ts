import assert from "node:assert/strict";
import { test } from "node:test";
import { buildPages } from "../../../report/pages/buildPages.ts";
import type { Box, ReportPage } from "../../../report/pages/visual.ts";
import { listSampleReports, parseAll, sampleReport, settingsOf } from "./sampleReport.ts";
import { type PageFile, type VisualFile, readLiteral } from "./shapes.ts";

const pages = buildPages(settingsOf(), "guid");

/** What is wrong with where boxes lie in a room. */
function judgeBoxes(boxes: readonly Box[], room: { readonly width: number; readonly height: number }): string[] {
  const problems = boxes.flatMap((box, index) => {
    const { x, y, width, height } = box;
    const isInside = x >= 0 && y >= 0 && x + width <= room.width && y + height <= room.height;
    const isOnGrid = [x, y, width, height].every((length) => length % 8 === 0);
    const covered = boxes.slice(index + 1).findIndex((other) => overlap(box, other));
    return [
      ...(isInside ? [] : [`${index} leaves the page`]),
      ...(isOnGrid ? [] : [`${index} is off the grid`]),
      ...(covered === -1 ? [] : [`${index} lies over ${index + 1 + covered}`]),
    ];
  });
  return problems;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether somebody who reads from the top left comes to the second before the first. */
function isBefore(second: Box, first: Box): boolean {
  const isAbove = second.y + second.height <= first.y;
  const isBeside = second.y < first.y + first.height && first.y < second.y + second.height;
  return (isAbove && second.x < first.x + first.width) || (isBeside && second.x + second.width <= first.x);
}

test("visuals lie on a grid of 8 px, inside their page, none over another", () => {
  for (const page of pages)
    assert.deepEqual(
      judgeBoxes(
        page.visuals.map(({ box }) => box),
        page,
      ),
      [],
      page.name,
    );
});

test("a visual that leaves the page, the grid or its place is found", () => {
  const room = { width: 64, height: 64 };
  const box = { x: 0, y: 0, width: 32, height: 32 };
  assert.deepEqual(judgeBoxes([box, { ...box, x: 32 }], room), []);
  assert.deepEqual(judgeBoxes([box, { ...box, x: 24 }], room), ["0 lies over 1"]);
  assert.deepEqual(judgeBoxes([{ ...box, x: 40 }], room), ["0 leaves the page"]);
  assert.deepEqual(judgeBoxes([{ ...box, y: 4 }], room), ["0 is off the grid"]);
  assert.ok(isBefore(box, { ...box, y: 32 }) && isBefore(box, { ...box, x: 32 }) && !isBefore({ ...box, x: 32 }, box));
});

test("visuals stand at least 8 px apart, and 8 px from the edge", () => {
  for (const { visuals, width, height, name } of pages) {
    const grown = visuals.map(({ box }) => ({ ...box, width: box.width + 8, height: box.height + 8 }));
    // The heading on the page itself may reach the line beside it.
    const panels = grown.filter((_, index) => visuals[index]?.hasPanel);
    assert.deepEqual(judgeBoxes(panels, { width: width, height: height }), [], name);
    for (const { box } of visuals) assert.ok(box.x >= 8 && box.y >= 8, name);
  }
});

test("the tab order is the reading order: from the top left, no number twice", async () => {
  for (const { visuals, name } of pages) {
    visuals.slice(1).forEach(({ box }, index) => {
      const previous = visuals[index];
      assert.ok(previous !== undefined && !isBefore(box, previous.box), `${name}: ${previous?.name ?? ""}`);
    });
  }
  const files = parseAll(await sampleReport(), "/visual.json");
  for (const page of pages) {
    const orders = files
      .filter(({ path }) => path.includes(`/pages/${page.name}/`))
      .map(({ json }) => (json as VisualFile).position);
    const tabs = orders.map(({ tabOrder }) => tabOrder);
    assert.deepEqual(
      tabs,
      tabs.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(tabs).size, page.visuals.length);
    for (const { tabOrder, z } of orders) assert.equal(z, tabOrder);
  }
});

test("names are words that folders can have, once in a page", () => {
  assert.equal(new Set(pages.map(({ name }) => name)).size, pages.length);
  for (const page of pages) {
    const names = page.visuals.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length, page.name);
    for (const name of [page.name, ...names]) assert.match(name, /^[a-z]+(-[a-z]+)*$/);
  }
});

test("every visual has words for a screen reader, and a title or none on purpose", async () => {
  const visuals = (await listSampleReports()).flatMap((files) => parseAll(files, "/visual.json"));
  const ownWords = new Set(["textbox", "slicer", "actionButton"]);
  for (const { path, json } of visuals) {
    const { visual } = json as VisualFile;
    const [general] = visual.visualContainerObjects["general"] ?? [];
    const [title] = visual.visualContainerObjects["title"] ?? [];
    assert.ok((readLiteral(general?.properties["altText"]) ?? "").length > 5, path);
    const isShown = readLiteral(title?.properties["show"]) === "true";
    const isUntitled = ownWords.has(visual.visualType) || /\/(data-until|which-host)\//.test(path);
    assert.equal(isShown, !isUntitled, path);
    if (isShown) assert.ok((readLiteral(title?.properties["text"]) ?? "").length > 1, path);
  }
});

test("the summary has a phone layout: 320 px wide, nothing over another, in the same order", () => {
  const phones = pages.map((page) => page.visuals.flatMap(({ phone }) => (phone === undefined ? [] : [phone])));
  const [summary = [], ...others] = phones;
  assert.deepEqual(summary.length, pages[0]?.visuals.length);
  assert.ok(others.every((phone) => phone.length === 0));
  const height = Math.max(...summary.map((box) => box.y + box.height));
  assert.deepEqual(judgeOverlaps(summary, { width: 320, height }), []);
});

/** Phones have no grid of 8 px across: two cards share 304 px. */
function judgeOverlaps(boxes: readonly Box[], room: { readonly width: number; readonly height: number }): string[] {
  return judgeBoxes(boxes, room).filter((problem) => !problem.endsWith("off the grid"));
}

test("the host page is a target of drill-through, the pair page a tooltip, and each is named where it is used", async () => {
  const files = await sampleReport();
  const found = new Map(parseAll(files, "/page.json").map(({ json }) => [(json as PageFile).name, json as PageFile]));
  const host = found.get("host");
  assert.equal(host?.type, "Drillthrough");
  const [parameter] = host.pageBinding?.parameters ?? [];
  assert.deepEqual(
    host.filterConfig?.filters.map(({ name }) => name),
    [parameter?.boundFilter],
  );
  assert.equal(found.get("pair")?.type, "Tooltip");
  const tooltips = parseAll(files, "/visual.json").flatMap(({ json }) => {
    const [tooltip] = (json as VisualFile).visual.visualContainerObjects["visualTooltip"] ?? [];
    return tooltip === undefined ? [] : [readLiteral(tooltip.properties["section"])];
  });
  assert.deepEqual(tooltips, ["pair", "pair"]);
  assert.deepEqual(
    pages.map(({ name }: ReportPage) => name),
    ["summary", "who-talks-to-whom", "denied", "rules", "host", "pair"],
  );
});
