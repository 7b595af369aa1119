import { layoutColumn, layoutRow, type LegendInput } from "../../../src/layout/legendLayout";
import { measure } from "../helpers/layoutInputs";

const legend = (count: number): LegendInput => ({
  title: "",
  entries: Array.from({ length: count }, (_, index) => ({
    mark: { kind: "legend", by: "rule", text: `rule ${index}`, isHidden: false },
    text: `rule ${index}`,
  })),
  position: "top",
  fontSizePx: 12,
  measure,
  moreText: (more) => `+${more}`,
  bandTexts: { outgoing: "Sends", incoming: "Receives" },
});

describe("the legend", () => {
  it("says in a row and in a column how many entries found no room", () => {
    const area = { x: 0, y: 0, width: 200, height: 60 };
    for (const { items, more } of [layoutRow(legend(9), area), layoutColumn(legend(9), area)]) {
      expect(items.length).toBeGreaterThan(0);
      expect(more?.text).toBe(`+${9 - items.length}`);
      expect(more?.whole).toContain("rule 8");
    }
  });

  it("tells what the parts of an arc mean where there is room for it", () => {
    const wide = layoutRow(legend(2), { x: 0, y: 0, width: 500, height: 20 });
    expect(wide.bands.map(({ band, label }) => [band, label.text])).toEqual([
      ["outgoing", "Sends"],
      ["incoming", "Receives"],
    ]);
    expect(layoutRow(legend(2), { x: 0, y: 0, width: 150, height: 20 }).bands).toEqual([]);
    expect(layoutColumn(legend(2), { x: 0, y: 0, width: 90, height: 200 }).bands.length).toBe(2);
  });

  it("shows all where there is room", () => {
    expect(layoutRow(legend(3), { x: 0, y: 0, width: 500, height: 20 }).more).toBeUndefined();
    expect(layoutColumn(legend(3), { x: 0, y: 0, width: 90, height: 100 }).items.length).toBe(3);
  });
});

describe("the title of the legend", () => {
  const area = { x: 10, y: 0, width: 400, height: 140 };
  const titled = { ...legend(2), title: "Actions" };

  it("stands before the entries of a row and above those of a column", () => {
    const [row, column] = [layoutRow(titled, area), layoutColumn(titled, area)];
    expect([row.title?.text, column.title?.text]).toEqual(["Actions", "Actions"]);
    expect(row.items[0]?.swatch.x).toBeGreaterThan(10 + measure("Actions"));
    expect(column.items[0]?.label.y).toBeGreaterThan(column.title?.y ?? Infinity);
    expect([row.items.length, column.items.length]).toEqual([2, 2]);
  });

  it("is cut where it is too long, and is not there without a text", () => {
    const long = { ...titled, title: "a".repeat(400) };
    for (const { title } of [layoutRow(long, area), layoutColumn(long, area)]) {
      expect(title?.text).toMatch(/…$/);
      expect(title?.whole).toBe(long.title);
    }
    expect([layoutRow(legend(2), area).title, layoutColumn(legend(2), area).title]).toEqual([undefined, undefined]);
  });

  it("has no keys to the parts of arcs where these look alike", () => {
    const alike = { ...titled, bandTexts: undefined };
    for (const layout of [layoutRow, layoutColumn]) {
      expect(layout(titled, { ...area, width: 600 }).bands.length).toBe(2);
      expect(layout(alike, { ...area, width: 600 }).bands.length).toBe(0);
    }
  });
});
