import { bandPath, bracketPath } from "../../../src/layout/arcPath";
import { pathNumber } from "../../../src/layout/pathText";

/** The number of px that a path covers, by the browser's own reading of it. */
function areaOf(path: string, size: number): number {
  const context = document.createElement("canvas").getContext("2d");
  const shape = new Path2D(path);
  let inside = 0;
  for (let x = -size; x < size; x++) {
    for (let y = -size; y < size; y++) if (context?.isPointInPath(shape, x + 0.5, y + 0.5)) inside++;
  }
  return inside;
}

describe("paths of arcs", () => {
  it("cover the ring between two angles, also a large one and a whole circle", () => {
    for (const turn of [0.7, 4, 2 * Math.PI]) {
      const wanted = (turn / 2) * (60 ** 2 - 50 ** 2);
      expect(areaOf(bandPath({ start: 1, end: 1 + turn }, 50, 60), 64) / wanted).toBeCloseTo(1, 1);
    }
  });

  it("are empty without a length", () => {
    expect(bandPath({ start: 1, end: 1 }, 50, 60)).toBe("");
    expect(bandPath({ start: 1, end: NaN }, 50, 60)).toBe("");
    expect(bandPath({ start: 0, end: 1 }, 60, 50)).toBe("");
  });

  it("run against the clock where they end before they start", () => {
    expect(bracketPath(0, 1, 100, 4)).toMatch(/^M0,-96L0,-100A100,100 0 0 1 /);
    expect(bracketPath(1, 0, 100, 4)).toMatch(/A100,100 0 0 0 0,-100L0,-96$/);
  });

  it("have numbers to a tenth, and 0 for what is none", () => {
    expect([1.26, -0.04, 1e9, NaN, -Infinity].map(pathNumber)).toEqual(["1.3", "0", "1000000000", "0", "0"]);
  });
});
