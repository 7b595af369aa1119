import { layoutArcs } from "../../../src/layout/arcLayout";
import { fitText } from "../../../src/layout/fitText";
import { layoutRadial, layoutUpright, type LabelRoom } from "../../../src/layout/labelLayout";
import { layoutColumn, layoutRow, type LegendInput } from "../../../src/layout/legendLayout";
import { buildRadii, layoutGrid } from "../../../src/layout/radii";
import { ribbonPath } from "../../../src/layout/ribbonPath";
import type { ArcShape, RibbonShape } from "../../../src/layout/types";

const measure = (text: string): number => text.length * 6;

function arcsOf(weights: readonly number[]): readonly ArcShape[] {
  const panel = { name: "", links: [], outgoing: weights, incoming: weights.map(() => 0) };
  return layoutArcs([panel], weights.length, 0.1)[0] ?? [];
}

describe("arcs", () => {
  it("share one scale and one place for each host over all panels", () => {
    const [first, second] = layoutArcs(
      [
        { name: "x", links: [], outgoing: [10, 0], incoming: [0, 10] },
        { name: "y", links: [], outgoing: [5, 5], incoming: [5, 5] },
      ],
      2,
      0,
    );
    expect(first?.map(({ track }) => track)).toEqual(second?.map(({ track }) => track) ?? []);
    const width = ({ outgoing }: ArcShape): number => outgoing.end - outgoing.start;
    expect(width(first?.[0] as ArcShape) / width(second?.[0] as ArcShape)).toBeCloseTo(2, 9);
  });

  it("leave gaps that never take more than their share, however many there are", () => {
    for (const count of [2, 63, 500]) {
      const arcs = arcsOf(new Array<number>(count).fill(1));
      const drawn = arcs.reduce((sum, { outgoing }) => sum + outgoing.end - outgoing.start, 0);
      expect(drawn).toBeGreaterThan(2 * Math.PI * 0.9 - 1e-9);
    }
  });
});

describe("ribbons", () => {
  const shape: RibbonShape = {
    link: { source: 0, target: 1, amount: 1, parts: [], isDrawn: true },
    source: { start: 0, end: 0.2 },
    target: { start: 3, end: 3.2 },
    parts: [],
  };

  it("end in one head whose tip is nearest to the target's arc", () => {
    const radii = buildRadii(200, true);
    const points = [...ribbonPath(shape, 0, 1, radii).matchAll(/(?:L|Q[^,]+,[^,]+,)([-\d.]+),([-\d.]+)/g)];
    const distances = points.map(([, x, y]) => Math.hypot(Number(x), Number(y)));
    const tip = Math.max(...distances.slice(0, -1));
    expect(tip).toBeCloseTo(radii.enter, 1);
    expect(distances[0]).toBeLessThan(tip - 5);
  });

  it("write no number that is not one, also for a ribbon without width", () => {
    expect(
      ribbonPath({ ...shape, source: { start: 1, end: 1 }, target: { start: 1, end: 1 } }, 0, 1, buildRadii(1, false)),
    ).not.toMatch(/NaN|Infinity/);
  });
});

describe("labels", () => {
  const room = (radius: number): LabelRoom => ({ halfWidth: 300, halfHeight: 200, radius, lineHeight: 16, measure });
  const texts = Array.from({ length: 80 }, (_, index) => `10.0.0.${index}`);

  for (const count of [2, 24, 80]) {
    it(`upright ones of ${count} hosts never overlap nor leave the viewport`, () => {
      const labels = layoutUpright(arcsOf(new Array<number>(count).fill(1)), texts, room(120));
      const boxes = labels.map(({ x, y, text, anchor }) => {
        const left = anchor === "end" ? x - measure(text) : x;
        return { left, right: left + measure(text), top: y - 8, bottom: y + 8 };
      });
      expect(boxes.length).toBeGreaterThan(1);
      for (const [index, a] of boxes.entries()) {
        expect(Math.abs(a.left) <= 300 && Math.abs(a.right) <= 300 && a.top >= -200.001 && a.bottom <= 200.001).toBe(
          true,
        );
        const hit = boxes
          .slice(index + 1)
          .find((b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 0.01 && b.top < a.bottom - 0.01);
        expect(hit).toBeUndefined();
      }
    });
  }

  it("upright ones of a crowd move to both sides of where they belong, and back into the viewport", () => {
    const crowd = layoutUpright(arcsOf([200, 50, ...new Array<number>(8).fill(1)]), texts, room(120)).slice(-8);
    const moved = crowd.map(({ y, leader }) => y - (leader[0]?.[1] ?? y));
    expect(Math.min(...moved)).toBeLessThan(-20);
    expect(Math.max(...moved)).toBeGreaterThan(20);
    expect(crowd.every(({ y }) => y > -200)).toBe(true);
  });

  it("radial ones keep a line's distance and stay readable from the left", () => {
    const labels = layoutRadial(arcsOf(new Array<number>(80).fill(1)), texts, room(150));
    expect(labels.length).toBe(40);
    for (const { turn } of labels) expect(Math.abs(turn)).toBeLessThanOrEqual(90.001);
  });

  it("are cut with an ellipsis and keep their whole wording", () => {
    const [label] = layoutUpright(arcsOf([1]), ["x".repeat(100)], room(120));
    expect(label?.text).toMatch(/^x+…$/);
    expect(label?.whole.length).toBe(100);
  });

  it("are cut between letters, not within one, and vanish where not one fits", () => {
    expect(fitText("😀😀😀", 13, (text) => text.length * 2)).toBe("😀😀😀");
    expect(fitText("😀😀😀", 11, (text) => text.length * 2)).toBe("😀😀…");
    expect(fitText("abc", 1, measure)).toBe("");
  });
});

describe("the legend", () => {
  const legend = (count: number): LegendInput => ({
    entries: Array.from({ length: count }, (_, index) => ({
      mark: { kind: "legend", by: "rule", text: `rule ${index}` },
      text: `rule ${index}`,
    })),
    position: "top",
    fontSizePx: 12,
    measure,
    moreText: (more) => `+${more}`,
    bandTexts: { outgoing: "Sends", incoming: "Receives" },
  });

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

describe("the grid", () => {
  it("divides the area into cells as square as they get", () => {
    const cells = layoutGrid({ x: 0, y: 0, width: 600, height: 400 }, 6);
    expect(cells[5]).toEqual({ x: 400, y: 200, width: 200, height: 200 });
  });
});
