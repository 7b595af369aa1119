import { nothingHidden } from "../../src/model/hiding";
import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findButton, listArcs, listButtons } from "./helpers/find";
import { keptState } from "./helpers/kept";
import { click, hover } from "./helpers/pointer";
import { bandAngle, bandStart } from "./helpers/shapes";
import { startVisual, type StartedVisual } from "./helpers/startVisual";

const rows: FlowRow[] = [
  { source: "a", destination: "b", rule: "web", action: "Allow", value: 40, smallMultiple: "TCP" },
  { source: "c", destination: "b", rule: "web", action: "Allow", value: 20, smallMultiple: "TCP" },
  { source: "a", destination: "c", rule: "dns", action: "Allow", value: 20, smallMultiple: "UDP" },
  { source: "a", destination: "b", rule: "block", action: "Deny", value: 10, smallMultiple: "UDP" },
];
const plain = rows.map(({ source, destination, rule, action, value }) => ({
  source,
  destination,
  rule,
  action,
  value,
}));
const byValue = (count: number): FlowRow[] =>
  Array.from({ length: count }, (_, index) => ({ ...plain[0], value: 50 - index, smallMultiple: `p${index}` }));

function panelsOf({ find }: StartedVisual): SVGElement[] {
  return find(".panel");
}

describe("small multiples", () => {
  it("are one diagram for each value of the field, the largest first, each under its name", async () => {
    const started = startVisual({ width: 900 });
    await started.draw(dataViewOf(rows));
    expect(started.texts(".panel-title")).toEqual(["TCP", "UDP"]);
    expect(panelsOf(started).map((panel) => panel.querySelectorAll(".part").length)).toEqual([2, 2]);
  });

  it("of a blank value say so", async () => {
    const started = startVisual({ width: 900 });
    await started.draw(dataViewOf([...rows, { source: "a", destination: "b", value: 1, smallMultiple: null }]));
    expect(started.texts(".panel-title")).toEqual(["(Blank)", "TCP", "UDP"]);
  });

  it("have one scale: the same amount is as wide in each of them", async () => {
    const started = startVisual({ width: 900 });
    await started.draw(dataViewOf(rows));
    const [tcp, udp] = panelsOf(started).map((panel) => {
      const arcs = [...panel.querySelectorAll(".arc")];
      const named = arcs.find((arc) => arc.getAttribute("aria-label")?.startsWith("a sends"));
      return bandAngle(named?.querySelector(".outgoing"));
    });
    expect((tcp ?? 0) / (udp ?? 1)).toBeCloseTo(40 / 30, 2);
  });

  it("have their hosts in one order and on the same places", async () => {
    const started = startVisual({ width: 900 });
    await started.draw(dataViewOf(rows));
    const places = panelsOf(started).map((panel) =>
      [...panel.querySelectorAll(".arc")].map((arc) => bandStart(arc.querySelector(".outgoing"))),
    );
    expect(places[0]?.length).toBe(3);
    expect(places[0]?.[0]).toBeCloseTo(places[1]?.[0] ?? NaN, 3);
    const orders = panelsOf(started).map(listArcs);
    expect(orders).toEqual([
      ["a", "b", "c"],
      ["a", "b", "c"],
    ]);
  });

  it("are made of actions or of rules by one click, and of one diagram again", async () => {
    const started = startVisual({ width: 900 });
    await started.draw(dataViewOf(plain));
    expect(listButtons(started.element, "modes")).toEqual(["Chord", "Matrix", "One diagram", "By action", "By rule"]);
    await click(findButton(started.element, "By action"));
    expect(started.texts(".panel-title")).toEqual(["Allow", "Deny"]);
    expect(findButton(started.element, "By action").getAttribute("aria-pressed")).toBe("true");
    expect(findButton(started.element, "One diagram").getAttribute("aria-pressed")).toBe("false");
    expect(keptState(started.told)).toEqual({
      view: "auto",
      split: "action",
      expanded: [],
      hidden: nothingHidden,
      page: 0,
    });
    await click(findButton(started.element, "By rule"));
    expect(started.texts(".panel-title")).toEqual(["web", "dns", "block"]);
    await click(findButton(started.element, "One diagram"));
    expect(started.texts(".panel-title")).toEqual([]);
    expect(panelsOf(started).length).toBe(1);
    expect(keptState(started.told).split).toBe("field");
  });

  it("of a field are called so on the bar, and rules or actions take their place", async () => {
    const started = startVisual({ width: 900 });
    await started.draw(dataViewOf(rows));
    expect(listButtons(started.element, "modes")).toContain("By field");
    await click(findButton(started.element, "By rule"));
    expect(started.texts(".panel-title")).toEqual(["web", "dns", "block"]);
    await click(findButton(started.element, "By field"));
    expect(started.texts(".panel-title")).toEqual(["TCP", "UDP"]);
  });

  it("of a field that is gone are one diagram with all flows", async () => {
    for (const by of ["action", "rule", "field"]) {
      const started = startVisual();
      await started.draw(dataViewOf([{ source: "a", destination: "b", value: 5 }], { objects: { multiples: { by } } }));
      expect(started.find(".panel .part").length).toBe(1);
      expect(started.texts(".panel-title")).toEqual([]);
    }
  });

  it("are offered only where there is something to tell apart", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(plain.slice(0, 2)));
    expect(listButtons(started.element, "modes")).toEqual(["Chord", "Matrix"]);
  });

  it("tell amounts of their own diagram at their labels, or none", async () => {
    const started = startVisual({ width: 1200, height: 600 });
    await started.draw(dataViewOf(rows, { objects: { labels: { showValues: true } } }));
    const [, udp] = panelsOf(started);
    const labels = [...(udp?.querySelectorAll(".label") ?? [])].map(({ textContent }) => textContent);
    expect(labels.length).toBe(3);
    expect(labels.filter((text) => text.includes("40 B") || text.includes("60 B"))).toEqual([]);
  });

  it("select the rows of their own diagram, and say which one it is", async () => {
    const started = startVisual({ width: 900 });
    await started.draw(dataViewOf(rows));
    const [, udp] = panelsOf(started);
    const host = udp?.querySelector(".arc") ?? started.element;
    expect(host.getAttribute("aria-label")).toMatch(/^a sends 30 B and receives 0 B \(diagram UDP\)\.$/);
    hover(host);
    expect(started.told.tooltips.at(-1)?.dataItems[0]).toEqual({ displayName: "Diagram", value: "UDP" });
    await click(host);
    expect(started.selectedKeys()).toEqual(["a|c|dns|Allow|UDP", "a|b|block|Deny|UDP"]);
    expect(panelsOf(started).map((panel) => panel.querySelectorAll(".arc.is-selected").length)).toEqual([0, 3]);
  });
});

