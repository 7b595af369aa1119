import type powerbi from "powerbi-visuals-api";
import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findArc, findNamed, listPairs, listParts } from "./helpers/find";
import { settle } from "./helpers/pointer";
import { firstDifference, svgText } from "./helpers/svgText";
import { startVisual } from "./helpers/startVisual";

const two: FlowRow[] = [
  { source: "10.0.0.4", destination: "10.0.0.5", action: "Allow", rule: "web", value: 300 },
  { source: "10.0.0.4", destination: "10.0.0.5", action: "Deny", rule: "block", value: 100 },
  { source: "10.0.0.5", destination: "10.0.0.4", action: "Allow", rule: "web", value: 50 },
];

describe("the visual", () => {
  it("draws one ribbon for each pair that is shown, both directions apart", async () => {
    const { draw, element } = startVisual();
    await draw(dataViewOf(two));
    expect(listPairs(element)).toEqual(["10.0.0.4 > 10.0.0.5", "10.0.0.5 > 10.0.0.4"]);
  });

  it("splits a ribbon by action, then rule, and names the parts once they are drawn", async () => {
    const { draw, element } = startVisual();
    const rdp = { source: "10.0.0.4", destination: "10.0.0.5", action: "Allow", rule: "rdp", value: 30 };
    await draw(dataViewOf([...two, rdp]));
    await settle();
    expect(listParts(element, "10.0.0.4", "10.0.0.5").map((part) => part.getAttribute("aria-label"))).toEqual([
      "10.0.0.4 sends 300 B to 10.0.0.5 (Allow, web).",
      "10.0.0.4 sends 30 B to 10.0.0.5 (Allow, rdp).",
      "10.0.0.4 sends 100 B to 10.0.0.5 (Deny, block).",
    ]);
  });

  it("gives a host that only receives its arc", async () => {
    const { draw, element } = startVisual();
    await draw(dataViewOf([{ source: "a", destination: "b", value: 7 }]));
    const arc = findNamed(element, "b sends 0 B and receives 7 B.");
    expect(arc.querySelector(".incoming")?.getAttribute("d")).toMatch(/^M.*Z$/);
    expect(arc.querySelector(".outgoing")?.getAttribute("d") ?? "").toBe("");
  });

  it("draws flows of a host to itself", async () => {
    const { draw, find, texts, element } = startVisual();
    await draw(dataViewOf([{ source: "a", destination: "a", value: 7 }]));
    expect(texts(".line")).toEqual(["7 B among 1 host"]);
    expect(listPairs(element)).toEqual(["a > a"]);
    expect(find(".part")[0]?.getAttribute("d")).toMatch(/^M[^N]*Z$/);
  });

  it("works from source and destination alone and counts rows", async () => {
    const { draw, find, texts } = startVisual();
    await draw(dataViewOf(two.map(({ source, destination }) => ({ source, destination }))));
    expect(find(".part").length).toBe(2);
    expect(texts(".line")).toEqual(["3 rows among 2 hosts"]);
    expect(find(".legend-item").length).toBe(0);
    expect(texts(".band-text")).toEqual(["Sends", "Receives"]);
  });

  it("hatches denied flows, and the outline of thin ones, which are nothing but outline", async () => {
    const { draw, element } = startVisual();
    await draw(dataViewOf(two));
    const [allowed, denied] = listParts(element, "10.0.0.4", "10.0.0.5");
    expect(denied?.getAttribute("fill")).toMatch(/^url\(#/);
    expect(allowed?.getAttribute("fill")).toBe("#3A7CB8");
    await draw(dataViewOf([...two, { source: "a", destination: "b", action: "Deny", value: 0.1 }]));
    const [thin] = listParts(element, "a", "b");
    expect(thin?.getAttribute("stroke")).toMatch(/^url\(#/);
  });

  it("shows each host's mix of actions in a ring around it", async () => {
    const { draw, element } = startVisual();
    await draw(dataViewOf(two));
    const mix = findArc(element, "10.0.0.4 sends").querySelectorAll(".mix");
    expect([...mix].map((stretch) => stretch.getAttribute("fill")?.slice(0, 4))).toEqual(["#3A7", "url("]);
    await draw(dataViewOf(two.filter(({ action }) => action === "Allow")));
    expect(element.querySelectorAll(".mix").length).toBe(0);
  });

  it("draws highlights as the solid part of a faint whole, fractions too", async () => {
    const { draw, find, element } = startVisual();
    await draw(dataViewOf(two.map((row, index) => ({ ...row, highlight: index === 0 ? 0.5 : null }))));
    expect(element.querySelector("svg")?.classList).toContain("has-highlights");
    expect(find(".part").length).toBe(3);
    expect(find(".lit").length).toBe(1);
    const faint = find(".part")[0] ?? element;
    await Promise.all(faint.getAnimations().map(({ finished }) => finished));
    expect(Number(getComputedStyle(faint).fillOpacity)).toBeLessThan(0.25);
    expect(Number(getComputedStyle(find(".lit")[0] ?? element).fillOpacity)).toBe(0.8);
  });

  it("lights rows as a whole where only the count of flows is highlighted", async () => {
    const { draw, texts, find } = startVisual();
    await draw(
      dataViewOf([
        { source: "a", destination: "b", flows: 3, highlight: 3 },
        { source: "b", destination: "c", flows: 5, highlight: null },
      ]),
    );
    expect(find(".lit").length).toBe(1);
    expect(texts(".line")).toEqual(["2 rows with 8 flows from 3 hosts; 50% highlighted"]);
  });

  it("uses the host's two colours only in high contrast", async () => {
    const { draw, find } = startVisual({ isHighContrast: true, foreground: "#ffff00", background: "#000000" });
    await draw(dataViewOf(two, { objects: { colors: { allowColor: { solid: { color: "#123456" } } } } }));
    const painted = find(".flow-chord *").flatMap((shape) => [
      shape.getAttribute("fill"),
      shape.getAttribute("stroke"),
    ]);
    const colors = new Set(painted.filter((color) => color !== null && /^(?!none|url|transparent)/.test(color)));
    expect([...colors].sort()).toEqual(["#000000", "#ffff00"]);
  });

  it("speaks Korean", async () => {
    const { draw, texts } = startVisual({ locale: "ko-KR" });
    await draw(dataViewOf(two));
    expect(texts(".line")).toEqual(["호스트 2개 간 450B; Bytes의 22.2% 거부, 모두 block"]);
  });

  it("draws ten instances on a page whose ids differ", () => {
    const started = Array.from({ length: 10 }, () => startVisual());
    for (const { update } of started) update(dataViewOf(two));
    const ids = started.flatMap(({ find }) => find("[id]").map(({ id }) => id));
    expect(ids.length).toBeGreaterThanOrEqual(10);
    expect(new Set(ids).size).toBe(ids.length);
    const [first, last] = [started[0]?.find(".part"), started[9]?.find(".part")];
    expect(last?.map((part) => part.getAttribute("d"))).toEqual(first?.map((part) => part.getAttribute("d")));
  });

  it("draws 30,000 rows of 500 hosts with at most 3,000 elements", async () => {
    const { draw, element, told } = startVisual({ width: 900, height: 700 });
    await draw(dataViewOf(buildFlows(500, 30000)));
    const count = element.querySelectorAll("*").length;
    expect(count).toBeGreaterThan(500);
    expect(count).toBeLessThanOrEqual(3000);
    expect(told.events).toEqual(["started", "finished"]);
  });

  it("draws what it drew before in the same way, whatever was on the canvas in between", async () => {
    const { draw, element } = startVisual();
    const drawing = (): string => svgText(element.querySelector("svg"));
    await draw(dataViewOf(two));
    const [fresh, rows] = [drawing(), buildFlows(30, 400)];
    await draw(dataViewOf(rows, { objects: { layout: { view: "matrix" }, multiples: { by: "rule" } } }));
    expect(drawing()).not.toBe(fresh);
    await draw(undefined);
    await draw(dataViewOf(two));
    expect(firstDifference(drawing(), fresh)).toBeUndefined();
  });

  it("draws the same whatever order the rows come in", async () => {
    const [rows, forth, back] = [buildFlows(40, 300), startVisual(), startVisual()];
    await forth.draw(dataViewOf(rows));
    await back.draw(dataViewOf([...rows].reverse()));
    const shapesOf = ({ find }: typeof forth): (string | null)[] =>
      find(".part, .arc path").map((path) => path.getAttribute("d"));
    expect(shapesOf(forth).length).toBeGreaterThan(100);
    expect(shapesOf(back)).toEqual(shapesOf(forth));
  });

  it("builds the formatting pane from the data view's settings", async () => {
    const { draw, visual } = startVisual();
    const paneText = (): string => JSON.stringify(visual.getFormattingModel());
    expect(paneText()).toContain('"value":24');
    await draw(dataViewOf(two, { objects: { grouping: { hostCount: 7 }, colors: { colorBy: "rule" } } }));
    expect(paneText()).toContain('"value":7');
    expect(paneText()).toContain('"displayName":"block"');
    await draw(undefined as powerbi.DataView | undefined);
    expect(paneText()).not.toContain('"displayName":"block"');
  });
});
