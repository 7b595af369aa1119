import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findArc, findButton, findNamed, listArcs, listParts } from "../helpers/find";
import { keptObjects, keptState } from "../helpers/kept";
import { click, hover, press } from "../helpers/pointer";
import { startVisual, type StartedVisual, type StartOptions } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: "web", destination: "db", action: "Allow", rule: "sql", value: 500, flows: 5 },
  { source: "web", destination: "db", action: "Deny", rule: "block", value: 300, flows: 3 },
  { source: "scan", destination: "db", action: "Deny", rule: "block", value: 200, flows: 2 },
  { source: "app", destination: "web", action: "Allow", rule: "http", value: 100, flows: 1 },
];

async function start(options: StartOptions = {}, objects = {}): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600, ...options });
  await started.draw(dataViewOf(rows, { objects }));
  return started;
}

function entryOf({ element }: StartedVisual, name: string): SVGElement {
  return findNamed(element, `Legend entry for the ${name}`);
}

/** The square of an entry, or what is around it and belongs to it. */
function squareOf(started: StartedVisual, name: string, part = ".swatch"): SVGElement {
  const square = entryOf(started, name).querySelector<SVGElement>(part);
  if (square === null) throw new Error(`the entry of the ${name} has no square`);
  return square;
}

describe("an entry of the legend", () => {
  it("takes what it stands for off the canvas with a click on its square, and is struck out", async () => {
    const started = await start();
    await click(squareOf(started, "action Deny"));
    expect(listParts(started.element, "web", "db").length).toBe(1);
    expect(listParts(started.element, "scan", "db")).toEqual([]);
    expect(listArcs(started.element)).toEqual(["web", "db", "app"]);
    expect(started.texts(".line")).toEqual(["600 B in 6 flows from 3 hosts", "Hidden: Deny (500 B)"]);
    expect(entryOf(started, "action Deny").getAttribute("aria-label")).toContain("hidden");
    expect(getComputedStyle(squareOf(started, "action Deny", "text")).textDecorationLine).toBe("line-through");
    expect(squareOf(started, "action Deny").getAttribute("fill")).toBe("none");
    expect(started.selectedKeys()).toEqual([]);
  });

  it("brings it back with a click anywhere on it", async () => {
    for (const part of [".swatch", "text"]) {
      const started = await start();
      const before = started.find("svg.flow-chord .panels")[0]?.innerHTML;
      await click(squareOf(started, "action Deny", ".reach"));
      await click(squareOf(started, "action Deny", part));
      expect(started.find("svg.flow-chord .panels")[0]?.innerHTML).toBe(before);
      expect(started.selectedKeys()).toEqual([]);
    }
  });

  it("still selects with a click on its text", async () => {
    const started = await start();
    await click(squareOf(started, "action Deny", "text"));
    expect(started.selectedKeys().length).toBe(2);
    expect(started.texts(".line").join()).not.toContain("Hidden");
  });

  it("says in its tooltip how", async () => {
    const started = await start();
    hover(entryOf(started, "action Deny"));
    expect(started.told.tooltips.at(-1)?.dataItems).toEqual([{ displayName: "To hide", value: "click the square" }]);
    await click(squareOf(started, "action Deny"));
    hover(entryOf(started, "action Deny"), 12);
    expect(started.told.tooltips.at(-1)?.dataItems).toEqual([{ displayName: "To show", value: "click here" }]);
  });

  it("does so with - and + on the keyboard, and keeps the focus", async () => {
    const started = await start();
    entryOf(started, "action Deny").focus();
    await press("+");
    expect(started.told.persisted).toEqual([]);
    await press("-");
    expect(keptState(started.told).hidden).toEqual({ actions: ["Deny"], rules: [] });
    expect(document.activeElement).toBe(entryOf(started, "action Deny"));
    await press("+");
    expect(keptState(started.told).hidden).toEqual({ actions: [], rules: [] });
  });

  it("hides a rule, whatever its action, where colours stand for rules", async () => {
    const started = await start({}, { colors: { colorBy: "rule" } });
    await click(squareOf(started, "rule block"));
    expect(listArcs(started.element)).toEqual(["web", "db", "app"]);
    await click(squareOf(started, "rule http"));
    expect(listArcs(started.element)).toEqual(["db", "web"]);
    expect(started.texts(".line")[1]).toBe("Hidden: block, http (600 B)");
  });

  it("brings all back where it is the last one that is left", async () => {
    const started = await start();
    await click(squareOf(started, "action Deny"));
    await click(squareOf(started, "action Allow"));
    expect(listArcs(started.element).length).toBe(4);
    expect(keptState(started.told).hidden).toEqual({ actions: [], rules: [] });
  });

  it("hides also the diagram of its action", async () => {
    const started = await start({}, { multiples: { by: "action" } });
    expect(started.texts(".panel-title")).toEqual(["Allow", "Deny"]);
    await click(squareOf(started, "action Deny"));
    expect(started.texts(".panel-title")).toEqual(["Allow"]);
  });

  it("is kept by the host, and comes back with a report", async () => {
    const started = await start();
    await click(squareOf(started, "action Allow"));
    const again = await start({}, keptObjects(started.told));
    expect(again.texts(".line")).toEqual(started.texts(".line"));
    expect(again.texts(".line")[1]).toBe("Hidden: Allow (600 B)");
  });

  it("offers the way back where nothing is left on the canvas", async () => {
    const hidden = JSON.stringify({ actions: ["Allow"], rules: ["block"] });
    const started = await start({}, { state: { hidden } });
    expect(started.texts(".message-text")).toEqual(["There is nothing to draw: all flows are hidden."]);
    await click(findButton(started.element, "Show all"));
    expect(listArcs(started.element).length).toBe(4);
  });

  it("tells where what is left has no value, as denied flows have no bytes", async () => {
    const started = startVisual();
    const blank = rows.map((row) => (row.action === "Deny" ? { ...row, value: null } : row));
    await started.draw(dataViewOf(blank, { objects: { state: { hidden: '{"actions":["Allow"]}' } } }));
    expect(started.texts(".message-text")).toEqual([
      "There is nothing to draw: what is not hidden has no value above zero.",
    ]);
  });

  it("stands for what is hidden no more: an arc selects only what is seen of it", async () => {
    const started = await start();
    await click(squareOf(started, "action Deny"));
    await click(findArc(started.element, "web"));
    expect(started.selectedKeys().length).toBe(2);
  });

  it("hides nothing where the host allows no interaction", async () => {
    const started = await start({ allowInteractions: false });
    await click(squareOf(started, "action Deny"));
    entryOf(started, "action Deny").focus();
    await press("-");
    expect(started.told.persisted).toEqual([]);
    expect(listArcs(started.element).length).toBe(4);
  });
});
