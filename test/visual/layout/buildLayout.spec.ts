import { buildLayout } from "../../../src/layout/buildLayout";
import type { LayoutInput } from "../../../src/layout/layoutInput";
import type { ChordLayout } from "../../../src/layout/types";
import { createModeler } from "../../../src/model/buildModel";
import type { ChordModel } from "../../../src/model/types";
import type { FlowRow } from "../helpers/dataViewOf";
import { buildFlows } from "../helpers/estate";
import { layoutInputOf, listChords } from "../helpers/layoutInputs";
import { optionsOf, tableOf } from "../helpers/tableOf";

const modelOf = (rows: readonly FlowRow[], count = 24): ChordModel =>
  createModeler(tableOf(rows))(optionsOf({ cutoff: { by: "count", count } }));
const inPanels = (panelCount: number): FlowRow[] =>
  buildFlows(8, 400).map((row, index) => ({
    ...row,
    smallMultiple: `p${String(index % panelCount).padStart(2, "0")}`,
  }));

describe("the layout", () => {
  it("shows circles as long as each slot has some px of them, then tables if their cells can be seen", () => {
    const kindOf = (hosts: number, more: Partial<LayoutInput>): string | undefined =>
      buildLayout(modelOf(buildFlows(hosts, 4000), 100), layoutInputOf({ view: "auto", ...more })).panels[0]?.kind;
    expect(kindOf(24, {})).toBe("chord");
    expect(kindOf(100, { width: 1280, height: 720 })).toBe("matrix");
    expect(kindOf(100, { width: 300, height: 200 })).toBe("chord");
    expect(kindOf(100, { width: 1280, height: 720, view: "chord" })).toBe("chord");
    expect(kindOf(4, { view: "matrix" })).toBe("matrix");
  });

  it("shows a table of fewer hosts where their flows are too many for circles", () => {
    const kindOf = (rows: number): string | undefined =>
      buildLayout(modelOf(buildFlows(60, rows), 60), layoutInputOf({ view: "auto", width: 1280, height: 720 }))
        .panels[0]?.kind;
    expect(kindOf(500)).toBe("chord");
    expect(kindOf(9000)).toBe("matrix");
  });

  it("divides diagrams over pages of equal cells; common places do not depend on the page", () => {
    const model = modelOf(inPanels(10));
    const pages = [0, 1].map((page) => listChords(model, layoutInputOf({ page })));
    expect(pages.map(({ layout }) => [layout.page, layout.pageCount])).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(pages.flatMap(({ chords }) => chords.map(({ panel }) => panel.index))).toEqual([...Array(10).keys()]);
    const [first, second] = pages.map(({ chords }) => chords[0]);
    expect(first?.arcs.map(({ track }) => track)).toEqual(second?.arcs.map(({ track }) => track));
    expect(first?.radii).toEqual(second?.radii);
  });

  it("leaves room at the top for what is shown there, and for the pager only where there are pages", () => {
    const topOf = ({ panels }: ChordLayout): number => Math.min(...panels.map(({ title, y }) => title?.y ?? y));
    const layout = (rows: readonly FlowRow[], more: Partial<LayoutInput>): number =>
      topOf(buildLayout(modelOf(rows), layoutInputOf(more)));
    const rows = buildFlows(8, 400);
    expect(layout(rows, { topPx: 30, pagerPx: 60 }) - layout(rows, {})).toBeCloseTo(15, 6);
    expect(layout(inPanels(10), { pagerPx: 30 })).toBeGreaterThan(layout(inPanels(10), {}) + 29);
  });

  it("puts the bracket of an open group between its arcs and their labels", () => {
    const table = tableOf(
      buildFlows(30, 900).map((row) => ({
        ...row,
        source: ["net", row.source],
        destination: ["net", row.destination],
      })),
    );
    const model = createModeler(table)(optionsOf({ expanded: ["net\u0000"] }));
    const texts = model.slots.map(({ label }) => ({ name: label, value: "" }));
    const input = layoutInputOf({ width: 900, height: 700 });
    const [chord] = listChords(model, { ...input, labels: { ...input.labels, texts } }).chords;
    const [bracket] = chord?.groups ?? [];
    expect(bracket?.text).toBe("net");
    expect(bracket?.radius).toBeGreaterThan(chord?.radii.mixOuter ?? NaN);
    const distances = chord?.labels.map(({ x, y }) => Math.hypot(x, y)) ?? [];
    expect(distances.length).toBeGreaterThan(5);
    expect(Math.min(...distances)).toBeGreaterThan((bracket?.radius ?? NaN) + input.smallStyle.fontSizePx);
  });

  it("draws no more than points in a viewport without a size", () => {
    for (const size of [0, 1, -5]) {
      const { panels } = buildLayout(modelOf(buildFlows(8, 100)), layoutInputOf({ width: size, height: size }));
      expect(panels.length).toBe(1);
      expect(JSON.stringify(panels.map((panel) => (panel.kind === "chord" ? panel.radii : panel.field)))).not.toContain(
        "null",
      );
    }
  });
});
