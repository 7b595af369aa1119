import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { findArc, findButton, findText, listParts } from "./helpers/find";
import { click, press, settle } from "./helpers/pointer";
import { startVisual, type StartedVisual, type StartOptions } from "./helpers/startVisual";

const rows: FlowRow[] = [
  { source: "10.1.0.4", destination: "10.2.0.1", action: "Allow", value: 600 },
  { source: "10.1.0.5", destination: "10.2.0.1", action: "Allow", value: 300 },
  { source: "192.0.2.9", destination: "10.2.0.2", action: "Deny", value: 80 },
  { source: "192.0.2.10", destination: "10.2.0.2", action: "Deny", value: 20 },
  { source: "198.51.100.7", destination: "10.2.0.2", action: "Deny", value: null },
];

async function start(options: StartOptions = {}, objects = {}): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600, ...options });
  await started.draw(dataViewOf(rows, { objects }));
  return started;
}

function fieldOf({ element }: StartedVisual): HTMLInputElement {
  const field = element.querySelector<HTMLInputElement>(".search input");
  if (field === null) throw new Error("there is no search field");
  return field;
}

async function look(started: StartedVisual, text: string): Promise<void> {
  if (started.find(".search.is-open").length === 0) await click(findButton(started.element, "Find hosts"));
  const field = fieldOf(started);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

/** What the box says, and all of it. */
function told(started: StartedVisual): (string | null)[] {
  const output = started.element.querySelector(".search output");
  return [output?.textContent ?? null, output?.getAttribute("title") ?? null];
}

function isFaded(element: Element | undefined, property: "opacity" | "fill-opacity"): boolean {
  if (element === undefined) throw new Error("there is no such element");
  return Number(getComputedStyle(element).getPropertyValue(property)) < 0.3;
}

describe("the search for hosts", () => {
  it("opens with its button, with room of its own, and has the focus", async () => {
    const started = await start();
    const top = (): number => Number(started.find(".legend-item text")[0]?.getAttribute("y"));
    const before = top();
    await click(findButton(started.element, "Find hosts"));
    expect(document.activeElement).toBe(fieldOf(started));
    expect(top() - before).toBeCloseTo(28, 0);
    await click(findButton(started.element, "Close the search"));
    expect(top()).toBe(before);
    expect(document.activeElement).toBe(started.find("svg.flow-chord")[0] ?? null);
  });

  it("opens with / and with Ctrl+F on the canvas", async () => {
    for (const [key, keys] of [
      ["/", {}],
      ["f", { ctrlKey: true }],
    ] as const) {
      const started = await start();
      started.find("svg.flow-chord")[0]?.focus();
      await press(key, keys);
      expect(document.activeElement).toBe(fieldOf(started));
    }
  });

  it("marks the hosts of a prefix and what runs there, and fades the rest", async () => {
    const started = await start();
    await look(started, "192.0.2.0/24");
    expect(started.find(".arc.is-wanted").length).toBe(2);
    expect(getComputedStyle(findText(started.element, ".label", "192.0.2.9")).textDecorationLine).toBe("underline");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isFaded(listParts(started.element, "192.0.2.9", "10.2.0.2")[0], "fill-opacity")).toBe(false);
    expect(isFaded(listParts(started.element, "10.1.0.4", "10.2.0.1")[0], "fill-opacity")).toBe(true);
    expect(isFaded(findArc(started.element, "10.2.0.2"), "opacity")).toBe(false);
    expect(isFaded(findArc(started.element, "10.1.0.4"), "opacity")).toBe(true);
  });

  it("counts what it finds, as it is typed", async () => {
    const started = await start();
    await look(started, "10.1.");
    expect(told(started)[0]).toBe("2 hosts: 900 B (90%)");
    await look(started, "10.1.0.4");
    expect(told(started)[0]).toBe("1 host: 600 B (60%)");
    await look(started, "10.1.0.4x");
    expect(told(started)).toEqual(["No host found", "No host found"]);
    await look(started, "");
    expect(told(started)).toEqual(["", ""]);
    expect(started.find(".flow-chord.is-finding").length).toBe(0);
  });

  it("says which of them have no arc of their own", async () => {
    const started = await start({}, { grouping: { hostCount: 4 } });
    await look(started, "192.0.2.0/24, 198.51.100.7");
    expect(told(started)).toEqual([
      "3 hosts: 100 B (10%)",
      "3 hosts: 100 B (10%) · In groups or Others: 2 · Not drawn: 1",
    ]);
    expect(findArc(started.element, "Others").classList).toContain("is-wanted");
  });

  it("does not count what is hidden", async () => {
    const hidden = JSON.stringify({ actions: ["Deny"], rules: [] });
    const started = await start({}, { state: { hidden } });
    await look(started, "192.0.2.0/24");
    expect(told(started)[0]).toBe("No host found");
  });

  it("selects what it finds with Enter, and adds it with Ctrl", async () => {
    const started = await start();
    await look(started, "10.1.0.4");
    await press("Enter");
    expect(started.selectedKeys()).toEqual(["10.1.0.4|10.2.0.1|Allow"]);
    await look(started, "192.0.2.9");
    await press("Enter", { ctrlKey: true });
    expect(started.selectedKeys().length).toBe(2);
    await look(started, "nobody");
    await press("Enter");
    expect(started.selectedKeys().length).toBe(2);
  });

  it("goes to the first host with the arrow down, and leaves with Esc: first the text, then the box", async () => {
    const started = await start();
    await look(started, "192.0.2.9");
    await press("ArrowDown");
    expect(document.activeElement).toBe(findArc(started.element, "192.0.2.9"));
    await look(started, "10.");
    fieldOf(started).focus();
    await press("Escape");
    expect([fieldOf(started).value, started.find(".search.is-open").length]).toEqual(["", 1]);
    await press("Escape");
    expect(started.find(".search.is-open").length).toBe(0);
    expect(document.activeElement).toBe(started.find("svg.flow-chord")[0] ?? null);
  });

  it("stays while the data change, and finds anew", async () => {
    const started = await start();
    await look(started, "10.1.");
    await started.draw(dataViewOf([...rows, { source: "10.1.0.6", destination: "x", action: "Allow", value: 1000 }]));
    expect(fieldOf(started).value).toBe("10.1.");
    expect(told(started)[0]).toBe("3 hosts: 1.9 kB (95%)");
    expect(started.find(".arc.is-wanted").length).toBe(3);
  });

  it("finds in a table too, at rows and at columns", async () => {
    const started = await start({}, { layout: { view: "matrix" } });
    await look(started, "10.2.0.2");
    expect(started.find(".arc.is-wanted").length).toBeGreaterThan(0);
    expect(listParts(started.element, "192.0.2.9", "10.2.0.2")[0]?.classList).toContain("is-found");
    expect(listParts(started.element, "10.1.0.4", "10.2.0.1")[0]?.classList).not.toContain("is-found");
  });

  it("is not there in small visuals, without buttons, and where nothing may be done", async () => {
    const small = await start({ width: 200, height: 150 });
    const plain = await start({}, { layout: { showControls: false } });
    const closed = await start({ allowInteractions: false });
    for (const started of [small, plain, closed]) {
      expect(started.find(".search.is-empty").length).toBe(1);
      started.find("svg.flow-chord")[0]?.focus();
      await press("/");
      expect(started.find(".search.is-open").length).toBe(0);
    }
  });
});
