import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findArc, findButton, findNamed, findText, listArcs, listButtons, listPairs } from "../helpers/find";
import { keptState } from "../helpers/kept";
import { click, doubleClick, hover, press } from "../helpers/pointer";
import { startVisual, type StartedVisual, type StartOptions } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: ["hub", "web", "w1"], destination: ["spoke", "db", "d1"], action: "Allow", value: 500 },
  { source: ["hub", "web", "w2"], destination: ["spoke", "db", "d1"], action: "Allow", value: 300 },
  { source: ["hub", "app", "a1"], destination: ["spoke", "db", "d2"], action: "Deny", value: 100 },
  { source: ["spoke", "db", "d1"], destination: ["hub", "web", "w1"], action: "Allow", value: 50 },
];
const [hub, spoke, web] = ["hub\u0000", "spoke\u0000", "hub\u0000web\u0000"];

async function start(options: StartOptions = {}): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600, ...options });
  await started.draw(dataViewOf(rows));
  return started;
}

function labelOf({ element }: StartedVisual, text: string): SVGElement {
  return findText(element, ".label", text);
}

function bracketOf({ element }: StartedVisual, text: string): SVGElement {
  return findNamed(element, `The open group ${text} with`);
}

describe("a group of hosts", () => {
  it("stands for its hosts, and says that it can be opened", async () => {
    const started = await start();
    expect(listArcs(started.element)).toEqual(["The group hub", "The group spoke"]);
    expect(started.texts(".label")).toEqual(["▸ hub (3)", "▸ spoke (2)"]);
    expect(started.texts(".line")).toEqual(["950 B among 5 hosts; 10.5% of Bytes denied"]);
    hover(findArc(started.element, "The group hub"));
    expect(started.told.tooltips.at(-1)?.dataItems.at(-1)).toEqual({ displayName: "To open", value: "click the name" });
  });

  it("opens in its place with a click on its name, level by level", async () => {
    const started = await start();
    await click(labelOf(started, "hub"));
    expect(listArcs(started.element)).toEqual(["The group web", "The group app", "The group spoke"]);
    await click(labelOf(started, "web"));
    expect(listArcs(started.element)).toEqual(["w1", "w2", "The group app", "The group spoke"]);
    expect(started.texts("g.group text")).toEqual(["hub", "web"]);
    expect(listPairs(started.element)).toEqual([
      "app (1) > spoke (2)",
      "spoke (2) > w1",
      "w1 > spoke (2)",
      "w2 > spoke (2)",
    ]);
    expect(started.selectedKeys()).toEqual([]);
    expect(keptState(started.told).expanded).toEqual([hub, web]);
  });

  it("opens with a double click on its name, that level alone, and selects nothing", async () => {
    const started = await start();
    const [x, y] = [10, 20];
    const at = (detail: number): MouseEventInit => ({ detail, clientX: x, clientY: y });
    await click(labelOf(started, "hub"), at(1));
    // What has come under the pointer meanwhile: another name, and an arc.
    await click(labelOf(started, "web"), at(2));
    findArc(started.element, "The group web").dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    expect(listArcs(started.element)).toEqual(["The group web", "The group app", "The group spoke"]);
    await click(labelOf(started, "spoke"), at(1));
    await click(findArc(started.element, "The group db"), at(2));
    expect(started.selectedKeys()).toEqual([]);
    await click(findArc(started.element, "The group db"), at(1));
    expect(started.selectedKeys().length).toBeGreaterThan(0);
  });

  it("opens with a double click on its arc, which selects nothing in the end", async () => {
    const started = await start();
    await doubleClick(findArc(started.element, "The group spoke"));
    expect(listArcs(started.element)).toEqual(["The group hub", "The group db"]);
    expect(started.selectedKeys()).toEqual([]);
  });

  it("is selected by a click on its arc, with all rows of its hosts", async () => {
    const started = await start();
    await click(findArc(started.element, "The group hub"));
    expect(started.selectedKeys().length).toBe(4);
    expect(listArcs(started.element).length).toBe(2);
  });

  it("opens and closes with + and - on the keyboard, which keeps the focus in the diagram", async () => {
    const started = await start();
    started.find("svg.flow-chord")[0]?.focus();
    await press("ArrowRight");
    await press("+");
    expect(listArcs(started.element)).toEqual(["The group web", "The group app", "The group spoke"]);
    expect(started.find("svg.flow-chord")[0]?.contains(document.activeElement)).toBe(true);
    findArc(started.element, "The group app").focus();
    await press("-");
    expect(listArcs(started.element)).toEqual(["The group hub", "The group spoke"]);
    expect(started.find("svg.flow-chord")[0]?.contains(document.activeElement)).toBe(true);
  });

  it("does not lose the focus where what had it is gone", async () => {
    const started = await start();
    await click(labelOf(started, "hub"));
    bracketOf(started, "hub").focus();
    await press("-");
    expect(started.find("g.group").length).toBe(0);
    expect(document.activeElement).toBe(findArc(started.element, "The group hub"));
    await click(labelOf(started, "hub"));
    const crumb = findButton(started.element, "All");
    crumb.focus();
    await click(crumb);
    expect(document.activeElement).toBe(started.find("svg.flow-chord")[0] ?? null);
  });

  it("closes with a click on its bracket, and what is open in it too", async () => {
    const started = await start();
    await click(labelOf(started, "spoke"));
    await click(labelOf(started, "hub"));
    await click(labelOf(started, "web"));
    hover(bracketOf(started, "hub"));
    expect(started.told.tooltips.at(-1)?.dataItems.at(-1)).toEqual({ displayName: "To close", value: "click here" });
    await click(bracketOf(started, "hub"));
    expect(listArcs(started.element)).toEqual(["The group hub", "The group db"]);
    expect(keptState(started.told).expanded).toEqual([spoke]);
  });

  it("closes with the crumb before it", async () => {
    const started = await start();
    await click(labelOf(started, "hub"));
    await click(labelOf(started, "web"));
    expect(listButtons(started.element, "crumbs")).toEqual(["All", "hub", "web"]);
    await click(findButton(started.element, "hub"));
    expect(listArcs(started.element)).toEqual(["The group web", "The group app", "The group spoke"]);
    await click(findButton(started.element, "All"));
    expect(listArcs(started.element)).toEqual(["The group hub", "The group spoke"]);
    expect(listButtons(started.element, "crumbs")).toEqual([]);
    expect(keptState(started.told).expanded).toEqual([]);
  });

  it("keeps the sum of what goes in and out when it is opened", async () => {
    const started = await start();
    const sent = (): number[] =>
      started.find(".arc").map((arc) => Number(/sends (\d+)/.exec(arc.getAttribute("aria-label") ?? "")?.[1] ?? 0));
    const total = (): number => sent().reduce((sum, amount) => sum + amount, 0);
    expect(total()).toBe(950);
    await click(labelOf(started, "hub"));
    await click(labelOf(started, "spoke"));
    expect(total()).toBe(950);
  });

  it("has Others of its own where it has many members", async () => {
    const started = startVisual({ width: 900, height: 600 });
    const many = Array.from({ length: 40 }, (_, host) => ({
      source: ["hub", `h${host}`],
      destination: ["spoke", "d"],
      value: 100 - host,
    }));
    await started.draw(dataViewOf(many));
    await click(labelOf(started, "hub"));
    expect(listArcs(started.element)).toContain("Others in hub (28)");
    expect(started.find(".arc").length).toBe(14);
    const [host] = started.find(".label").filter(({ textContent }) => textContent === "h3");
    await click(host ?? started.element);
    expect(started.selectedKeys()).toEqual(["hub|h3|spoke|d"]);
  });

  it("stays closed where interactions are not allowed", async () => {
    const started = await start({ allowInteractions: false });
    await click(labelOf(started, "hub"));
    await doubleClick(findArc(started.element, "The group hub"));
    expect(listArcs(started.element)).toEqual(["The group hub", "The group spoke"]);
    expect(started.told.persisted).toEqual([]);
  });

  it("opens in a table too, by its row or its column", async () => {
    const started = startVisual({ width: 900, height: 600 });
    await started.draw(dataViewOf(rows, { objects: { layout: { view: "matrix" } } }));
    const [name] = started.find(".label.opens").filter(({ textContent }) => textContent.includes("hub"));
    await click(name ?? started.element);
    expect(new Set(listArcs(started.element))).toEqual(new Set(["The group web", "The group app", "The group spoke"]));
    expect(listButtons(started.element, "crumbs")).toEqual(["All", "hub"]);
  });
});