describe("pages of small multiples", () => {
  it("are turned with buttons where the diagrams do not fit, and nothing is left out", async () => {
    const started = startVisual({ width: 480, height: 400 });
    await started.draw(dataViewOf(byValue(14)));
    const seen = started.texts(".panel-title");
    const { element } = started;
    const pageText = (): string | undefined => element.querySelector<HTMLElement>(".pages")?.dataset["text"];
    expect(pageText()).toBe(`1 of ${Math.ceil(14 / seen.length)}`);
    expect(findButton(element, "Previous page").disabled).toBe(true);
    while (!findButton(element, "Next page").disabled) {
      await click(findButton(element, "Next page"));
      seen.push(...started.texts(".panel-title"));
    }
    expect(seen).toEqual(byValue(14).map(({ smallMultiple }) => String(smallMultiple)));
    expect(pageText()).toBe("3 of 3");
    expect(keptState(started.told).page).toBe(2);
    await click(findButton(element, "Previous page"));
    expect(pageText()).toBe("2 of 3");
  });

  it("keep one scale over all pages", async () => {
    const started = startVisual({ width: 300, height: 300 });
    await started.draw(dataViewOf(byValue(9).map((row, index) => ({ ...row, value: index < 4 ? 80 : 20 }))));
    const sent = (): number => bandAngle(started.find(".outgoing")[0]);
    const first = sent();
    while (!findButton(started.element, "Next page").disabled) await click(findButton(started.element, "Next page"));
    expect(first / sent()).toBeCloseTo(4, 1);
  });

  it("are one where a wider viewport has room for all", async () => {
    const started = startVisual({ width: 300, height: 300 });
    await started.draw(dataViewOf(byValue(6)));
    expect(listButtons(started.element, "pages")).toEqual(["Previous page", "Next page"]);
    await started.draw(dataViewOf(byValue(6)), { viewport: { width: 1200, height: 800 } });
    expect(listButtons(started.element, "pages")).toEqual([]);
    expect(started.texts(".panel-title").length).toBe(6);
  });

  it("beyond the last one, as a bookmark of more diagrams says, are the last one", async () => {
    const started = startVisual({ width: 480, height: 400 });
    await started.draw(dataViewOf(byValue(14), { objects: { state: { page: 99 } } }));
    expect(started.element.querySelector<HTMLElement>(".pages")?.dataset["text"]).toBe("3 of 3");
    expect(started.texts(".panel-title").at(-1)).toBe("p13");
  });

  it("are turned where interactions are not allowed too: else diagrams could not be seen", async () => {
    const started = startVisual({ width: 300, height: 300, allowInteractions: false });
    await started.draw(dataViewOf(byValue(9)));
    const [first] = started.texts(".panel-title");
    await click(findButton(started.element, "Next page"));
    expect(started.texts(".panel-title")[0]).not.toBe(first);
    expect(listButtons(started.element, "modes")).toEqual([]);
  });

  it("begin anew with another split", async () => {
    const started = startVisual({ width: 480, height: 400 });
    await started.draw(dataViewOf(byValue(14).map((row, index) => ({ ...row, rule: `r${index}` }))));
    await click(findButton(started.element, "Next page"));
    await click(findButton(started.element, "By rule"));
    expect(keptState(started.told)).toEqual({
      view: "auto",
      split: "rule",
      expanded: [],
      hidden: nothingHidden,
      page: 0,
    });
    expect(started.texts(".panel-title")[0]).toBe("r0");
  });
});

describe("the bar", () => {
  it("has no modes on a small visual, nor where the author wants none", async () => {
    const small = startVisual({ width: 240, height: 170 });
    await small.draw(dataViewOf(plain));
    expect(listButtons(small.element, "modes")).toEqual([]);
    const without = startVisual();
    await without.draw(dataViewOf(plain, { objects: { layout: { showControls: false } } }));
    expect(listButtons(without.element, "modes")).toEqual([]);
  });

  it("goes where there is nothing to draw", async () => {
    const { draw, element } = startVisual();
    await draw(dataViewOf(buildFlows(8, 60)));
    expect(element.querySelectorAll("button").length).toBeGreaterThan(3);
    await draw(undefined);
    expect(element.querySelectorAll(":not(.search) > button").length).toBe(0);
  });
});
