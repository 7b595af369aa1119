import { select } from "d3";
import type { PartMark } from "../../../src/layout/types";
import { nameMarks } from "../../../src/render/nameMarks";
import { markName, startChart, type DrawnChart } from "../helpers/chartOf";
import type { FlowRow } from "../helpers/dataViewOf";
import { buildFlows } from "../helpers/estate";

const two: FlowRow[] = [
  { source: "a", destination: "b", action: "Allow", rule: "web", value: 300 },
  { source: "a", destination: "b", action: "Deny", rule: "block", value: 100 },
  { source: "b", destination: "a", action: "Allow", rule: "web", value: 50 },
];

const inNets = (rows: readonly FlowRow[]): FlowRow[] =>
  rows.map((row) => ({
    ...row,
    source: ["net", row.source],
    destination: [String(row.destination).endsWith("4") ? "net" : "other", row.destination],
  }));

/** What changes in the svg while something is done. */
function listChanges({ svg }: DrawnChart, act: () => void): MutationRecord[] {
  const observer = new MutationObserver(() => undefined);
  observer.observe(svg, { subtree: true, attributes: true, childList: true, characterData: true });
  act();
  const changes = observer.takeRecords();
  observer.disconnect();
  return changes;
}

/** An element and all within it, a line each, with its attributes by name. */
function describeElement(element: Element): string[] {
  const named = [...element.attributes]
    .map(({ name, value }) => `${name}=${value}`)
    .filter((text) => text !== "class=");
  const text = element.children.length === 0 ? element.textContent : "";
  return [`${element.tagName} ${named.sort().join(" ")} ${text}`, ...[...element.children].flatMap(describeElement)];
}

