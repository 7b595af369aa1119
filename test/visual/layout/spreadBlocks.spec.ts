import fc from "fast-check";
import { spreadBlocks } from "../../../src/layout/spreadBlocks";

const block = fc.record({
  height: fc.integer({ min: 4, max: 40 }),
  wanted: fc.double({ min: -120, max: 120, noNaN: true }),
});

describe("blocks", () => {
  it("keep their order, never overlap and stay in the room if they find any", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const sorted = [...blocks].sort((a, b) => a.wanted - b.wanted);
        const half = Math.max(sorted.reduce((sum, { height }) => sum + height, 0) / 2, 100);
        let lowest = -half - 1e-6;
        for (const [index, { y, move }] of spreadBlocks(sorted, half).entries()) {
          const { height, wanted } = sorted[index] ?? { height: NaN, wanted: NaN };
          expect(y - height / 2).toBeGreaterThanOrEqual(lowest - 1e-6);
          expect(move).toBeCloseTo(Math.abs(y - wanted), 9);
          lowest = y + height / 2;
        }
        expect(lowest).toBeLessThanOrEqual(half + 1e-6);
      }),
    );
  });

  it("stay where they want to be when there is room", () => {
    const places = spreadBlocks(
      [-50, 0, 50].map((wanted) => ({ height: 20, wanted })),
      100,
    );
    expect(places.map(({ y, crowd }) => [y, crowd])).toEqual([
      [-50, 0],
      [0, 1],
      [50, 2],
    ]);
  });

  it("in a crowd move to both sides of its middle", () => {
    const places = spreadBlocks(
      [0, 0, 0].map((wanted) => ({ height: 20, wanted })),
      100,
    );
    expect(places.map(({ y, crowd }) => [y, crowd])).toEqual([
      [-20, 0],
      [0, 0],
      [20, 0],
    ]);
  });
});
