import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { press, settle } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";

/** Keys, one after the other, and what has the focus then: the beginning of its name. */
type Step = readonly [keys: string, name: string];

const rows: FlowRow[] = [
  { source: ["hub", "a"], destination: ["spoke", "b"], action: "Allow", value: 500 },
  { source: ["hub", "a"], destination: ["spoke", "b"], action: "Deny", value: 100 },
  { source: ["hub", "c"], destination: ["hub", "a"], action: "Allow", value: 300 },
  { source: ["spoke", "b"], destination: ["hub", "c"], action: "Allow", value: 50 },
];
const single = { objects: { grouping: { by: "none" } } };
const matrix = { objects: { grouping: { by: "none" }, layout: { view: "matrix", order: "name" } } };

async function start(options: object, given: readonly FlowRow[] = rows): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 600 });
  await started.draw(dataViewOf(given, options));
  return started;
}

/** What Tab goes to, in the order of the page, as a browser does it. */
async function pressTab({ element }: StartedVisual, isBack: boolean): Promise<void> {
  const focused = document.activeElement;
  const all = [...element.querySelectorAll<HTMLElement | SVGElement>("[tabindex], button")];
  const stops = all.filter((stop) => stop === focused || (stop.tabIndex >= 0 && !stop.matches(":disabled")));
  stops[stops.indexOf((focused ?? element) as HTMLElement) + (isBack ? -1 : 1)]?.focus();
  await settle();
}

/** Presses keys that are told apart by blanks; "Ctrl+Enter" holds Ctrl down. */
async function pressAll(started: StartedVisual, keys: string): Promise<void> {
  for (const spelled of keys.split(" ")) {
    const key = spelled.replace(/^(Ctrl|Shift)\+(?=.)/, "");
    const isShift = spelled !== key && spelled.startsWith("Shift");
    const isCtrl = spelled !== key && !isShift;
    if (key === "Tab") await pressTab(started, isShift);
    else await press(key, { ctrlKey: isCtrl, shiftKey: isShift });
    if (key === "F10") openMenu();
  }
}

/** What browsers do after the key of the menu: an event on what has the focus, here without a place. */
function openMenu(): void {
  document.activeElement?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
}

async function walk(started: StartedVisual, steps: readonly Step[]): Promise<void> {
  for (const [keys, name] of steps) {
    await pressAll(started, keys);
    const label = document.activeElement?.getAttribute("aria-label") ?? "nothing with a name";
    expect(label.slice(0, name.length)).withContext(`after ${keys}`).toBe(name);
  }
}