describe("the drawing", () => {
  it("changes nothing when it is drawn again as it was", () => {
    const chart = startChart();
    const rows = inNets(buildFlows(30, 900));
    const request = { options: { showValues: true }, model: { expanded: ["net\u0000"] }, width: 900, height: 700 };
    chart.draw(rows, request);
    const changes = listChanges(chart, () => chart.draw(rows, request));
    const inMarks = changes.filter(({ target }) => (target as Element).closest(".part, .arc, .rest") !== null);
    expect(inMarks.length).toBe(0);
  });

  it("draws the same over something else as on an empty canvas", () => {
    const rows = buildFlows(30, 900);
    const requests = [
      { options: { showValues: true, labelOverflow: "wrap" as const } },
      { model: { expanded: ["net\u0000"] }, width: 900, height: 700 },
      { options: { view: "matrix" as const } },
      { isHighContrast: true },
      {},
    ];
    const reused = startChart();
    for (const request of [...requests, ...requests.slice().reverse()]) {
      reused.draw(request.model === undefined ? rows : inNets(rows), request);
      const fresh = startChart();
      fresh.draw(request.model === undefined ? rows : inNets(rows), request);
      const [drawn, wanted] = [reused, fresh].map(({ find }) => find("g.panels").flatMap(describeElement));
      const index = drawn?.findIndex((line, at) => line !== wanted?.[at]) ?? -1;
      expect(drawn?.[index]).withContext(JSON.stringify(request)).toBe(wanted?.[index]);
      expect(drawn?.length).toBe(wanted?.length ?? -1);
    }
  });

  it("names marks only when it is told to, and ribbons with their ends", () => {
    const { draw, find, scene } = startChart();
    draw(inNets(buildFlows(12, 200)), { model: { expanded: ["net\u0000"] } });
    expect(find("[aria-label]").length).toBe(0);
    nameMarks(scene, { nameOf: markName, labelOf: (slot) => `host ${slot}` });
    expect(find(".arc").every((arc) => arc.getAttribute("aria-label")?.startsWith("arc"))).toBe(true);
    expect(find(".group")[0]?.getAttribute("aria-label")).toBe("group net");
    for (const part of find(".part")) {
      const { mark } = select<SVGElement, { mark: PartMark }>(part).datum();
      expect(part.getAttribute("aria-label")).toBe(markName(mark));
      expect(part.getAttribute("data-source")).toBe(`host ${mark.link.source}`);
      expect(part.getAttribute("data-destination")).toBe(`host ${mark.link.target}`);
    }
  });

  it("draws what is highlighted over a faint whole, in one path for each fill", () => {
    const { draw, find, svg } = startChart();
    draw(two.map((row, index) => ({ ...row, highlight: index === 1 ? null : 20 })));
    expect(svg.classList).toContain("has-highlights");
    expect(find(".part").length).toBe(3);
    expect(find(".lits > .lit").length).toBe(1);
    expect(find(".lit")[0]?.getAttribute("d")?.match(/M/g)?.length).toBe(2);
    draw(two);
    expect(find(".lit").length).toBe(0);
  });

  it("puts values at the labels, in a lighter type behind the name or below it", () => {
    const { draw, find } = startChart();
    draw(two, { options: { showValues: true } });
    expect(find("text.label").map(({ textContent }) => textContent)).toEqual(["a0 B", "b1 B"]);
    const [name, value] = find("text.label tspan");
    expect([name?.getAttribute("class"), value?.getAttribute("class")]).toEqual([null, "value"]);
    expect(value?.getAttribute("fill")).not.toBe(find("text.label")[0]?.getAttribute("fill") ?? "");
    draw(two);
    expect(find("text.label tspan").length).toBe(0);
    expect(find("text.label").map(({ textContent }) => textContent)).toEqual(["a", "b"]);
  });

  it("shows which arcs can be opened, and brackets around what is open", () => {
    const { draw, find } = startChart();
    const rows = inNets(buildFlows(12, 200));
    draw(rows, { width: 900, height: 700 });
    expect(find(".arc .stack").length).toBe(2);
    expect(
      find("text.label.opens")
        .map(({ textContent }) => textContent)
        .sort(),
    ).toEqual(["net", "other"]);
    draw(rows, { model: { expanded: ["net\u0000"] }, width: 900, height: 700 });
    expect(find("text.label.opens").map(({ textContent }) => textContent)).toEqual(["other"]);
    const [group] = find("g.group.mark");
    expect(group?.textContent).toBe("net");
    const line = group?.querySelector("path.bracket");
    expect(group?.querySelector("textPath")?.getAttribute("href")).toBe(`#${line?.id ?? ""}`);
    expect(find("[id]").filter(({ id }) => id === line?.id).length).toBe(1);
  });

  it("draws small multiples a page at a time", () => {
    const { draw, find } = startChart();
    const rows = buildFlows(6, 400).map((row, index) => ({ ...row, smallMultiple: `p${index % 9}` }));
    const layout = draw(rows, { page: 1 });
    expect([layout.page, layout.pageCount]).toEqual([1, 2]);
    expect(find(".panel-title").map(({ textContent }) => textContent)).toEqual(["p8"]);
  });

  it("keeps within 3,000 elements with many hosts, many diagrams and highlights", () => {
    for (const [hosts, panels, count] of [
      [500, 1, 24],
      [60, 1, 60],
      [500, 1, 100],
      [60, 12, 24],
      [300, 40, 12],
    ] as const) {
      const { draw, svg } = startChart();
      const rows = buildFlows(hosts, 12000).map((row, index) => ({
        ...row,
        ...(panels > 1 && { smallMultiple: `p${index % panels}` }),
        highlight: index % 3 === 0 ? 10 : null,
      }));
      draw(rows, { width: 1600, height: 1000, model: { cutoff: { by: "count", count } } });
      const elements = svg.querySelectorAll("*").length;
      expect(elements).withContext(`${hosts} hosts in ${panels} diagrams`).toBeLessThanOrEqual(3000);
      expect(svg.querySelectorAll(".part").length).toBeGreaterThan(200);
    }
  });

  it("writes no number that is not one into the svg", () => {
    const { draw, svg } = startChart();
    const rows = [...two, { source: "a", destination: "b", action: "Allow", rule: "huge", value: 1.7e308 }, ...two];
    for (const widthScale of ["linear", "sqrt", "log"] as const) {
      for (const [width, height] of [
        [600, 400],
        [1, 1],
        [0, 300],
      ] as const) {
        draw([...rows, ...rows], {
          width,
          height,
          options: { ribbons: { widthScale, gap: 1, showHeads: true, hatch: "always" } },
        });
        expect(svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});
