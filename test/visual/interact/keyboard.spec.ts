import { dataViewOf } from "../helpers/dataViewOf";
import { press } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";

const twoFlows = dataViewOf([
  { source: "a", destination: "b", action: "Allow", value: 30 },
  { source: "b", destination: "a", action: "Deny", value: 10 },
]);

async function start(): Promise<StartedVisual> {
  const started = startVisual();
  await started.draw(twoFlows);
  started.find("svg")[0]?.focus();
  return started;
}

const focused = (): string => document.activeElement?.getAttribute("aria-label") ?? "";

describe("the keyboard", () => {
  it("finds one tab stop with a name that sums the diagram up", async () => {
    const { find } = await start();
    expect(find("[tabindex='0']").length).toBe(1);
    expect(focused()).toBe("Flow chord diagram. 40 B among 2 hosts; 25% of Bytes denied");
  });

  it("walks arcs, ribbons and legend with the arrows, around and back", async () => {
    await start();
    const names: string[] = [];
    for (let step = 0; step < 7; step++) {
      await press("ArrowRight");
      names.push(focused());
    }
    expect(names).toEqual([
      "a sends 30 B and receives 10 B.",
      "b sends 10 B and receives 30 B.",
      "a sends 30 B to b (Allow).",
      "b sends 10 B to a (Deny).",
      "Legend entry for the action Allow.",
      "Legend entry for the action Deny.",
      "a sends 30 B and receives 10 B.",
    ]);
    await press("ArrowLeft");
    expect(focused()).toBe("Legend entry for the action Deny.");
  });

  it("goes in with Enter, jumps with Home and End, and goes out with Esc", async () => {
    const { find } = await start();
    await press("Enter");
    expect(focused()).toMatch(/^a sends/);
    await press("End");
    expect(focused()).toBe("Legend entry for the action Deny.");
    await press("Home");
    expect(focused()).toMatch(/^a sends/);
    await press("Escape");
    expect(document.activeElement).toBe(find("svg")[0] ?? null);
  });

  it("selects with Enter and adds with Ctrl and Space", async () => {
    const { selectedKeys } = await start();
    await press("ArrowRight");
    await press("End");
    await press("Enter");
    expect(selectedKeys()).toEqual(["b|a|Deny"]);
    await press("ArrowLeft");
    await press(" ", { ctrlKey: true });
    expect(selectedKeys()).toEqual(["b|a|Deny", "a|b|Allow"]);
  });

  it("shows where the focus is by a ring over everything, which follows the mark and goes with the focus", async () => {
    const { find, draw } = await start();
    const ringBox = (): DOMRect => find(".flow-chord-focus .ring-line")[0]?.getBoundingClientRect() ?? new DOMRect();
    for (const key of ["ArrowRight", "ArrowDown", "End"]) {
      await press(key);
      const box = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
      expect(ringBox().left).toBeGreaterThanOrEqual(box.left - 1);
      expect(ringBox().bottom).toBeLessThanOrEqual(box.bottom + 1);
      expect(ringBox().width).toBeGreaterThan(0);
    }
    const before = ringBox().right;
    await draw(twoFlows, { viewport: { width: 900, height: 700 } });
    await press("Home");
    expect(ringBox().right).not.toBe(before);
    await press("Escape");
    expect(ringBox().width).toBe(0);
  });

  it("tells the numbers of what has the focus in a tooltip at it", async () => {
    const { find, told } = await start();
    for (const key of ["Enter", "ArrowDown", "ArrowDown"]) await press(key);
    expect(told.tooltips.at(-1)?.dataItems.map(({ value }) => value)).toEqual(["b", "a", "Deny", "10 B", "25%"]);
    const [x = 0, y = 0] = told.tooltips.at(-1)?.coordinates ?? [];
    const { left, top } = find("svg.flow-chord")[0]?.getBoundingClientRect() ?? new DOMRect();
    const box = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
    expect(x + left).toBeGreaterThanOrEqual(box.left - 1);
    expect(y + top).toBeLessThanOrEqual(box.bottom + 1);
    await press("Escape");
    expect(told.hides).toBe(told.tooltips.length);
  });

  it("leaves other keys to the page", async () => {
    await start();
    const before = focused();
    await press("x");
    expect(focused()).toBe(before);
  });

  it("does not stumble over an empty canvas", async () => {
    const { update, find } = await start();
    update(undefined);
    find("svg")[0]?.focus();
    await press("Enter");
    await press("ArrowLeft");
    expect(document.activeElement).toBe(find("svg")[0] ?? null);
  });
});
