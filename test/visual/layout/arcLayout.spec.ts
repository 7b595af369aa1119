import { addMix, layoutArcs } from "../../../src/layout/arcLayout";
import { buildCircle } from "../../../src/layout/circle";
import type { ArcShape, Span } from "../../../src/layout/types";
import type { Link } from "../../../src/model/types";
import { arcsOf, circleOf, panelOf } from "../helpers/layoutInputs";
import { detailOf, slotsOf } from "../helpers/panelDetails";

const lengthOf = ({ outgoing, incoming }: ArcShape): number =>
  outgoing.end - outgoing.start + incoming.end - incoming.start;

const hide = (links: readonly Link[]): Link[] => links.map((link) => ({ ...link, target: 0, isDrawn: false }));
const widthOf = (span: Span | undefined): number => (span === undefined ? NaN : span.end - span.start);

describe("arcs", () => {
  it("share one scale and one place for each slot over all panels, also those that are not shown", () => {
    const panels = [panelOf([[0, 1, 10]]), panelOf([[0, 1, 5]], 1), panelOf([[1, 0, 5]], 2)];
    const circle = circleOf(panels, 2);
    const [first, second] = panels.map((panel) => layoutArcs(panel, circle, Number));
    expect(first?.map(({ track }) => track)).toEqual(second?.map(({ track }) => track));
    expect(lengthOf(first?.[0] as ArcShape) / lengthOf(second?.[0] as ArcShape)).toBeCloseTo(2, 9);
    expect(first?.[0]?.track.end).toBeCloseTo(Math.PI, 9);
    expect(first?.[0]?.incoming.start).toBeCloseTo((2 * Math.PI) / 3, 9);
  });

  it("leave out what is not drawn", () => {
    const { links } = panelOf([[0, 1, 10]]);
    const panel = { index: 0, name: "", isHidden: false, links: [...links, ...hide(links)] };
    const [first, second] = layoutArcs(panel, circleOf([panel], 2), Number);
    expect(lengthOf(first as ArcShape)).toBeCloseTo(lengthOf(second as ArcShape), 9);
  });

  it("leave gaps that never take more than their share, however many there are", () => {
    for (const count of [1, 62, 499]) {
      const drawn = arcsOf(new Array<number>(count).fill(1)).reduce((sum, arc) => sum + lengthOf(arc), 0);
      expect(drawn).toBeGreaterThan(2 * Math.PI * 0.9 - 1e-9);
      expect(drawn).toBeLessThan(2 * Math.PI);
    }
  });

  it("keep twice the distance around an open group", () => {
    const panel = panelOf([0, 1, 2, 3, 4].map((slot) => [slot, slot, 1] as const));
    const group = { key: "g", label: "g", path: ["g"], parent: undefined, hostCount: 2, start: 1, end: 3 };
    const circle = buildCircle({ panels: [panel], slots: slotsOf(5), openGroups: [group] }, Number, 0.1);
    const arcs = layoutArcs(panel, circle, Number);
    const gaps = arcs.slice(1).map(({ track }, index) => track.start - (arcs[index]?.track.end ?? 0));
    const [before, within, after, other] = gaps as [number, number, number, number];
    expect([before / other, within / other, after / other].map((ratio) => Math.round(ratio * 1e6) / 1e6)).toEqual([
      2, 1, 2,
    ]);
  });

  it("tell the true shares of actions in what leaves and in what enters", () => {
    const parts = [
      { action: 0, amount: 30 },
      { action: 1, amount: 10 },
    ];
    const detail = detailOf([{ source: 0, target: 1, parts }], 0);
    const arcs = layoutArcs(detail.panel, circleOf([detail.panel], 2), Number);
    const [sender, receiver] = addMix(arcs, detail.rest, ["deny", "allow"]);
    for (const [arc, span] of [
      [sender, sender?.outgoing],
      [receiver, receiver?.incoming],
    ] as const) {
      expect(arc?.mix.map(({ actionKind }) => actionKind)).toEqual(["allow", "deny"]);
      const [allowed, denied] = arc?.mix ?? [];
      expect(allowed?.start).toBe(span?.start);
      expect(denied?.end).toBeCloseTo(span?.end ?? NaN, 9);
      expect(widthOf(allowed) / widthOf(denied)).toBeCloseTo(1 / 3, 9);
    }
  });
});
