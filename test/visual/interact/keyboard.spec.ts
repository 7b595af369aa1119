import { dataViewOf } from "../helpers/dataViewOf";
import { press } from "../helpers/pointer";
import { startVisual, type StartedVisual } from "../helpers/startVisual";

function start(): StartedVisual {
  const started = startVisual();
  started.update(
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
  it("finds one tab stop with a name that sums the diagram up", () => {
    const { find } = start();
    expect(find("[tabindex='0']").length).toBe(1);
    expect(focused()).toBe("Flow chord diagram. 2 hosts, 40 Bytes; 25% denied");
  });

  it("walks arcs, ribbons and legend with the arrows, around and back", async () => {
    start();
    const names: string[] = [];
    for (let step = 0; step < 7; step++) {
      await press("ArrowRight");
      names.push(focused().split(":")[0] ?? "");
    }
    expect(names).toEqual(["a", "b", "a to b", "b to a", "Action Allow", "Action Deny", "a"]);
    await press("ArrowLeft");
    expect(focused()).toBe("Action Deny");
  });

  it("goes in with Enter, jumps with Home and End, and goes out with Esc", async () => {
    const { find } = start();
    await press("Enter");
    expect(focused()).toMatch(/^a:/);
    await press("End");
    expect(focused()).toBe("Action Deny");
    await press("Home");
    expect(focused()).toMatch(/^a:/);
    await press("Escape");
    expect(document.activeElement).toBe(find("svg")[0] ?? null);
  });

  it("selects with Enter and adds with Ctrl and Space", async () => {
    const { selectedKeys } = start();
    await press("ArrowRight");
    await press("End");
    await press("Enter");
    expect(selectedKeys()).toEqual(["b|a|Deny"]);
    await press("ArrowLeft");
    await press(" ", { ctrlKey: true });
    expect(selectedKeys()).toEqual(["b|a|Deny", "a|b|Allow"]);
  });

  it("shows where the focus is", async () => {
    const { find } = start();
    await press("ArrowRight");
    const [outgoing] = find(".arc:focus .outgoing");
    expect(outgoing && getComputedStyle(outgoing).strokeWidth).toBe("2px");
  });

  it("leaves other keys to the page", async () => {
    start();
    const before = focused();
    await press("x");
    expect(focused()).toBe(before);
  });

  it("does not stumble over an empty canvas", async () => {
    const { update, find } = start();
    update(undefined);
    find("svg")[0]?.focus();
    await press("Enter");
    await press("ArrowLeft");
    expect(document.activeElement).toBe(find("svg")[0] ?? null);
  });
});
