import { dataViewOf, type FlowRow } from "./helpers/dataViewOf";
import { findNamed, listParts } from "./helpers/find";
import { hover } from "./helpers/pointer";
import { startVisual, type StartedVisual } from "./helpers/startVisual";

/** All pairs of ten hosts, half of them with a denial beside a million times as much. */
const rows = Array.from({ length: 100 }, (_, pair): FlowRow[] => {
  const ends = { source: `h${pair % 10}`, destination: `h${Math.floor(pair / 10)}` };
  const allowed = { ...ends, action: "Allow", value: 1e6 };
  return pair % 2 === 0 ? [allowed, { ...ends, action: "Deny", value: 1 }] : [allowed];
}).flat();

async function start(): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 700 });
  await started.draw(dataViewOf(rows));
  return started;
}

describe("denials too thin to be seen", () => {
  it("are lines in one shape with a name of its own, and told by the ribbon that they run beside", async () => {
    const started = await start();
    const lines = findNamed(started.element, "Lines for the parts of 50 connections that are too thin");
    expect(lines.classList).toContain("rest");
    expect(started.find(".part").length).toBe(100);
    hover(listParts(started.element, "h2", "h4")[0] ?? started.element);
    expect(started.told.tooltips.at(-1)?.dataItems.at(-1)).toEqual({ displayName: "Also Deny", value: "1 B" });
    hover(listParts(started.element, "h1", "h4")[0] ?? started.element);
    expect(started.told.tooltips.at(-1)?.dataItems.map(({ displayName }) => displayName)).not.toContain("Also Deny");
  });

  it("are not traced with one ribbon, but with all denials", async () => {
    const started = await start();
    hover(listParts(started.element, "h2", "h4")[0] ?? started.element);
    expect(started.find(".part.is-traced").length).toBe(1);
    expect(started.find(".rest.is-traced").length).toBe(0);
    hover(started.find(".legend-item").find((item) => item.textContent === "Deny") ?? started.element);
    expect(started.find(".rest.is-traced").length).toBe(1);
  });
});
