import { buildRadii } from "../../../src/layout/radii";
import { ribbonPath, type RibbonEnds } from "../../../src/layout/ribbonPath";

const ends: RibbonEnds = {
  link: { source: 0, target: 1 },
  source: { start: 0, end: 0.2 },
  target: { start: 3, end: 3.2 },
};

/** The points that a path goes through. */
function listPoints(path: string): (readonly [number, number])[] {
  return [...path.matchAll(/([-\d.]+),([-\d.]+)(?=[A-Z])/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

/** The distance in px between two points of a path, by their index. */
function distance(path: string, first: number, second: number, other = path): number {
  const [[x1, y1] = [NaN, NaN], [x2, y2] = [NaN, NaN]] = [listPoints(path)[first], listPoints(other)[second]];
  return Math.hypot(x2 - x1, y2 - y1);
}

const distances = (path: string): number[] => listPoints(path).map(([x, y]) => Math.hypot(x, y));

describe("ribbons", () => {
  const radii = buildRadii(200, true);

  it("leave the rim flush and end in one head whose tip is nearest to the target's arc", () => {
    const [start, end, ...head] = distances(ribbonPath(ends, 0, 1, radii));
    expect(start).toBeCloseTo(radii.leave, 0);
    expect(end).toBeCloseTo(radii.leave, 0);
    expect(Math.max(...head.slice(0, -1))).toBeCloseTo(radii.enter, 0);
    expect(Math.min(...head)).toBeLessThan(radii.enter - 5);
    expect(radii.enter).toBeLessThan(radii.leave);
  });

  it("keep a small distance to their neighbours at the rim, thin ones less of it", () => {
    const next: RibbonEnds = { ...ends, source: { start: 0.2, end: 0.4 } };
    const gap = distance(ribbonPath(ends, 0, 1, radii), 1, 0, ribbonPath(next, 0, 1, radii));
    expect(gap).toBeGreaterThan(0.5);
    expect(gap).toBeLessThan(1.2);
    const thin: RibbonEnds = { ...ends, source: { start: 0, end: 0.002 } };
    expect(distance(ribbonPath(thin, 0, 1, radii), 0, 1)).toBeGreaterThan(0.15);
  });

  it("share the border between two parts", () => {
    expect(distance(ribbonPath(ends, 0, 0.4, radii), 1, 0, ribbonPath(ends, 0.4, 1, radii))).toBe(0);
  });

  it("of a host to itself are loops that stay within the circle and do not touch the rest of the arc", () => {
    const loop: RibbonEnds = {
      link: { source: 2, target: 2 },
      source: { start: 0.9, end: 1 },
      target: { start: 1, end: 1.1 },
    };
    const numbers = [...ribbonPath(loop, 0, 1, radii).matchAll(/([-\d.]+),([-\d.]+)/g)];
    const depths = numbers.map(([, x, y]) => Math.hypot(Number(x), Number(y)));
    expect(Math.max(...depths)).toBeLessThanOrEqual(radii.leave * Math.SQRT2);
    const controls = ribbonPath(loop, 0, 1, radii).match(/C([-\d.]+),([-\d.]+)/);
    expect(Math.hypot(Number(controls?.[1]), Number(controls?.[2]))).toBeLessThan(radii.leave * 0.95);
  });

  it("write no number that is not one, also for a ribbon without width and for bad radii", () => {
    const none: RibbonEnds = { ...ends, source: { start: 1, end: 1 }, target: { start: 1, end: 1 } };
    for (const path of [
      ribbonPath(none, 0, 1, buildRadii(1, false)),
      ribbonPath(ends, 0, 1, buildRadii(0, false)),
      ribbonPath(ends, NaN, NaN, radii),
      ribbonPath({ ...ends, source: { start: 0, end: Infinity } }, 0, 1, radii),
    ]) {
      expect(path).not.toMatch(/NaN|Infinity|undefined/);
      expect(path).toMatch(/^M.*Z$/);
    }
  });
});
