import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findNamed } from "../helpers/find";
import { click, settle } from "../helpers/pointer";
import { startVisual, type StartedVisual, type StartOptions } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: "a", destination: "b", rule: "web", action: "Allow", value: 30 },
  { source: "a", destination: "b", rule: "block", action: "Deny", value: 10 },
  { source: "b", destination: "c", rule: "web", action: "Allow", value: 5 },
  { source: "c", destination: "c", rule: "web", action: "Allow", value: null },
];
const [aToB, aToBDenied, bToC, cToC] = ["a|b|web|Allow", "a|b|block|Deny", "b|c|web|Allow", "c|c|web|Allow"];

function start(options: StartOptions = {}): StartedVisual {
  const started = startVisual(options);
  started.update(dataViewOf(rows));
  return started;
}

function names(started: StartedVisual): (string | null)[] {
  return started.find(".part.is-selected").map((part) => part.getAttribute("aria-label"));
}

describe("the selection", () => {
  it("selects the rows of a sub-ribbon, and fades the others", async () => {
    const started = start();
    await click(findNamed(started.element, "a to b: 10 Bytes Deny"));
    expect(started.selectedKeys()).toEqual([aToBDenied]);
    expect(names(started)).toEqual(["a to b: 10 Bytes Deny block"]);
    expect(started.element.querySelector("svg")?.classList).toContain("is-selecting");
  });

  it("selects all rows of a host, also those that were not measured", async () => {
    const started = start();
    await click(findNamed(started.element, "c: "));
    expect(started.selectedKeys().sort()).toEqual([bToC, cToC]);
  });

  it("selects an action in the legend", async () => {
    const started = start();
    await click(findNamed(started.element, "Action Deny"));
    expect(started.selectedKeys()).toEqual([aToBDenied]);
  });

  for (const key of ["ctrlKey", "metaKey", "shiftKey"] as const) {
    it(`${key} adds, and takes out again`, async () => {
      const started = start();
      await click(findNamed(started.element, "a to b: 10 Bytes Deny"));
      await click(findNamed(started.element, "b to c"), { [key]: true });
      expect(started.selectedKeys().sort()).toEqual([aToBDenied, bToC].sort());
      await click(findNamed(started.element, "a to b: 10 Bytes Deny"), { [key]: true });
      expect(started.selectedKeys()).toEqual([bToC]);
    });
  }

  it("Ctrl on a host that is selected in part adds what it lacks", async () => {
    const started = start();
    await click(findNamed(started.element, "a to b: 10 Bytes Deny"));
    await click(findNamed(started.element, "a: "), { ctrlKey: true });
    expect(started.selectedKeys().sort()).toEqual([aToB, aToBDenied].sort());
  });

  it("a second click on the only selection clears it", async () => {
    const started = start();
    await click(findNamed(started.element, "b to c"));
    await click(findNamed(started.element, "b to c"));
    expect(started.selectedKeys()).toEqual([]);
    expect(started.element.querySelector("svg")?.classList).not.toContain("is-selecting");
  });

  it("a click on empty space clears", async () => {
    const started = start();
    await click(findNamed(started.element, "b to c"));
    await click(started.find("svg")[0] ?? started.element);
    expect(started.selectedKeys()).toEqual([]);
    expect(started.find(".is-selected").length).toBe(0);
  });

  it("shows what a bookmark selects, also before anything was clicked", () => {
    const started = start();
    started.restore([bToC]);
    expect(names(started)).toEqual(["b to c: 5 Bytes Allow web"]);
    expect(findNamed(started.element, "b: ").classList).toContain("is-selected");
    expect(findNamed(started.element, "b: ").getAttribute("aria-selected")).toBe("false");
    expect(findNamed(started.element, "b to c").getAttribute("aria-selected")).toBe("true");
  });

  it("leaves out ids of rows that it does not have", () => {
    const started = start();
    started.restore([bToC, "gone"]);
    expect(names(started)).toEqual(["b to c: 5 Bytes Allow web"]);
  });

  it("is kept over an update, and forgets rows that are gone", async () => {
    const started = start();
    await click(findNamed(started.element, "b to c"));
    started.update(dataViewOf([...rows].reverse()));
    expect(names(started)).toEqual(["b to c: 5 Bytes Allow web"]);
    started.update(dataViewOf(rows.slice(0, 2)));
    expect(started.find(".is-selected").length).toBe(0);
  });

  it("does nothing where interactions are not allowed", async () => {
    const started = start({ allowInteractions: false });
    await click(findNamed(started.element, "b to c"));
    findNamed(started.element, "b to c").dispatchEvent(new MouseEvent("contextmenu", { bubbles: true }));
    await settle();
    expect(started.selectedKeys()).toEqual([]);
    expect(started.told.menus).toEqual([]);
  });
});

describe("the context menu", () => {
  it("opens for the largest row of a mark", () => {
    const started = start();
    const event = new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 12, clientY: 34 });
    findNamed(started.element, "a: ").dispatchEvent(event);
    const [menu] = started.told.menus;
    expect(menu?.position).toEqual({ x: 12, y: 34 });
    expect((menu?.id as { getKey: () => string }).getKey()).toBe(aToB);
    expect(event.defaultPrevented).toBe(true);
  });

  it("opens on empty space too", () => {
    const started = start();
    started.find("svg")[0]?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, clientX: 1, clientY: 2 }));
    expect(started.told.menus).toEqual([{ id: {}, position: { x: 1, y: 2 } }]);
  });
});
