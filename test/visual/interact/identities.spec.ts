import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findArc, findNamed, findText, listParts } from "../helpers/find";
import { click, hover, press } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: ["hub", "a"], destination: ["spoke", "b"], rule: "web", action: "Allow", value: 30 },
  { source: ["hub", "a"], destination: ["spoke", "b"], rule: "block", action: "Deny", value: 50 },
  { source: ["hub", "c"], destination: ["spoke", "d"], rule: "web", action: "Allow", value: 20 },
  { source: ["spoke", "b"], destination: ["hub", "c"], rule: "web", action: "Allow", value: 0.5 },
];
const [aToB, denied] = ["hub|a|spoke|b|web|Allow", "hub|a|spoke|b|block|Deny"];
const [cToD, bToC] = ["hub|c|spoke|d|web|Allow", "spoke|b|hub|c|web|Allow"];

const opened = { state: { expanded: JSON.stringify(["hub\u0000"]) } };
const matrix = { ...opened, layout: { view: "matrix" } };

async function start(objects: Readonly<Record<string, object>> = opened): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600 });
  await started.draw(dataViewOf(rows, { objects }));
  return started;
}

const keyOf = (id: unknown): string => (id as { getKey: () => string }).getKey();

/** Every kind of mark: how to find it, and the rows it stands for, the largest first. */
const marks: Readonly<Record<string, readonly [find: (started: StartedVisual) => Element, rows: readonly string[]]>> = {
  "a host": [({ element }) => findArc(element, "a sends"), [denied, aToB]],
  "a group": [({ element }) => findArc(element, "The group spoke"), [denied, aToB, cToD, bToC]],
  "an open group": [({ element }) => findNamed(element, "The open group hub"), [denied, aToB, cToD, bToC]],
  "a label": [({ element }) => findText(element, ".label", "c"), [cToD, bToC]],
  "a sub-ribbon": [({ element }) => findNamed(element, "a sends 50 B to spoke"), [denied]],
  "an entry of the legend": [
    ({ element }) => findNamed(element, "Legend entry for the action Allow"),
    [aToB, cToD, bToC],
  ],
};

describe("who a mark stands for is told to the host", () => {
  for (const [name, [find, keys]] of Object.entries(marks)) {
    it(`by ${name}: all rows when it is selected, the largest one in the menu`, async () => {
      const started = await start();
      // A click on the name of a group or on a bracket opens or closes it: the keyboard selects these.
      (find(started) as SVGElement).focus();
      if (document.activeElement === find(started)) await press("Enter");
      else await click(find(started));
      expect(started.selectedKeys().sort()).toEqual([...keys].sort());
      find(started).dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
      expect(keyOf(started.told.menus.at(-1)?.id)).toBe(keys[0] ?? "");
    });

    it(`by ${name}: its rows to a report page as tooltip`, async () => {
      const started = await start();
      hover(find(started));
      const shown = started.told.tooltips.at(-1)?.identities.map(keyOf) ?? [];
      expect(shown.sort()).toEqual([...keys].sort());
    });
  }

  it("by a cell, a row and a column of a matrix", async () => {
    const started = await start(matrix);
    const [row, column] = ["outgoing", "incoming"].map((_, index) => {
      return started.find("g.arc").filter((bar) => bar.getAttribute("aria-label")?.startsWith("c sends"))[index];
    });
    const cell = findNamed(started.element, "a sends 50 B to spoke");
    for (const [mark, keys] of [
      [cell, [denied]],
      [row, [bToC, cToD]],
      [column, [bToC, cToD]],
    ] as const) {
      started.restore([]);
      await click(mark ?? started.element);
      expect(started.selectedKeys().sort()).toEqual([...keys].sort());
      hover(mark ?? started.element);
      expect(started.told.tooltips.at(-1)?.identities.map(keyOf).sort()).toEqual([...keys].sort());
    }
  });

  it("by at most 500 rows in a tooltip, the largest ones", async () => {
    const started = startVisual();
    const many = Array.from({ length: 700 }, (_, index) => ({
      source: "hub",
      destination: "spoke",
      rule: `r${index}`,
      value: 1 + ((index * 37) % 700),
    }));
    await started.draw(dataViewOf(many));
    hover(findArc(started.element, "hub sends"));
    const shown = new Set(started.told.tooltips.at(-1)?.identities.map(keyOf));
    expect(shown.size).toBe(500);
    const smallest = many.filter(({ rule }) => shown.has(`hub|spoke|${rule}`)).map(({ value }) => value);
    expect(Math.min(...smallest)).toBe(201);
  });
});

describe("what the host selects", () => {
  it("is shown on data that come anew, also where they came after it", async () => {
    const started = await start({});
    started.restore([denied, bToC]);
    await started.draw(dataViewOf([...rows].reverse(), { objects: opened }));
    const selected = started.find(".part.is-selected").map((part) => part.getAttribute("aria-label"));
    expect(selected.sort()).toEqual([
      "a sends 50 B to spoke (2) (Deny, block).",
      "spoke (2) sends 0.5 B to c (Allow, web).",
    ]);
    await started.draw(dataViewOf(rows.slice(0, 1), { objects: opened }));
    started.restore([aToB]);
    expect(started.find(".part.is-selected").length).toBe(1);
    started.restore([]);
    expect(started.find(".is-selected, .is-selecting").length).toBe(0);
  });

  it("is all there is where interactions are not allowed: keys select and open nothing either", async () => {
    const started = startVisual({ width: 900, height: 600, allowInteractions: false });
    await started.draw(dataViewOf(rows));
    started.find("svg.flow-chord")[0]?.focus();
    for (const key of ["Enter", "Enter", " ", "+"]) await press(key);
    expect(started.selectedKeys()).toEqual([]);
    expect(started.find(".arc").length).toBe(2);
    document.activeElement?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
    expect(started.told.menus).toEqual([]);
    started.restore([denied]);
    expect(started.find(".is-selecting").length).toBe(1);
    hover(findArc(started.element, "The group hub"));
    expect(started.told.tooltips.length).toBeGreaterThan(0);
  });
});

describe("what other visuals highlight", () => {
  it("is the solid part of a faint whole, also in fractions", async () => {
    const started = startVisual({ width: 900, height: 600 });
    await started.draw(
      dataViewOf([
        { source: "a", destination: "b", value: 0.5, highlight: 0.125 },
        { source: "b", destination: "a", value: 0.25, highlight: null },
        { source: "c", destination: "a", value: 0.25, highlight: 0.25 },
      ]),
    );
    expect(started.texts(".line")).toEqual(["1 B among 3 hosts; 37.5% highlighted"]);
    const [part] = listParts(started.element, "a", "b");
    const [lit] = started.find(".lit");
    expect(Number(getComputedStyle(part ?? started.element).fillOpacity)).toBeLessThan(0.3);
    expect(Number(getComputedStyle(lit ?? started.element).fillOpacity)).toBeGreaterThan(0.5);
    expect(started.find(".lit").length).toBe(1);
    hover(part ?? started.element);
    const lines = started.told.tooltips.at(-1)?.dataItems.map(({ displayName, value }) => `${displayName}: ${value}`);
    expect(lines).toContain("Highlighted: 0.125 B");
  });
});
