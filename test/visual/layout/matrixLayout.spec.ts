import fc from "fast-check";
import { sumEnds } from "../../../src/layout/matrixBars";
import { squareOf } from "../../../src/layout/matrixCells";
import { layoutMatrix } from "../../../src/layout/matrixLayout";
import type { MatrixCell, MatrixPanel } from "../../../src/layout/types";
import type { PanelDetail } from "../../../src/model/types";
import { inputOf, kindOf, layoutCase, matrixBoxes, matrixCases } from "../helpers/matrices";
import { detailOf, slotsOf } from "../helpers/panelDetails";
import { isInside } from "../helpers/textBoxes";

function allCells({ cells, rest }: MatrixPanel): MatrixCell[] {
  return [...cells, ...rest.flatMap((one) => one.shapes)];
}

describe("the matrix's cells", () => {
  it("lie in the field, which lies in the box, and never overlap", () => {
    fc.assert(
      fc.property(matrixCases, matrixBoxes, (one, room) => {
        const panel = layoutCase(one, room);
        const { field, cellSize, x, y } = panel;
        expect(isInside({ ...field, x, y }, room, 0.51)).toBe(true);
        for (const places of [panel.rowYs, panel.columnXs]) {
          for (const [index, place] of places.entries()) {
            expect(place - (places[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(cellSize - 1e-9);
          }
        }
        for (const cell of allCells(panel)) {
          expect(panel.columnXs).toContain(cell.x);
          expect(panel.rowYs).toContain(cell.y);
          expect(isInside(cell, field, 1e-9)).toBe(true);
          expect([cell.width, cell.height]).toEqual([cellSize, cellSize]);
        }
        const placed = new Set(allCells(panel).map((cell) => `${cell.x} ${cell.y}`));
        expect(placed.size).toBe(one.links.length);
      }),
      { numRuns: 60 },
    );
  });

  it("are tiled by their parts, from 0 to exactly 1, within the square that tells how strong they are", () => {
    fc.assert(
      fc.property(matrixCases, matrixBoxes, (one, room) => {
        for (const cell of layoutCase({ ...one, restFrom: 200 }, room).cells) {
          let before = 0;
          for (const { from, to } of cell.parts) {
            expect(from).toBe(before);
            expect(to).toBeGreaterThanOrEqual(from);
            before = to;
          }
          expect(before).toBe(1);
          expect(isInside(squareOf(cell), cell, 1e-9)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("have squares whose area grows with the amount, and that can be seen however small it is", () => {
    const cell = { x: 0, y: 0, width: 20, height: 20 };
    const areas = [0, 0.25, 0.5, 1].map((strength) => squareOf({ ...cell, strength } as MatrixCell).width ** 2);
    expect(areas[0]).toBe(25);
    expect(areas[3]).toBeCloseTo(400, 9);
    expect((areas[2] ?? 0) - (areas[1] ?? 0)).toBeCloseTo((areas[1] ?? 0) - (areas[0] ?? 0), 9);
  });

  it("put every small link into the rest of its kind of action", () => {
    fc.assert(
      fc.property(matrixCases, (one) => {
        const detail = detailOf(one.links, one.restFrom);
        const slots = slotsOf(one.slotCount, true);
        const { rest } = layoutMatrix(detail, { x: 0, y: 0, width: 600, height: 400 }, inputOf(slots, [detail]));
        const marks = rest.flatMap(({ mark }) => mark.parts.map((each) => [mark.actionKind, each.part] as const));
        expect(new Set(marks.map(([, of]) => of))).toEqual(new Set(detail.rest.flatMap(({ parts }) => parts)));
        for (const [kind, of] of marks) expect(kindOf(of.action)).toBe(kind);
      }),
      { numRuns: 40 },
    );
  });

  it("tell the highlighted share of a part", () => {
    const detail = detailOf([{ source: 0, target: 1, parts: [{ action: 0, amount: 8, highlighted: 2 }] }]);
    const { cells } = layoutMatrix(detail, { x: 0, y: 0, width: 300, height: 300 }, inputOf(slotsOf(2), [detail]));
    expect(cells[0]?.parts[0]?.litEnd).toBe(0.25);
  });
});

describe("the matrix's bars", () => {
  it("tell what the links sum up to, at both ends, on one scale", () => {
    fc.assert(
      fc.property(matrixCases, (one) => {
        const detail = detailOf(
          one.links.map((link) => ({
            ...link,
            parts: link.parts.map((each) => ({ ...each, amount: 1 + each.action })),
          })),
          one.restFrom,
        );
        const total = detail.panel.links.reduce((sum, link) => sum + Number(link.amount), 0);
        const { outgoing, incoming } = sumEnds(detail, one.slotCount, kindOf);
        expect(outgoing.reduce((sum, each) => sum + each, 0)).toBe(total);
        expect(incoming.reduce((sum, each) => sum + each, 0)).toBe(total);
        const input = inputOf(slotsOf(one.slotCount), [detail]);
        const { bars } = layoutMatrix(detail, { x: 0, y: 0, width: 1200, height: 800 }, input);
        for (const { end, mark, width, height, mix } of bars) {
          const sums = end === "outgoing" ? outgoing : incoming;
          const ofSlot = sums.subarray(3 * mark.slot, 3 * mark.slot + 3).reduce((sum, each) => sum + each, 0);
          const length = end === "outgoing" ? width : height;
          expect(length).toBeCloseTo(Math.max((ofSlot / input.plan.largestTotal) * 64, 1), 6);
          expect(mix.map(({ from }) => from)).toEqual([0, ...mix.slice(0, -1).map(({ to }) => to)]);
          expect(mix.at(-1)?.to).toBe(1);
        }
        expect(new Set(bars.map(({ end }) => end)).size).toBe(2);
      }),
      { numRuns: 40 },
    );
  });

  it("are of one piece without actions, and left out where they would be too many elements", () => {
    const crossed = (count: number): PanelDetail =>
      detailOf(
        Array.from({ length: count }, (_, slot) => ({ source: slot, target: slot, parts: [{ action: 0, amount: 1 }] })),
      );
    const room = { x: 0, y: 0, width: 1200, height: 800 };
    const barsOf = (count: number): MatrixPanel["bars"] => {
      const detail = crossed(count);
      return layoutMatrix(detail, room, inputOf(slotsOf(count), [detail], { hasMix: false })).bars;
    };
    expect(barsOf(100).length).toBe(200);
    expect(barsOf(100)[0]?.mix).toEqual([]);
    expect(barsOf(150).length).toBe(0);
  });
});

describe("the matrix's numbers", () => {
  it("are finite whatever the size of the box and of the amounts", () => {
    const length = fc.oneof(fc.integer({ min: -5, max: 1500 }), fc.constantFrom(0, NaN, Infinity, -Infinity, 0.3));
    const odd = fc.record({ x: length, y: length, width: length, height: length });
    fc.assert(
      fc.property(matrixCases, odd, (one, room) => {
        const { panel, ...shapes } = layoutCase(one, room);
        expect(panel.index).toBe(0);
        expect(findNotFinite(shapes)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it("are finite in a box without end or without a size", () => {
    for (const length of [Infinity, NaN, -1, 0]) {
      const room = { x: 0, y: 0, width: length, height: length };
      const one = { slotCount: 2, links: [{ source: 0, target: 1, parts: [{ action: 0, amount: 1 }] }], restFrom: 9 };
      const { cellSize, labels, field } = layoutCase(one, room);
      expect([cellSize, labels.length, field]).toEqual([0, 0, { x: 0, y: 0, width: 0, height: 0 }]);
    }
  });

  it("are finite without hosts, without links and for amounts of nothing", () => {
    const room = { x: 0, y: 0, width: 300, height: 200 };
    for (const detail of [detailOf([]), detailOf([{ source: 0, target: 0, parts: [{ action: 0, amount: 0 }] }])]) {
      const { panel, ...shapes } = layoutMatrix(detail, room, inputOf(slotsOf(1), [detail]));
      expect(panel.links.length).toBeLessThan(2);
      expect(findNotFinite(shapes)).toBeUndefined();
      expect(shapes.cells).toEqual([]);
    }
  });
});

/** The path to the first number that is none, through everything but the model's own objects. */
function findNotFinite(value: unknown, path = ""): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : path;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = key === "link" || key === "mark" ? undefined : findNotFinite(inner, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
