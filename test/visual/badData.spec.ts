import type powerbi from "powerbi-visuals-api";
import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { startVisual, updateTypes } from "./helpers/startVisual";

const row: FlowRow = { source: "a", destination: "b", rule: "r", action: "Allow", value: 1 };
const withValues = (...values: unknown[]): powerbi.DataView => dataViewOf(values.map((value) => ({ ...row, value })));

/** Data views that no sound report makes and that arrive all the same. */
const nasty: Readonly<Record<string, unknown>> = {
  "no data view": undefined,
  "no metadata": { categorical: undefined },
  "metadata alone": { metadata: { columns: [] } },
  "no categories": { metadata: { columns: [] }, categorical: {} },
  "no rows": dataViewOf([]),
  "columns without rows": {
    metadata: { columns: [] },
    categorical: {
      categories: dataViewOf([row]).categorical?.categories?.map((column) => ({ ...column, values: [] })),
    },
  },
  "columns without roles": {
    metadata: { columns: [] },
    categorical: { categories: [{ source: { displayName: "x" }, values: ["a"] }] },
  },
  "one row": dataViewOf([row]),
  nulls: withValues(null, null),
  "an infinite value": withValues(Infinity, -Infinity, 1),
  "not a number": withValues(NaN, 1),
  negative: withValues(-5, 1),
  "only negative": withValues(-5),
  "text for numbers": withValues("12", "many", ""),
  "a date and a truth": withValues(new Date(0), true, {}),
  zero: withValues(0, 0),
  "very large": withValues(Number.MAX_VALUE, Number.MAX_VALUE, 2 ** 999, 2 ** 999),
  "very small": withValues(5e-324, 1e-300),
  "prototype names": dataViewOf(
    ["__proto__", "constructor", "toString", "hasOwnProperty"].map((name) => ({
      ...row,
      source: name,
      destination: "__proto__",
      rule: name,
      action: name,
    })),
  ),
  "blank names": dataViewOf([
    { ...row, source: null, destination: "", rule: null, action: null },
    { ...row, source: undefined },
  ]),
  "names that are no text": dataViewOf([
    { ...row, source: 12.5, destination: true, rule: new Date(NaN), action: { a: 1 } },
  ]),
  "names with markup": dataViewOf([{ ...row, source: "<b>&amp;</b>", destination: "\u0000\uD800" }]),
  "names longer than the page": dataViewOf([{ ...row, source: "x".repeat(5000), rule: "y".repeat(5000) }]),
  "settings of wrong types": dataViewOf([row], {
    objects: {
      layout: { padding: NaN },
      grouping: { hostCount: "many" },
      colors: { allowColor: "blue", opacity: -4 },
      labels: { fontSize: {} },
      legend: { position: 7 },
    },
  }),
};

const sizes = [
  [600, 400],
  [40, 30],
  [0, 0],
  [NaN, -5],
  [5000, 20],
] as const;

