import { select } from "d3";
import type { RestMark } from "../../../src/layout/types";
import { nameMarks } from "../../../src/render/nameMarks";
import { markName, startChart } from "../helpers/chartOf";
import type { FlowRow } from "../helpers/dataViewOf";
import { buildFlows } from "../helpers/estate";

const two: FlowRow[] = [
  { source: "a", destination: "b", action: "Allow", rule: "web", value: 300 },
  { source: "a", destination: "b", action: "Deny", rule: "block", value: 100 },
  { source: "b", destination: "a", action: "Allow", rule: "web", value: 50 },
];

describe("the drawing of ribbons", () => {
  it("has one path for each part, the widest ribbons first", () => {
    const { draw, find, scene } = startChart();
    draw(two);
    nameMarks(scene, { nameOf: markName, labelOf: (slot) => ["a", "b"][slot] ?? "" });
    const parts = find("g.ribbons > path.part.mark");
    expect(parts.map(({ dataset }) => `${dataset["source"] ?? ""} ${dataset["destination"] ?? ""}`)).toEqual([
      "a b",
      "a b",
      "b a",
    ]);
    for (const part of parts) {
      expect([part.getAttribute("role"), part.getAttribute("tabindex")]).toEqual(["option", "-1"]);
      expect(part.getAttribute("d")).toMatch(/^M[-\d.,A-Z ]+Z$/);
    }
  });

  it("hatches what is denied, fill and outline, and draws ribbons as thin as a hair by their outline", () => {
    const { draw, find } = startChart();
    draw([...two, { source: "a", destination: "c", action: "Deny", rule: "block", value: 0.01 }]);
    const [wide, denied, back] = find(".ribbons > .part");
    const [thin] = find(".hairs > .part");
    for (const paint of [denied?.getAttribute("fill"), thin?.getAttribute("stroke")]) {
      expect(paint).toMatch(/^url\(#chart/);
    }
    expect(wide?.getAttribute("fill")).not.toMatch(/^url/);
    expect([wide, denied, back].map((part) => part?.getAttribute("stroke"))).toEqual([null, null, null]);
    expect(Number(thin?.getAttribute("stroke-width"))).toBeGreaterThan(0.3);
    draw(two.map((row) => ({ ...row, destination: row.destination === "b" ? "c" : "d" })));
    expect(find(".hairs > .part").length).toBe(0);
  });

  it("does not make a small share of a thin ribbon look like a large one", () => {
    const { draw, find } = startChart();
    draw([
      { source: "a", destination: "b", action: "Allow", value: 10000 },
      { source: "b", destination: "a", action: "Allow", value: 18 },
      { source: "b", destination: "a", action: "Deny", value: 6 },
    ]);
    expect(find(".ribbons > .part").length).toBe(1);
    const [large, small] = find(".hairs > .part").map((part) => Number(part.getAttribute("stroke-width")));
    expect(large).toBeGreaterThan(3 * (small ?? NaN));
  });

  it("draws shares that are too thin to be seen as lines in one piece for each kind of action, if they are many", () => {
    const { draw, find } = startChart();
    const drawPairs = (targets: readonly string[]): void => {
      const pairs = ["a", "b", "c", "d", "e"].flatMap((source) =>
        targets.map((destination) => ({ source, destination })),
      );
      draw(
        pairs.flatMap((pair) => [
          { ...pair, action: "Allow", value: 1e6 },
          { ...pair, action: "Deny", value: 9 },
        ]),
      );
    };
    drawPairs(["x", "y", "z"]);
    expect(find(".rest").length).toBe(0);
    expect(find(".part").length).toBe(30);
    drawPairs(["u", "v", "w", "x", "y", "z"]);
    expect(find(".part").length).toBe(30);
    const [rest, another] = find(".rest");
    expect(another).toBeUndefined();
    expect(rest?.getAttribute("fill")).toBe("none");
    expect(rest?.getAttribute("stroke")).toMatch(/^url\(#/);
    expect(rest?.getAttribute("d")?.match(/M/g)?.length).toBe(30);
  });

  it("draws the small ribbons of too many in one path for each kind of action, which stands for all of them", () => {
    const { draw, find } = startChart();
    const { panels } = draw(buildFlows(100, 12000), { model: { cutoff: { by: "count", count: 60 } } });
    const rests = find("g.rests > path.rest.mark").filter((rest) => rest.getAttribute("fill") !== "none");
    expect(rests.length).toBe(2);
    for (const rest of rests) {
      const { mark } = select<SVGElement, { mark: RestMark }>(rest).datum();
      expect(mark.parts.length).toBeGreaterThan(10);
      expect(rest.getAttribute("d")?.match(/M/g)?.length).toBe(mark.parts.length);
      expect([rest.getAttribute("role"), rest.getAttribute("tabindex")]).toEqual(["option", "-1"]);
    }
    expect(panels[0]?.panel.links.length).toBeGreaterThan(1000);
  });
});
