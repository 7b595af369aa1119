import fc from "fast-check";
import { choosePage, layoutGrid } from "../../../src/layout/pages";

const area = (width: number, height: number): { x: number; y: number; width: number; height: number } => {
  return { x: 0, y: 0, width, height };
};

describe("pages", () => {
  it("together show each diagram once, at least one a page, on as many pages as they say", () => {
    const size = fc.oneof(fc.integer({ min: -10, max: 3000 }), fc.constantFrom(NaN, Infinity));
    fc.assert(
      fc.property(size, size, fc.nat(3000), fc.nat(500), (width, height, panelCount, slotCount) => {
        const { pageCount, capacity } = choosePage(area(width, height), panelCount, slotCount, 0);
        const firsts = Array.from({ length: pageCount }, (_, page) => {
          return choosePage(area(width, height), panelCount, slotCount, page).first;
        });
        expect(firsts).toEqual(firsts.map((_, page) => page * capacity));
        expect(capacity).toBeGreaterThan(0);
        expect((pageCount - 1) * capacity < Math.max(panelCount, 1) && pageCount * capacity >= panelCount).toBe(true);
      }),
    );
  });

  it("have diagrams that can be read: cells of 140 px, and not more arcs than can be drawn in time", () => {
    expect(choosePage(area(600, 300), 9, 5, 0).capacity).toBe(8);
    expect(choosePage(area(100, 100), 9, 5, 0).capacity).toBe(1);
    expect(choosePage(area(2000, 1200), 100, 60, 0).capacity).toBe(5);
  });

  it("are put within what there is", () => {
    const pageOf = (wanted: number): number => choosePage(area(300, 300), 10, 5, wanted).page;
    expect([-1, 0, 1.5, 2, 99, NaN].map(pageOf)).toEqual([0, 0, 1, 2, 2, 0]);
  });
});

describe("the grid", () => {
  it("divides the area into cells as square as they get", () => {
    expect(layoutGrid(area(600, 400), 6)[5]).toEqual({ x: 400, y: 200, width: 200, height: 200 });
    expect(layoutGrid(area(600, 400), 0)).toEqual([]);
  });
});
