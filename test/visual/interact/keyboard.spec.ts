import { dataViewOf } from "../helpers/dataViewOf";
import { press } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";

async function start(): Promise<StartedVisual> {
  const started = startVisual();
  await started.draw(
    dataViewOf([
      { source: "a", destination: "b", action: "Allow", value: 30 },
      { source: "b", destination: "a", action: "Deny", value: 10 },
    ]),
  );
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

  it("shows where the focus is", async () => {
    const { find } = await start();
    await press("ArrowRight");
    const [outgoing] = find(".arc:focus .outgoing");
    expect(outgoing && getComputedStyle(outgoing).strokeWidth).toBe("2px");
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