describe("groups by prefix", () => {
  const addresses: FlowRow[] = [
    { source: "10.1.0.4", destination: "10.2.0.5", value: 70 },
    { source: "10.1.0.5", destination: "10.2.0.5", value: 20 },
    { source: "10.1.0.4", destination: "2001:db8:1::5", value: 9 },
    { source: "2001:db8:1::7", destination: "workstation", value: 1 },
  ];
  const grouping = (lengths: Record<string, number>): { objects: Record<string, object> } => ({
    objects: { grouping: { by: "prefix", ...lengths } },
  });

  it("put addresses of both families together by the lengths that the author gives", async () => {
    const started = startVisual({ width: 900, height: 600 });
    await started.draw(dataViewOf(addresses, grouping({ ipv4Length: 16, ipv6Length: 48 })));
    expect(listArcs(started.element).sort()).toEqual([
      "10.2.0.5",
      "The group 10.1.0.0/16",
      "The group 2001:db8:1::/48",
      "workstation",
    ]);
    await click(labelOf(started, "10.1.0.0/16"));
    expect(listArcs(started.element)).toContain("10.1.0.4");
    expect(started.texts("g.group text")).toEqual(["10.1.0.0/16"]);
  });

  it("follow another length at once, and forget a group that is none then", async () => {
    const started = startVisual({ width: 900, height: 600 });
    const opened = { state: { expanded: JSON.stringify(["10.1.0.0/16\u0000"]) } };
    const view = (length: number): ReturnType<typeof dataViewOf> =>
      dataViewOf(addresses, { objects: { ...grouping({ ipv4Length: length }).objects, ...opened } });
    await started.draw(view(16));
    expect(listButtons(started.element, "crumbs")).toEqual(["All", "10.1.0.0/16"]);
    await started.draw(view(8));
    expect(listArcs(started.element)).toContain("The group 10.0.0.0/8");
    expect(listButtons(started.element, "crumbs")).toEqual([]);
  });

  it("choose lengths by themselves, so that there are no more groups than places", async () => {
    const started = startVisual({ width: 900, height: 600 });
    const hosts = Array.from({ length: 300 }, (_, index) =>
      `10.${index % 20}.${index}.7`.replace(/\.(\d{3})\./, ".9."),
    );
    await started.draw(
      dataViewOf(
        hosts.map((source) => ({ source, destination: "10.0.0.1", value: 1 })),
        grouping({}),
      ),
    );
    const arcs = listArcs(started.element);
    expect(arcs.length).toBeGreaterThan(5);
    expect(arcs.length).toBeLessThanOrEqual(24);
    expect(arcs.some((name) => name.startsWith("Others"))).toBe(false);
  });
});
