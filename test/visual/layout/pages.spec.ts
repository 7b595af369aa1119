import fc from "fast-check";
import { choosePage, layoutGrid, type WantedPage } from "../../../src/layout/pages";

const area = (width: number, height: number): { x: number; y: number; width: number; height: number } => {
  return { x: 0, y: 0, width, height };
};

const wantedOf = (panelCount: number, slotCount: number, page: number, columns?: number): WantedPage => {
  return { panelCount, slotCount, page, columns };
};

describe("pages", () => {
  it("together show each diagram once, at least one a page, on as many pages as they say", () => {
    const size = fc.oneof(fc.integer({ min: -10, max: 3000 }), fc.constantFrom(NaN, Infinity));
    const wantedPages = fc.record({
      panelCount: fc.nat(3000),
      slotCount: fc.nat(500),
      columns: fc.constantFrom(undefined, 1, 4, 20),
    });
    fc.assert(
      fc.property(size, size, wantedPages, (width, height, wanted) => {
        const { panelCount } = wanted;
        const { pageCount, capacity } = choosePage(area(width, height), { ...wanted, page: 0 });
        const firsts = Array.from({ length: pageCount }, (_, page) => {
          return choosePage(area(width, height), { ...wanted, page }).first;
        });
        expect(firsts).toEqual(firsts.map((_, page) => page * capacity));
        expect(capacity).toBeGreaterThan(0);
        expect((pageCount - 1) * capacity < Math.max(panelCount, 1) && pageCount * capacity >= panelCount).toBe(true);
      }),
    );
  });

  it("have diagrams that can be read: cells of 140 px, and not more arcs than can be drawn in time", () => {
    expect(choosePage(area(600, 300), wantedOf(9, 5, 0)).capacity).toBe(8);
    expect(choosePage(area(100, 100), wantedOf(9, 5, 0)).capacity).toBe(1);
    expect(choosePage(area(2000, 1200), wantedOf(100, 60, 0)).capacity).toBe(5);
  });

  it("are put within what there is", () => {
    const pageOf = (wanted: number): number => choosePage(area(300, 300), wantedOf(10, 5, wanted)).page;
    expect([-1, 0, 1.5, 2, 99, NaN].map(pageOf)).toEqual([0, 0, 1, 2, 2, 0]);
  });
});

describe("the grid", () => {
  it("divides the area into cells as square as they get", () => {
    expect(layoutGrid(area(600, 400), 6)[5]).toEqual({ x: 400, y: 200, width: 200, height: 200 });
    expect(layoutGrid(area(600, 400), 0)).toEqual([]);
  });

  it("has as many columns as are wanted, but none that is too narrow to be read", () => {
    const columnsOf = (count: number, wanted: number): number =>
      new Set(layoutGrid(area(600, 400), count, wanted).map(({ x }) => x)).size;
    expect([1, 2, 3, 9].map((wanted) => columnsOf(6, wanted))).toEqual([1, 2, 3, 4]);
    expect(columnsOf(2, 4)).toBe(2);
    expect(choosePage(area(600, 300), wantedOf(9, 5, 0, 2)).capacity).toBe(4);
  });
});
