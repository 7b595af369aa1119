import { layoutHorizontal } from "../../../src/layout/horizontalLabels";
import { layoutLabels, type LabelBorder, type LabelInput, type LabelledCircle } from "../../../src/layout/labelLayout";
import type { LabelRoom } from "../../../src/layout/labelLines";
import { layoutRadial } from "../../../src/layout/radialLabels";
import type { Rect } from "../../../src/layout/types";
import { arcsOf, measure } from "../helpers/layoutInputs";
import { distanceToMiddle, labelBox } from "../helpers/labelBoxes";
import { findOverlap } from "../helpers/textBoxes";

const room = (radius: number, more: Partial<LabelRoom> = {}): LabelRoom => ({
  halfWidth: 300,
  halfHeight: 200,
  radius,
  edgeOf: () => radius,
  fontSizePx: 12,
  measure,
  valuePlace: "behind",
  lineLimit: 1,
  wrappedCount: Infinity,
  ...more,
});
const texts = Array.from({ length: 81 }, (_, index) => ({ name: `10.0.0.${index}`, value: "" }));
const even = (count: number): ReturnType<typeof arcsOf> => arcsOf(new Array<number>(count).fill(1));
const inputOf = (more: Partial<LabelInput> = {}): LabelInput => ({
  texts,
  orientation: "auto",
  overflow: "truncate",
  fontSizePx: 12,
  measure,
  ...more,
});
const border = { room: 0, isAround: () => false };
const layoutOne = (
  arcs: ReturnType<typeof arcsOf>,
  box: Rect,
  input: LabelInput,
  around: LabelBorder,
): LabelledCircle => layoutLabels([arcs], box, input, around)[0] ?? { radius: NaN, labels: [] };

describe("labels beside the circle", () => {
  for (const count of [2, 24, 80]) {
    it(`of ${count} hosts never overlap nor leave the cell`, () => {
      const boxes = layoutHorizontal(even(count), texts, room(120)).map((label) => labelBox(label, measure, 12));
      expect(boxes.length).toBeGreaterThan(2);
      expect(findOverlap(boxes)).toBeUndefined();
      const corners = boxes.flatMap((box) => box.corners);
      expect(corners.every(([x, y]) => Math.abs(x) <= 300 && Math.abs(y) <= 200.001)).toBe(true);
    });
  }

  it("of a crowd move to both sides of where they belong, with a line from their arc", () => {
    const crowd = layoutHorizontal(arcsOf([200, 50, ...new Array<number>(8).fill(1)]), texts, room(120)).slice(-8);
    const moved = crowd.map(({ y, leader }) => y - (leader[0]?.[1] ?? y));
    expect(Math.min(...moved)).toBeLessThan(-10);
    expect(Math.max(...moved)).toBeGreaterThan(10);
    expect(crowd.every(({ y }) => y > -200)).toBe(true);
  });

  it("never move so far that they would be taken for another arc's: shorter arcs of the crowd lose theirs", () => {
    const arcs = arcsOf([1000, ...new Array<number>(60).fill(4)]);
    const labels = layoutHorizontal(arcs, texts, room(120));
    expect(labels.length).toBeLessThan(61);
    expect(labels.some(({ mark }) => mark.slot === 1)).toBe(true);
    for (const { y, leader } of labels) {
      const start = leader[0];
      if (start !== undefined) expect(Math.abs(y - (start[1] * 130) / 122)).toBeLessThanOrEqual(3.5 * 12 * 1.3 + 0.01);
    }
  });

  it("take no more rows than they were given room for, where a cut name finds more room at its place", () => {
    const wide = (text: string): number => measure(text) * (20 / 12);
    const valued = ["web.local", "10.0.0.12", "10.0.2.31", "10.0.2.7"].map((name) => ({ name, value: "12.4 GB" }));
    let grown = 0;
    for (const halfWidth of [80, 90, 100, 110, 120]) {
      for (const amounts of [
        [2, 3],
        [1, 4],
        [9, 1, 1],
        [3, 3, 3],
        [1, 1, 6],
      ]) {
        const tight = room(30, { halfWidth, halfHeight: 69, fontSizePx: 20, measure: wide, valuePlace: "below" });
        const labels = layoutHorizontal(arcsOf(amounts), valued, tight);
        grown += labels.filter(({ lines }) => lines.length > 1).length;
        expect(findOverlap(labels.map((label) => labelBox(label, wide, 20)))).toBeUndefined();
      }
    }
    expect(grown).toBeGreaterThan(3);
  });

  it("start their lines at their own arc, which a bracket may lie around", () => {
    const brackets = room(120, { edgeOf: (slot) => (slot < 5 ? 120 : 100) });
    const labels = layoutHorizontal(arcsOf([200, 50, ...new Array<number>(8).fill(1)]), texts, brackets);
    const starts = labels.flatMap(({ leader, mark }) =>
      leader[0] === undefined ? [] : [{ slot: mark.slot, at: leader[0] }],
    );
    expect(starts.length).toBeGreaterThan(3);
    for (const { slot, at } of starts) expect(Math.hypot(...at)).toBeCloseTo(slot < 5 ? 122 : 102, 6);
  });
});

