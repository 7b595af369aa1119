import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findButton, findNamed, listArcs, listPairs, listParts } from "./helpers/find";
import { keptState } from "./helpers/kept";
import { click, hover, press } from "./helpers/pointer";
import { startVisual, type StartedVisual, type StartOptions } from "./helpers/startVisual";

const rows: FlowRow[] = [
  { source: "a", destination: "b", rule: "web", action: "Allow", value: 300 },
  { source: "a", destination: "b", rule: "block", action: "Deny", value: 100 },
  { source: "b", destination: "c", rule: "web", action: "Allow", value: 50 },
  { source: "c", destination: "c", rule: "web", action: "Allow", value: 5 },
];
const asMatrix = { objects: { layout: { view: "matrix" } } };

async function start(options: StartOptions = {}): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600, ...options });
  await started.draw(dataViewOf(rows, asMatrix));
  return started;
}

function viewOf({ find }: StartedVisual): string[] {
  return find(".panel").map(({ classList }) => (classList.contains("matrix") ? "matrix" : "chord"));
}

describe("the adjacency matrix", () => {
  it("shows the same pairs as the circle, and its rows and columns", async () => {
    const started = await start();
    expect(viewOf(started)).toEqual(["matrix"]);
    expect(listPairs(started.element)).toEqual(["a > b", "b > c", "c > c"]);
    expect(started.texts(".axis-title")).toEqual(jasmine.arrayWithExactContents(["Source", "Destination"]));
    expect(new Set(started.texts(".label"))).toEqual(new Set(["a", "b", "c"]));
    expect(started.texts(".line")).toEqual(["455 B among 3 hosts; 22% of Bytes denied, all by block"]);
  });

  it("puts sources in rows and destinations in columns", async () => {
    const { element, draw } = await start();
    await draw(dataViewOf(rows, { objects: { layout: { view: "matrix", order: "name" } } }));
    const boxOf = (source: string, destination: string): DOMRect =>
      listParts(element, source, destination)[0]?.getBoundingClientRect() ?? new DOMRect();
    const [ab, bc, cc] = [boxOf("a", "b"), boxOf("b", "c"), boxOf("c", "c")];
    expect(ab.bottom).toBeLessThan(bc.top);
    expect(bc.bottom).toBeLessThan(cc.top);
    expect(ab.right).toBeLessThan(bc.left);
    const middle = ({ left, right }: DOMRect): number => (left + right) / 2;
    expect(middle(bc)).toBeCloseTo(middle(cc), 0);
  });

  it("is one click away, and so is the way back", async () => {
    const started = startVisual({ width: 900, height: 600 });
    await started.draw(dataViewOf(rows));
    expect(viewOf(started)).toEqual(["chord"]);
    await click(findButton(started.element, "Matrix"));
    expect(viewOf(started)).toEqual(["matrix"]);
    expect(keptState(started.told).view).toBe("matrix");
    expect(findButton(started.element, "Matrix").getAttribute("aria-pressed")).toBe("true");
    await click(findButton(started.element, "Chord"));
    expect(viewOf(started)).toEqual(["chord"]);
    expect(started.find(".axis-title").length).toBe(0);
  });

  it("comes by itself where there are more hosts than a circle can show, unless the author wants the circle", async () => {
    const many = buildFlows(300, 6000);
    const shown = async (layout: object, hostCount = 100, width = 900): Promise<string[]> => {
      const started = startVisual({ width, height: 700 });
      await started.draw(dataViewOf(many, { objects: { layout, grouping: { hostCount } } }));
      return viewOf(started);
    };
    expect(await shown({})).toEqual(["matrix"]);
    expect(await shown({}, 24)).toEqual(["chord"]);
    expect(await shown({ view: "chord" })).toEqual(["chord"]);
    expect(await shown({}, 100, 300)).toEqual(["chord"]);
  });

  it("selects cells, rows, columns and entries of the legend like the circle", async () => {
    const started = await start();
    const [, denied] = listParts(started.element, "a", "b");
    await click(denied ?? started.element);
    expect(started.selectedKeys()).toEqual(["a|b|block|Deny"]);
    expect(started.find(".part.is-selected").length).toBe(1);
    await click(started.find(".label").find(({ textContent }) => textContent === "c") ?? started.element);
    expect(started.selectedKeys()).toEqual(["b|c|web|Allow", "c|c|web|Allow"]);
    await click(findNamed(started.element, "Legend entry for the action Deny"));
    expect(started.selectedKeys()).toEqual(["a|b|block|Deny"]);
    started.restore(["b|c|web|Allow"]);
    expect(started.find(".part.is-selected").map(({ dataset }) => dataset["source"])).toEqual(["b"]);
  });

  it("has tooltips, names and traces", async () => {
    const started = await start();
    const cell = findNamed(started.element, "a sends 100 B to b (Deny, block).");
    hover(cell);
    expect(started.told.tooltips.at(-1)?.dataItems.map(({ value }) => value)).toEqual([
      "a",
      "b",
      "Deny",
      "block",
      "100 B",
      "22%",
      "300 B",
    ]);
    expect(started.told.tooltips.at(-1)?.dataItems.at(-1)?.displayName).toBe("Also Allow");
    expect(started.find("svg.is-tracing").length).toBe(1);
    expect(started.find(".part.is-traced").map(({ dataset }) => dataset["source"])).toEqual(["a", "a"]);
    expect(listArcs(started.element)).toContain("a");
  });

  it("can be walked with the keyboard", async () => {
    const started = await start();
    started.find("svg.flow-chord")[0]?.focus();
    const names: (string | null | undefined)[] = [];
    for (let step = 0; step < 12; step++) {
      await press("ArrowRight");
      names.push(document.activeElement?.getAttribute("aria-label"));
    }
    expect(names).toContain("a sends 300 B to b (Allow, web).");
    expect(names).toContain("Legend entry for the action Deny.");
    expect(names.every((name) => (name ?? "") !== "")).toBe(true);
  });

  it("hatches what is denied, and shows highlights and high contrast", async () => {
    const started = startVisual({ width: 900, height: 600 });
    await started.draw(
      dataViewOf(
        rows.map((row, index) => ({ ...row, highlight: index === 1 ? 40 : null })),
        asMatrix,
      ),
    );
    const [allowed, denied] = listParts(started.element, "a", "b");
    expect(denied?.getAttribute("fill")).toMatch(/^url/);
    expect(allowed?.getAttribute("fill")).not.toMatch(/^url/);
    expect(started.find(".lit").length).toBe(1);
    const contrast = await start({ isHighContrast: true, foreground: "#ffffff", background: "#000000" });
    const colors = contrast
      .find(".flow-chord *")
      .flatMap((shape) => [shape.getAttribute("fill"), shape.getAttribute("stroke")]);
    const used = new Set(colors.filter((color) => color !== null && /^(?!none|url|transparent)/.test(color)));
    expect([...used].sort()).toEqual(["#000000", "#ffffff"]);
  });

  it("makes small multiples with cells of one size and one scale", async () => {
    const started = await start();
    await click(findButton(started.element, "By action"));
    expect(viewOf(started)).toEqual(["matrix", "matrix"]);
    expect(started.texts(".panel-title")).toEqual(["Allow", "Deny"]);
    const places = started.find("path.places").map((path) => path.getAttribute("stroke-width"));
    expect(places[0]).toBe(places[1] ?? "");
  });
});
