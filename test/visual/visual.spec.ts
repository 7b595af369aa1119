import type powerbi from "powerbi-visuals-api";
import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findNamed } from "./helpers/find";
import { startVisual, updateTypes } from "./helpers/startVisual";

const two: FlowRow[] = [
  { source: "10.0.0.4", destination: "10.0.0.5", action: "Allow", rule: "web", value: 300 },
  { source: "10.0.0.4", destination: "10.0.0.5", action: "Deny", rule: "block", value: 100 },
  { source: "10.0.0.5", destination: "10.0.0.4", action: "Allow", rule: "web", value: 50 },
];

describe("the visual", () => {
  it("draws one ribbon for each pair that is shown, both directions apart", () => {
    const { update, find } = startVisual();
    update(dataViewOf(two));
    const pairs = find(".ribbon").map(({ dataset }) => `${dataset["source"] ?? ""} ${dataset["destination"] ?? ""}`);
    expect(pairs.sort()).toEqual(["10.0.0.4 10.0.0.5", "10.0.0.5 10.0.0.4"]);
  });

  it("splits a ribbon by action, then rule", () => {
    const { update, find } = startVisual();
    update(dataViewOf(two));
    const ribbon = find(".ribbon[data-source='10.0.0.4']")[0];
    const names = [...(ribbon?.querySelectorAll(".part") ?? [])].map((part) => part.getAttribute("aria-label"));
    expect(names).toEqual(["10.0.0.4 to 10.0.0.5: 300 Bytes Allow web", "10.0.0.4 to 10.0.0.5: 100 Bytes Deny block"]);
  });

  it("gives a host that only receives its arc", () => {
    const { update, element } = startVisual();
    update(dataViewOf([{ source: "a", destination: "b", value: 7 }]));
    const arc = findNamed(element, "b: sends 0 Bytes, receives 7 Bytes");
    expect(arc.querySelector(".incoming")?.getAttribute("d")).toMatch(/^M.*Z$/);
    expect(arc.querySelector(".outgoing")?.getAttribute("d")).toBe("");
  });

  it("draws flows of a host to itself", () => {
    const { update, find, texts } = startVisual();
    update(dataViewOf([{ source: "a", destination: "a", value: 7 }]));
    expect(texts(".line")).toEqual(["1 host, 7 Bytes"]);
    expect(find(".ribbon .part").length).toBe(1);
    expect(find(".ribbon .part")[0]?.getAttribute("d")).not.toContain("NaN");
  });

  it("works from source and destination alone and counts rows", () => {
    const { update, find, texts } = startVisual();
    update(dataViewOf(two.map(({ source, destination }) => ({ source, destination }))));
    expect(find(".ribbon").length).toBe(2);
    expect(texts(".line")).toEqual(["2 hosts, 3 rows"]);
    expect(find(".legend-item").length).toBe(0);
    expect(texts(".band-text")).toEqual(["Sends", "Receives"]);
  });

  it("hatches denied flows in both colour modes", () => {
    for (const colorBy of ["action", "rule"]) {
      const { update, element } = startVisual();
      update(dataViewOf(two, { objects: { colors: { colorBy } } }));
      expect(findNamed(element, "10.0.0.4 to 10.0.0.5: 100 Bytes Deny").getAttribute("fill")).toMatch(/^url\(#/);
      expect(findNamed(element, "10.0.0.5 to 10.0.0.4").getAttribute("fill")).not.toMatch(/^url/);
    }
  });

  it("hatches the outline of denied flows too, since a thin ribbon is nothing but outline", () => {
    const { update, element } = startVisual();
    update(dataViewOf(two));
    expect(findNamed(element, "10.0.0.4 to 10.0.0.5: 100 Bytes Deny").getAttribute("stroke")).toMatch(/^url\(#/);
    expect(findNamed(element, "10.0.0.5 to 10.0.0.4").getAttribute("stroke")).not.toMatch(/^url/);
  });

  it("says in the legend what the hatch means before it names the rules", () => {
    const { update, texts } = startVisual();
    update(dataViewOf(two, { objects: { colors: { colorBy: "rule" } } }));
    expect(texts(".legend text")[0]).toBe("Deny");
  });

  it("does not call denied flows without a measure 0 %", () => {
    const { update, texts } = startVisual();
    const denied = { source: "c", destination: "10.0.0.5", action: "Deny", rule: "block", value: null };
    update(dataViewOf([{ source: "10.0.0.4", destination: "10.0.0.5", action: "Allow", value: 300 }, denied]));
    expect(texts(".line")).toEqual(["2 hosts, 300 Bytes", "Rows not measured: 1"]);
  });

  it("says how much of the total is seen", () => {
    const { update, texts } = startVisual({ width: 1000 });
    const rows = Array.from({ length: 10 }, (_, index) => {
      return { source: `h${index}`, destination: "x", value: 10 ** (9 - index), action: "Allow" };
    });
    const farRow = { source: "far", destination: "away", value: 90000000, action: "Deny" };
    update(dataViewOf([...rows, farRow], { objects: { layout: { hostCount: 2 } } }));
    expect(texts(".line")).toEqual([
      "2 of 13 hosts shown = 92.5% of Bytes; 7.5% runs among Others, not drawn; 7.5% denied",
    ]);
  });

  it("leaves Others out when the author wants that, and says so", () => {
    const { update, texts, find } = startVisual();
    const rows = buildFlows(50, 400);
    update(dataViewOf(rows, { objects: { layout: { hostCount: 5, showOthers: false } } }));
    expect(texts(".line")[0]).toContain("touches hosts not shown");
    expect(find(".arc").length).toBe(5);
  });

  it("draws one diagram for each value of small multiples, and says how many are not shown", () => {
    const { update, find, texts } = startVisual({ width: 1200, height: 800 });
    const rows = Array.from({ length: 15 }, (_, index) => ({
      source: "a",
      destination: "b",
      value: 15 - index,
      smallMultiple: `p${index}`,
    }));
    update(dataViewOf(rows));
    expect(find(".panel").length).toBe(12);
    expect(texts(".panel-title").slice(0, 3)).toEqual(["p0", "p1", "p2"]);
    expect(texts(".line")[1]).toBe("3 of 15 diagrams not shown = 5%");
  });

  it("draws highlights as the solid part of a faint whole, fractions too", () => {
    const { update, find, element } = startVisual();
    update(dataViewOf(two.map((row, index) => ({ ...row, highlight: index === 0 ? 0.5 : null }))));
    expect(element.querySelector("svg")?.classList).toContain("has-highlights");
    expect(find(".part").length).toBe(3);
    expect(find(".lit").length).toBe(1);
    expect(getComputedStyle(find(".part")[0] ?? element).opacity).toBe("0.22");
  });

  it("uses the host's two colours only in high contrast", () => {
    const { update, find } = startVisual({ isHighContrast: true, foreground: "#ffff00", background: "#000000" });
    update(dataViewOf(two, { objects: { colors: { allowColor: { solid: { color: "#123456" } } } } }));
    const painted = find("path, rect, text, polyline").flatMap((shape) => [
      shape.getAttribute("fill"),
      shape.getAttribute("stroke"),
    ]);
    const colors = new Set(painted.filter((color) => color !== null && color !== "none" && !color.startsWith("url")));
    expect([...colors].sort()).toEqual(["#000000", "#ffff00"]);
  });

  it("speaks Korean", () => {
    const { update, texts } = startVisual({ locale: "ko-KR" });
    update(dataViewOf(two));
    expect(texts(".line")).toEqual(["호스트 2개, 450 Bytes; 22.2% 거부"]);
  });

  it("draws ten instances on a page whose ids differ", () => {
    const started = Array.from({ length: 10 }, () => startVisual());
    for (const { update } of started) update(dataViewOf(two));
    const ids = started.flatMap(({ find }) => find("[id]").map(({ id }) => id));
    expect(ids.length).toBeGreaterThanOrEqual(10);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("draws 30,000 rows of 500 hosts with at most 3,000 elements", () => {
    const { update, element, told } = startVisual({ width: 900, height: 700 });
    update(dataViewOf(buildFlows(500, 30000)));
    const count = element.querySelectorAll("*").length;
    expect(count).toBeGreaterThan(500);
    expect(count).toBeLessThanOrEqual(3000);
    expect(told.events).toEqual(["started", "finished"]);
  });

  it("builds the formatting pane from the data view's settings", () => {
    const { update, visual } = startVisual();
    update(dataViewOf(two, { objects: { layout: { hostCount: 7 } } }));
    expect(JSON.stringify(visual.getFormattingModel().cards[0])).toContain('"value":7');
  });

  it("reads the rows once for a resize or a change of style", () => {
    const { update, find, told } = startVisual();
    let reads = 0;
    const dataView = dataViewOf(two);
    const counted = {
      ...dataView,
      get categorical() {
        reads++;
        return dataView.categorical;
      },
    };
    update(counted as powerbi.DataView);
    const readsOfData = reads;
    update(counted as powerbi.DataView, { type: updateTypes.resize, viewport: { width: 300, height: 300 } });
    update(counted as powerbi.DataView, { type: updateTypes.style });
    expect(readsOfData).toBeGreaterThan(0);
    expect(reads).toBe(readsOfData);
    expect(find(".ribbon").length).toBe(2);
    expect(told.events.length).toBe(6);
  });
});
