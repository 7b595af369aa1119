import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { findArc, findNamed, listParts } from "./helpers/find";
import { startVisual } from "./helpers/startVisual";

const rows: FlowRow[] = [
  { source: "a", destination: "b", action: "Allow", rule: "web", value: 500 },
  { source: "a", destination: "b", action: "Deny", rule: "block", value: 200 },
  { source: "b", destination: "c", action: "Allow", rule: "web", value: 100 },
];

/** The same flows with others that are larger, so that everything stands elsewhere. */
const more: FlowRow[] = [
  { source: "x", destination: "y", action: "Allow", rule: "ssh", value: 9000 },
  { source: "y", destination: "x", action: "Deny", rule: "ban", value: 8000 },
  ...rows,
];

describe("the focus", () => {
  it("stays on the host, the ribbon and the entry of the legend that it is on when the data change", async () => {
    const { draw, element, find } = startVisual();
    await draw(dataViewOf(rows));
    const steps: readonly (() => SVGElement | undefined)[] = [
      () => findArc(element, "b sends"),
      () => listParts(element, "a", "b")[1],
      () => find(".legend-item").find((item) => item.textContent === "Deny"),
    ];
    for (const target of steps) {
      for (const now of [more, rows]) {
        target()?.focus();
        await draw(dataViewOf(now === more ? rows : more));
        expect(document.activeElement).toBe(target() ?? null);
        await draw(dataViewOf(now));
        expect(document.activeElement).toBe(target() ?? null);
      }
    }
  });

  it("stays on an open group, and goes to its arc where that is closed", async () => {
    const nets = rows.map((row) => ({ ...row, source: ["hub", row.source], destination: ["spoke", row.destination] }));
    const opened = (keys: readonly string[]): object => ({ objects: { state: { expanded: JSON.stringify(keys) } } });
    const { draw, find, element } = startVisual({ width: 900, height: 700 });
    await draw(dataViewOf(nets, opened(["hub\u0000"])));
    find("g.group")[0]?.focus();
    await draw(dataViewOf(nets, opened(["spoke\u0000", "hub\u0000"])));
    expect(document.activeElement?.getAttribute("aria-label")).toContain("group hub");
    await draw(dataViewOf(nets, opened(["spoke\u0000"])));
    expect(document.activeElement).toBe(findArc(element, "The group hub"));
  });

  it("goes into a group that is opened, and from its members to the arc of the group that is closed around them", async () => {
    const nets = rows.map((row) => ({
      ...row,
      source: ["hub", "web", row.source],
      destination: ["spoke", "db", row.destination],
    }));
    const opened = (...keys: readonly string[]): ReturnType<typeof dataViewOf> =>
      dataViewOf(nets, { objects: { state: { expanded: JSON.stringify(keys) } } });
    const { draw, element } = startVisual({ width: 900, height: 700 });
    await draw(opened());
    findArc(element, "The group hub").focus();
    await draw(opened("hub\u0000"));
    expect(document.activeElement).toBe(findArc(element, "The group web"));
    await draw(opened("hub\u0000", "hub\u0000web\u0000"));
    expect(document.activeElement).toBe(findArc(element, "a sends"));
    await draw(opened());
    expect(document.activeElement).toBe(findArc(element, "The group hub"));
  });

  it("stays on the same host and ribbon from the circle to the matrix and back", async () => {
    const { draw, element } = startVisual({ width: 900, height: 700 });
    const as = (view: string): ReturnType<typeof dataViewOf> => dataViewOf(rows, { objects: { layout: { view } } });
    const focusedName = (): string => document.activeElement?.getAttribute("aria-label") ?? "";
    await draw(as("chord"));
    for (const name of ["b sends 100 B and receives 700 B", "a sends 200 B to b (Deny, block)"]) {
      findNamed(element, name).focus();
      await draw(as("matrix"));
      expect(focusedName()).toContain(name);
      await draw(as("chord"));
      expect(focusedName()).toContain(name);
    }
  });

  it("goes to the diagram where nothing stands for what it was on", async () => {
    const { draw, element, find } = startVisual();
    await draw(dataViewOf(more));
    findArc(element, "x sends").focus();
    await draw(dataViewOf(rows));
    expect(document.activeElement).toBe(find("svg.flow-chord")[0] ?? null);
  });

  it("stays on the row's or the column's bar of a host in a matrix", async () => {
    const { draw, find } = startVisual();
    const matrix = { objects: { layout: { view: "matrix" } } };
    await draw(dataViewOf(rows, matrix));
    for (let index = 0; index < find("g.arc").length; index++) {
      find("g.arc")[index]?.focus();
      await draw(dataViewOf(rows, matrix));
      expect(document.activeElement).toBe(find("g.arc")[index] ?? null);
    }
    expect(find("g.arc").length).toBeGreaterThan(3);
  });

  it("stays on each of the shapes that stand for many", async () => {
    const many = Array.from({ length: 3600 }, (_, pair): FlowRow[] => {
      const ends = { source: `s${pair % 60}`, destination: `d${Math.floor(pair / 60)}` };
      const allowed = { ...ends, action: "Allow", value: 1e6 };
      return pair % 3 === 0 ? [allowed, { ...ends, action: "Deny", value: 1 }] : [allowed];
    }).flat();
    const { draw, find } = startVisual({ width: 900, height: 700 });
    const all = { objects: { layout: { view: "chord" }, grouping: { hostCount: 60 } } };
    await draw(dataViewOf(many, all));
    expect(find(".rest").length).toBe(3);
    for (let index = 0; index < 3; index++) {
      find(".rest")[index]?.focus();
      await draw(dataViewOf(many, all));
      expect(document.activeElement).toBe(find(".rest")[index] ?? null);
    }
  });
});
