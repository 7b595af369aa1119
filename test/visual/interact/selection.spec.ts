import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findArc, findNamed, listParts } from "../helpers/find";
import { click, clickAtOnce, settle, waitUntil } from "../helpers/pointer";
import { startVisual, type StartedVisual, type StartOptions } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: "a", destination: "b", rule: "web", action: "Allow", value: 30 },
  { source: "a", destination: "b", rule: "block", action: "Deny", value: 10 },
  { source: "b", destination: "c", rule: "web", action: "Allow", value: 5 },
  { source: "c", destination: "c", rule: "web", action: "Allow", value: null },
];
const [aToB, aToBDenied, bToC, cToC] = ["a|b|web|Allow", "a|b|block|Deny", "b|c|web|Allow", "c|c|web|Allow"];
const [denied, next] = ["a sends 10 B to b (Deny, block).", "b sends 5 B to c (Allow, web)."];

async function start(options: StartOptions = {}): Promise<StartedVisual> {
  const started = startVisual(options);
  await started.draw(dataViewOf(rows));
  return started;
}

function names(started: StartedVisual): (string | null)[] {
  return started.find(".part.is-selected").map((part) => part.getAttribute("aria-label"));
}

describe("the selection", () => {
  it("selects the rows of a sub-ribbon, and fades the others", async () => {
    const started = await start();
    await click(findNamed(started.element, denied));
    expect(started.selectedKeys()).toEqual([aToBDenied]);
    expect(names(started)).toEqual([denied]);
    expect(started.element.querySelector("svg")?.classList).toContain("is-selecting");
    const [faded] = listParts(started.element, "b", "c");
    await Promise.all(faded?.getAnimations().map(({ finished }) => finished) ?? []);
    expect(faded && Number(getComputedStyle(faded).fillOpacity)).toBeLessThan(0.2);
  });

  it("is seen before the host has answered, and is taken back where it refuses", async () => {
    const started = await start({ refuses: true });
    clickAtOnce(findNamed(started.element, denied));
    expect(names(started)).toEqual([denied]);
    await settle();
    expect(names(started)).toEqual([]);
    expect(started.find("svg.is-selecting").length).toBe(0);
  });

  it("is seen before ids are made, where these are many", async () => {
    const started = startVisual();
    const many = Array.from({ length: 3000 }, (_, index) => ({
      source: "hub",
      destination: `h${index % 9}`,
      rule: `r${index}`,
      value: 1,
    }));
    await started.draw(dataViewOf(many));
    clickAtOnce(findArc(started.element, "hub sends"));
    expect(started.find(".arc.is-selected").length).toBe(10);
    expect(started.selectedKeys()).toEqual([]);
    await waitUntil(() => started.selectedKeys().length > 0);
    expect(started.selectedKeys().length).toBe(3000);
  });

  it("selects all rows of a host, also those that were not measured", async () => {
    const started = await start();
    await click(findArc(started.element, "c sends"));
    expect(started.selectedKeys().sort()).toEqual([bToC, cToC]);
  });

  it("selects what a label stands at", async () => {
    const started = await start();
    await click(started.find(".label").find(({ textContent }) => textContent === "c") ?? started.element);
    expect(started.selectedKeys().sort()).toEqual([bToC, cToC]);
  });

  it("selects an action in the legend, or a rule where colours stand for rules", async () => {
    const started = await start();
    await click(findNamed(started.element, "Legend entry for the action Deny"));
    expect(started.selectedKeys()).toEqual([aToBDenied]);
    await started.draw(dataViewOf(rows, { objects: { colors: { colorBy: "rule" } } }));
    await click(findNamed(started.element, "Legend entry for the rule web"));
    expect(started.selectedKeys().sort()).toEqual([aToB, bToC, cToC]);
  });

  it("selects what is drawn as one shape, row by row", async () => {
    const started = startVisual({ width: 900, height: 700 });
    const hosts = Array.from({ length: 60 }, (_, index) => `h${index}`);
    const dense = hosts.flatMap((source, s) =>
      hosts.map((destination, d) => ({ source, destination, action: "Allow", value: 1 + s * d })),
    );
    await started.draw(dataViewOf(dense, { objects: { layout: { view: "chord" }, grouping: { hostCount: 60 } } }));
    const [rest] = started.find(".rest");
    const [, count = ""] = /([\d,]+) connections/.exec(rest?.getAttribute("aria-label") ?? "") ?? [];
    expect(started.find(".rest").length).toBe(1);
    clickAtOnce(rest ?? started.element);
    await waitUntil(() => started.selectedKeys().length > 0);
    expect(started.selectedKeys().length).toBe(Number(count.replace(",", "")));
    expect(started.find(".rest.is-selected").length).toBe(1);
  });

  for (const key of ["ctrlKey", "metaKey", "shiftKey"] as const) {
    it(`${key} adds, and takes out again`, async () => {
      const started = await start();
      await click(findNamed(started.element, denied));
      await click(findNamed(started.element, next), { [key]: true });
      expect(started.selectedKeys().sort()).toEqual([aToBDenied, bToC].sort());
      await click(findNamed(started.element, denied), { [key]: true });
      expect(started.selectedKeys()).toEqual([bToC]);
    });
  }

  it("Ctrl on a host that is selected in part adds what it lacks", async () => {
    const started = await start();
    await click(findNamed(started.element, denied));
    await click(findArc(started.element, "a sends"), { ctrlKey: true });
    expect(started.selectedKeys().sort()).toEqual([aToB, aToBDenied].sort());
  });

  it("a second click on the only selection clears it", async () => {
    const started = await start();
    await click(findNamed(started.element, next));
    await click(findNamed(started.element, next));
    expect(started.selectedKeys()).toEqual([]);
    expect(started.element.querySelector("svg")?.classList).not.toContain("is-selecting");
  });

  it("a click on empty space clears", async () => {
    const started = await start();
    await click(findNamed(started.element, next));
    await click(started.find("svg")[0] ?? started.element);
    expect(started.selectedKeys()).toEqual([]);
    expect(started.find(".is-selected").length).toBe(0);
  });

  it("shows what a bookmark selects, also before anything was clicked", async () => {
    const started = await start();
    started.restore([bToC]);
    expect(names(started)).toEqual([next]);
    expect(findArc(started.element, "b sends").classList).toContain("is-selected");
    expect(findArc(started.element, "b sends").getAttribute("aria-selected")).toBe("false");
    expect(findNamed(started.element, next).getAttribute("aria-selected")).toBe("true");
  });

  it("leaves out ids of rows that it does not have", async () => {
    const started = await start();
    started.restore([bToC, "gone"]);
    expect(names(started)).toEqual([next]);
  });

  it("is kept over an update, and forgets rows that are gone", async () => {
    const started = await start();
    await click(findNamed(started.element, next));
    await started.draw(dataViewOf([...rows].reverse()));
    expect(names(started)).toEqual([next]);
    await started.draw(dataViewOf(rows.slice(0, 2)));
    expect(started.find(".is-selected").length).toBe(0);
  });

  it("does nothing where interactions are not allowed", async () => {
    const started = await start({ allowInteractions: false });
    await click(findNamed(started.element, next));
    findNamed(started.element, next).dispatchEvent(new MouseEvent("contextmenu", { bubbles: true }));
    await settle();
    expect(started.selectedKeys()).toEqual([]);
    expect(started.told.menus).toEqual([]);
  });
});

