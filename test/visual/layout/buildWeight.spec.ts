import fc from "fast-check";
import { buildWeight, findSmallest } from "../../../src/layout/buildWeight";
import type { WidthScale } from "../../../src/layout/types";
import { panelOf } from "../helpers/layoutInputs";

const amount = fc.oneof(
  fc.bigInt({ min: 1n, max: 2n ** 80n }),
  fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
  fc.integer({ min: 1 }),
);
const scale = fc.constantFrom<WidthScale>("linear", "sqrt", "log");

describe("widths", () => {
  it("are finite, above 0 for what is above 0, and never fall where the amount grows", () => {
    fc.assert(
      fc.property(scale, amount, amount, amount, (chosen, smallest, a, b) => {
        const weigh = buildWeight(chosen, smallest);
        const [small, large] = a < b ? [a, b] : [b, a];
        expect(weigh(small) <= weigh(large)).toBe(true);
        expect(Number.isFinite(weigh(large)) && Number.isFinite(1e9 * weigh(large))).toBe(true);
        expect(weigh(a) >= 0).toBe(true);
        if (a >= smallest) expect(weigh(a) > 0).toBe(true);
      }),
    );
  });

  it("are the amount, its square root, or steps of doubling from the smallest, which is 1 wide", () => {
    expect(buildWeight("linear", 4)(64)).toBe(64);
    expect(buildWeight("sqrt", 4)(64)).toBe(8);
    expect(buildWeight("log", 4)(4)).toBe(1);
    expect(buildWeight("log", 4)(28n)).toBe(3);
  });

  it("are 0 for 0 and for what is no number", () => {
    for (const chosen of ["linear", "sqrt", "log"] as const) {
      for (const bad of [0, -1, NaN]) expect(buildWeight(chosen, 0)(bad)).toBe(0);
    }
  });

  it("start from the smallest link that is drawn in any panel", () => {
    const hidden = panelOf([[0, 1, 2]]).links.map((link) => ({ ...link, isDrawn: false }));
    const panels = [
      panelOf([
        [0, 1, 9],
        [1, 0, 0],
      ]),
      { index: 1, name: "", isHidden: false, links: [...hidden, ...panelOf([[0, 1, 7]]).links] },
    ];
    expect(findSmallest(panels)).toBe(7);
    expect(findSmallest([])).toBe(0);
  });
});