describe("a walk with the keyboard", () => {
  it("goes in, through hosts, ribbons and the legend, selects, and goes out to the buttons", async () => {
    const started = await start(single);
    await walk(started, [
      ["Tab", "Flow chord diagram. 950 B among 3 hosts"],
      ["Enter", "a sends 600 B and receives 300 B."],
      ["ArrowRight", "b sends 50 B and receives 600 B."],
      ["ArrowRight", "c sends 300 B and receives 50 B."],
      ["ArrowRight", "a sends 500 B to b (Allow)."],
      ["ArrowRight", "a sends 100 B to b (Deny)."],
      ["ArrowRight", "c sends 300 B to a (Allow)."],
      ["ArrowRight", "b sends 50 B to c (Allow)."],
      ["ArrowRight", "Legend entry for the action Allow."],
      ["ArrowRight", "Legend entry for the action Deny."],
      ["ArrowRight", "a sends 600 B and receives"],
      ["ArrowLeft", "Legend entry for the action Deny."],
      ["Enter", "Legend entry for the action Deny."],
    ]);
    expect(started.selectedKeys()).toEqual(["hub|a|spoke|b|Deny"]);
    await walk(started, [
      ["Home ArrowRight ArrowRight", "c sends 300 B and receives 50 B."],
      ["Ctrl+Enter", "c sends 300 B and receives 50 B."],
    ]);
    expect(started.selectedKeys().length).toBe(3);
    await walk(started, [
      ["Escape", "Flow chord diagram."],
      ["End", "Legend entry for the action Deny."],
      ["Tab", "Chord"],
      ["Tab", "Matrix"],
      ["Shift+Tab Shift+Tab", "Flow chord diagram."],
    ]);
  });

  it("goes down from a host to its ribbons, the largest first, and up again to the host", async () => {
    const started = await start(single);
    await walk(started, [
      ["Tab ArrowDown", "a sends 600 B and receives"],
      ["ArrowUp", "a sends 600 B and receives"],
      ["ArrowRight ArrowRight", "c sends 300 B and receives 50 B."],
      ["ArrowDown", "c sends 300 B to a (Allow)."],
      ["ArrowDown", "b sends 50 B to c (Allow)."],
      ["ArrowDown", "b sends 50 B to c (Allow)."],
      ["ArrowUp ArrowUp", "c sends 300 B and receives 50 B."],
      // From a ribbon that was not reached from a host, up goes to the one that sends.
      ["ArrowRight ArrowRight ArrowRight", "c sends 300 B to a (Allow)."],
      ["ArrowUp", "c sends 300 B and receives 50 B."],
      ["End ArrowUp", "Legend entry for the action Allow."],
      ["ArrowDown", "Legend entry for the action Deny."],
    ]);
  });

  it("opens a group with + and closes it with -", async () => {
    const started = await start({});
    await walk(started, [
      ["Tab ArrowRight", "The group hub with 2 hosts"],
      ["+", "a sends 600 B and receives 300 B."],
      ["ArrowRight", "c sends 300 B and receives 50 B."],
      ["ArrowRight ArrowRight", "The open group hub with 2 hosts"],
      ["ArrowDown", "a sends 500 B to spoke (1) (Allow)."],
      ["ArrowUp -", "The group hub with 2 hosts"],
    ]);
  });

  it("goes by row and column in a matrix, with the sums at the ends", async () => {
    const started = await start(matrix);
    await walk(started, [
      ["Tab Enter", "a sends 500 B to b (Allow)."],
      ["ArrowRight", "a sends 100 B to b (Deny)."],
      ["ArrowRight", "a sends 600 B and receives"],
      ["ArrowDown", "b sends 50 B and receives"],
      ["ArrowLeft", "b sends 50 B to c (Allow)."],
      ["ArrowDown", "c sends 300 B and receives 50 B."],
      ["ArrowDown", "c sends 300 B and receives 50 B."],
      ["ArrowUp", "b sends 50 B to c (Allow)."],
      ["ArrowRight ArrowRight", "c sends 300 B to a (Allow)."],
      ["ArrowDown", "a sends 600 B and receives 300 B."],
      ["ArrowRight", "b sends 50 B and receives 600 B."],
      ["ArrowUp", "a sends 500 B to b (Allow)."],
      ["End", "Legend entry for the action Deny."],
    ]);
  });

  it("goes from diagram to diagram with the page keys", async () => {
    const two = rows.map((row, index) => ({ ...row, smallMultiple: index < 2 ? "TCP" : "UDP" }));
    const started = await start(single, two);
    await walk(started, [
      ["Tab Enter ArrowRight", "b sends 0 B and receives 600 B (diagram TCP)."],
      ["PageDown", "a sends 0 B and receives 300 B (diagram UDP)."],
      ["PageDown", "Legend entry for the action Allow."],
      ["PageDown", "Legend entry for the action Allow."],
      ["PageUp", "a sends 0 B and receives 300 B (diagram UDP)."],
    ]);
  });

  it("opens the menu with Shift+F10 at what has the focus, and with its identity", async () => {
    const started = await start(single);
    await pressAll(started, "Tab Enter ArrowDown Shift+F10");
    const [menu] = started.told.menus;
    expect((menu?.id as { getKey: () => string }).getKey()).toBe("hub|a|spoke|b|Allow");
    const box = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
    const { x, y } = menu?.position ?? { x: -1, y: -1 };
    expect(x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1).toBe(true);
    const [svg] = started.find("svg.flow-chord");
    for (const keys of ["Escape Shift+F10", "Tab Shift+F10"]) {
      await pressAll(started, keys);
      const target = document.activeElement === svg ? svg : document.activeElement;
      const { left, top, width, height } = target?.getBoundingClientRect() ?? new DOMRect();
      expect(started.told.menus.at(-1)).toEqual({ id: {}, position: { x: left + width / 2, y: top + height / 2 } });
    }
  });

  it("leaves Esc to the host where the focus is on the diagram or on a button, and all keys with Ctrl or Alt", async () => {
    const started = await start(single);
    const left: string[] = [];
    started.element.addEventListener("keydown", ({ key }) => left.push(key));
    await pressAll(started, "Tab Enter Escape");
    expect(left).toEqual([]);
    await pressAll(started, "Escape Ctrl+ArrowRight Tab Escape");
    expect(left).toEqual(["Escape", "ArrowRight", "Escape"]);
  });
});