describe("the context menu", () => {
  it("opens for the largest row of a mark", async () => {
    const started = await start();
    const event = new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 12, clientY: 34 });
    findArc(started.element, "a sends").dispatchEvent(event);
    const [menu] = started.told.menus;
    expect(menu?.position).toEqual({ x: 12, y: 34 });
    expect((menu?.id as { getKey: () => string }).getKey()).toBe(aToB);
    expect(event.defaultPrevented).toBe(true);
  });

  it("is not missed where the host refuses it", async () => {
    const started = await start({ refuses: true });
    findArc(started.element, "a sends").dispatchEvent(new MouseEvent("contextmenu", { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(started.told.menus.length).toBe(1);
  });

  it("opens on the buttons over the diagram as on empty space", async () => {
    const started = await start();
    const button = started.element.querySelector(".modes button");
    const menu = new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 5, clientY: 6 });
    button?.dispatchEvent(menu);
    expect(menu.defaultPrevented).toBe(true);
    expect(started.told.menus).toEqual([{ id: {}, position: { x: 5, y: 6 } }]);
  });

  it("opens on empty space too, also where nothing is drawn", async () => {
    const started = await start();
    const menu = new MouseEvent("contextmenu", { bubbles: true, clientX: 1, clientY: 2 });
    started.find("svg")[0]?.dispatchEvent(menu);
    await started.draw(undefined);
    started.find("svg")[0]?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, clientX: 3, clientY: 4 }));
    expect(started.told.menus).toEqual([
      { id: {}, position: { x: 1, y: 2 } },
      { id: {}, position: { x: 3, y: 4 } },
    ]);
  });
});
