import { bracketRoom, countLevels, layoutGroups } from "../../../src/layout/groupLayout";
import type { OpenGroup } from "../../../src/model/types";
import { arcsOf, measure } from "../helpers/layoutInputs";

const group = (key: string, start: number, end: number, parent?: string): OpenGroup => {
  return { key, label: `group ${key}`, path: [key], parent, hostCount: end - start, start, end };
};
const nested = [group("a", 1, 7), group("b", 2, 5, "a"), group("c", 8, 9)];
const style = { fontSizePx: 10, measure };

describe("brackets", () => {
  const arcs = arcsOf(new Array<number>(10).fill(1));

  it("reach from the first to the last of their members, outer ones around inner ones", () => {
    const [outer, inner, other] = layoutGroups(nested, arcs, 100, style);
    expect([outer?.start, outer?.end]).toEqual([arcs[1]?.track.start, arcs[6]?.track.end]);
    expect([outer, inner, other].map((shape) => shape?.level)).toEqual([1, 0, 0]);
    expect(outer?.radius).toBeGreaterThan((inner?.radius ?? NaN) + style.fontSizePx);
    expect(inner?.radius).toBe(other?.radius ?? NaN);
    expect(countLevels(nested)).toBe(2);
  });

  it("lie in the room that is left to them, and take none where no group is open", () => {
    const shapes = layoutGroups(nested, arcs, 100, style);
    const room = bracketRoom(countLevels(nested), style);
    for (const { radius } of shapes) expect(radius > 100 && radius + style.fontSizePx <= 100 + room).toBe(true);
    expect(bracketRoom(0, style)).toBe(0);
  });

  it("have their name as far as it finds room along them", () => {
    const [outer, inner, other] = layoutGroups(nested, arcs, 100, style);
    expect(outer?.text).toBe("group a");
    expect(inner?.text).toBe("group b");
    expect(other?.text).toMatch(/^g.*…$/);
    expect(layoutGroups(nested, arcs, 100, { ...style, fontSizePx: 0 }).map(({ text }) => text)).toEqual(["", "", ""]);
  });

  it("are left out where none of their members has anything", () => {
    expect(layoutGroups([group("z", 20, 22)], arcs, 100, style)).toEqual([]);
  });
});