describe("bad data", () => {
  for (const [name, dataView] of Object.entries(nasty)) {
    it(`${name}: ends each update once, and draws or says why not`, () => {
      const { update, told, element } = startVisual();
      for (const [width, height] of sizes) {
        told.events.length = 0;
        update(dataView as powerbi.DataView, { viewport: { width, height } });
        expect(told.events).toEqual(["started", "finished"]);
        expect(element.innerHTML).not.toContain("NaN");
        expect(element.querySelectorAll(".part, .message text").length).toBeGreaterThan(0);
      }
    });
  }

  it("tells what was not measured, below zero and not a number, and draws the rest", () => {
    const { update, texts, find } = startVisual();
    update(withValues(5, null, null, -1, NaN, "x", 0));
    expect(texts(".line")).toEqual([
      "5 B among 2 hosts",
      "Rows not measured: 2 · Rows below zero, not drawn: 1 · Rows without a number, not drawn: 2",
    ]);
    expect(find(".part").length).toBe(1);
  });

  it("says that nothing was measured where that is so", () => {
    const { update, texts } = startVisual();
    update(withValues(null, null));
    expect(texts(".message text").join(" ")).toContain("not measured in any of the 2 rows");
  });

  it("keeps a host called __proto__ apart", () => {
    const { update, find } = startVisual();
    update(dataViewOf([{ ...row, source: "__proto__", destination: "__proto__" }, row]));
    expect(find(".arc").length).toBe(3);
  });

  it("fields can be taken away and given back in any order, with one level of hosts or three", () => {
    const { update, told, element } = startVisual();
    const fields = ["source", "destination", "rule", "action", "value", "flows", "smallMultiple", "tooltip"] as const;
    const rows = buildFlows(8, 40).map((flow, index) => {
      const net = `net ${index % 3}`;
      const both = { ...flow, source: [net, "all", flow.source], destination: [net, "all", flow.destination] };
      return { ...both, flows: index % 3, smallMultiple: `p${index % 2}`, tooltip: index };
    });
    for (const first of fields) {
      for (const second of fields) {
        const kept = rows.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([field]) => field !== first && field !== second)),
        );
        update(dataViewOf(kept));
        const isGone = [first, second].some((field) => field === "source" || field === "destination");
        expect(element.querySelectorAll(".part").length > 0)
          .withContext(`${first}, ${second}`)
          .toBe(!isGone);
      }
    }
    expect(told.events).toEqual(Array.from({ length: 64 }).flatMap(() => ["started", "finished"]));
  });

  it("asks for the missing field", () => {
    const { update, texts } = startVisual();
    update(dataViewOf([{ source: "a" }]));
    expect(texts(".message text")).toEqual(["Add a field to Destination."]);
    update(dataViewOf([{ destination: "a" }]));
    expect(texts(".message text")).toEqual(["Add a field to Source."]);
  });

  it("welcomes whoever has not added a field yet, and makes room for the diagram then", () => {
    const { update, texts, find } = startVisual();
    update(undefined);
    expect(texts(".message-title")).toEqual(["Flow Chord"]);
    update(dataViewOf([row]));
    expect(find(".message *").length).toBe(0);
    expect(find(".part").length).toBe(1);
  });

  it("draws from 1 to 500 hosts without losing a shown ribbon's width", () => {
    const { update, find, told } = startVisual({ width: 900, height: 700 });
    for (const hostCount of [1, 2, 3, 5, 24, 25, 26, 63, 100, 500]) {
      const rows = Array.from({ length: hostCount }, (_, index) => ({
        source: `h${index}`,
        destination: `h${(index + 1) % hostCount}`,
        value: 1,
      }));
      update(dataViewOf(rows, { objects: { grouping: { hostCount: 100 } } }));
      const widths = find(".part")
        .map((part) => (part as SVGPathElement).getBBox())
        .map(({ width, height }) => Math.max(width, height));
      expect(Math.min(...widths))
        .withContext(`${hostCount} hosts`)
        .toBeGreaterThan(2);
    }
    expect(told.events.filter((event) => event !== "started" && event !== "finished")).toEqual([]);
  });

  it("ends in one failure where the host itself fails, and recovers", () => {
    const { update, told, texts, find } = startVisual();
    const broken = {
      metadata: {},
      get categorical(): never {
        throw new Error("no categories today");
      },
    };
    update(broken as unknown as powerbi.DataView);
    expect(told.events).toEqual(["started", "failed: no categories today"]);
    expect(texts(".message text").join(" ")).toBe("The diagram could not be drawn.");
    update(dataViewOf([row]), { type: updateTypes.data });
    expect(told.events.slice(2)).toEqual(["started", "finished"]);
    expect(find(".part").length).toBe(1);
  });

  it("ends in one failure even where nothing can be drawn at all", () => {
    const { update, told } = startVisual();
    update(dataViewOf([row]), { viewport: undefined });
    expect(told.events.length).toBe(2);
    expect(told.events[1]).toMatch(/^failed: /);
  });

  it("takes an update without data views, and one after it was destroyed", () => {
    const { update, visual, told } = startVisual();
    update(undefined, { dataViews: undefined });
    visual.destroy();
    update(dataViewOf([row]));
    expect(told.events).toEqual(["started", "finished", "started", "finished"]);
  });
});