describe("labels beside brackets", () => {
  for (const [name, layout] of [
    ["horizontal", layoutHorizontal],
    ["radial", layoutRadial],
  ] as const) {
    it(`stand at their own arc where no bracket is in their way, and outside of it where one is: ${name}`, () => {
      const inner = 100;
      const brackets = room(130, { edgeOf: (slot) => (slot < 2 ? 130 : inner) });
      const arcs = even(12);
      const within = { start: arcs[0]?.track.start ?? NaN, end: arcs[1]?.track.end ?? NaN };
      const labels = layout(arcs, texts, brackets);
      expect(labels.length).toBe(13);
      const boxes = labels.map((label) => labelBox(label, measure, 12));
      const starts = boxes.map(distanceToMiddle);
      labels.forEach(({ mark }, index) => {
        expect(starts[index]).toBeGreaterThan(mark.slot < 2 ? 130 : inner);
        if (mark.slot > 3 && mark.slot < 11) expect(starts[index]).toBeLessThan(inner + 15);
      });
      for (const [x, y] of boxes.flatMap(({ corners }) => corners)) {
        const angle = (Math.atan2(x, -y) + 2 * Math.PI) % (2 * Math.PI);
        if (angle > within.start && angle < within.end) expect(Math.hypot(x, y)).toBeGreaterThan(130);
      }
    });
  }
});

describe("labels along the radius", () => {
  it("keep a line's distance and stay readable from the left", () => {
    const labels = layoutRadial(even(80), texts, room(150));
    expect(labels.length).toBeGreaterThan(20);
    for (const { turn } of labels) expect(Math.abs(turn)).toBeLessThanOrEqual(90.001);
    expect(findOverlap(labels.map((label) => labelBox(label, measure, 12)))).toBeUndefined();
  });

  it("never overlap where some have more lines than others", () => {
    const valued = texts.map(({ name }) => ({ name, value: "12.4 GB" }));
    const arcs = arcsOf(Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 9 : 7)));
    const labels = layoutRadial(arcs, valued, room(200, { halfHeight: 300 }));
    const rows = labels.map(({ lines }) => lines.filter(({ isBehind }) => isBehind !== true).length);
    expect([Math.min(...rows), Math.max(...rows)]).toEqual([1, 2]);
    expect(findOverlap(labels.map((label) => labelBox(label, measure, 12)))).toBeUndefined();
  });

  it("have as many lines as their arc is wide", () => {
    const long = texts.map(() => ({ name: "sql-prod-customers.database", value: "9 GB" }));
    const labels = layoutRadial(arcsOf([100, 10, 2, 2]), long, room(100, { halfWidth: 200, lineLimit: 3 }));
    const rowsOf = (slot: number): number =>
      labels.find(({ mark }) => mark.slot === slot)?.lines.filter(({ isBehind }) => isBehind !== true).length ?? 0;
    expect(rowsOf(0)).toBeGreaterThan(2);
    expect(rowsOf(3)).toBe(1);
  });
});

describe("labels", () => {
  const box = { x: 0, y: 0, width: 600, height: 400 };

  it("stand as the author wants; left to us, the way that finds room for the most", () => {
    const turnsOf = (count: number, orientation: LabelInput["orientation"]): number[] =>
      layoutOne(even(count), box, inputOf({ orientation }), border).labels.map(({ turn }) => turn);
    expect(turnsOf(10, "radial").some((turn) => turn !== 0)).toBe(true);
    for (const [count, orientation] of [
      [60, "horizontal"],
      [10, "auto"],
    ] as const) {
      expect(turnsOf(count, orientation).every((turn) => turn === 0)).toBe(true);
    }
    expect(turnsOf(60, "auto").some((turn) => turn !== 0)).toBe(true);
    expect(turnsOf(60, "auto").length).toBeGreaterThan(turnsOf(60, "horizontal").length);
  });

  it("wrap long names only where no label is lost by it", () => {
    const long = texts.map((_, index) => ({ name: `sql-prod-customers-${index}.database.windows.net`, value: "" }));
    const narrow = { ...box, width: 460 };
    const wayOf = (count: number, overflow: LabelInput["overflow"]): { labels: number; whole: number } => {
      const { labels } = layoutOne(even(count), narrow, inputOf({ texts: long, overflow }), border);
      return { labels: labels.length, whole: labels.filter(({ whole }) => whole === undefined).length };
    };
    expect(wayOf(6, "truncate").whole).toBe(0);
    expect(wayOf(6, "wrap")).toEqual({ labels: 7, whole: 7 });
    expect(wayOf(24, "wrap").labels).toBeGreaterThanOrEqual(wayOf(24, "truncate").labels);
  });

  it("tell values if the author wants them", () => {
    const valued = texts.map(({ name }) => ({ name, value: "1.5 GB" }));
    const { labels } = layoutOne(even(8), box, inputOf({ texts: valued }), border);
    expect(labels.length).toBe(9);
    expect(labels.every(({ lines }) => lines.at(-1)?.isValue)).toBe(true);
  });

  it("stand in one way in all diagrams, and leave circles of one size", () => {
    const circles = layoutLabels([even(60), even(3)], box, inputOf(), border);
    expect(circles[0]?.radius).toBe(circles[1]?.radius ?? NaN);
    expect(circles.map(({ labels }) => labels.some(({ turn }) => turn !== 0))).toEqual([true, true]);
    expect(layoutOne(even(3), box, inputOf(), border).labels.every(({ turn }) => turn === 0)).toBe(true);
  });

  it("are left out where they would leave too small a circle", () => {
    const long = texts.map(() => ({ name: "sql-prod-customers.database.windows.net", value: "" }));
    const tight = { ...box, width: 150, height: 150 };
    expect(layoutOne(even(8), tight, inputOf({ texts: long }), border)).toEqual({ radius: 73, labels: [] });
  });

  it("are left out where the circle is small, and leave room for what lies around it", () => {
    const small = { ...box, width: 100, height: 100 };
    expect(layoutOne(even(3), small, inputOf(), border)).toEqual({ radius: 48, labels: [] });
    const around = { room: 20, isAround: () => true };
    const radiusWith = (one: typeof border): number => layoutOne(even(8), box, inputOf(), one).radius;
    expect(radiusWith(border) - radiusWith(around)).toBeCloseTo(20, 6);
  });
});
