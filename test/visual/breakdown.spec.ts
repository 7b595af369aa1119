import type { FlowRow } from "./helpers/dataViewOf";
import { dataViewOf } from "./helpers/dataViewOf";
import { listParts } from "./helpers/find";
import { click, hover } from "./helpers/pointer";
import { startVisual, type StartedVisual } from "./helpers/startVisual";

const rows: readonly FlowRow[] = [
  { source: "a", destination: "b", action: "Allow", rule: "web", value: 60 },
  { source: "a", destination: "b", action: "Allow", rule: "dns", value: 30 },
  { source: "a", destination: "b", action: "Deny", rule: "rdp", value: 10 },
  { source: "b", destination: "a", action: "Deny", rule: "rdp", value: 20 },
];

async function startWith(by: string, more: Readonly<Record<string, object>> = {}): Promise<StartedVisual> {
  const started = startVisual();
  await started.draw(dataViewOf(rows, { objects: { breakdown: { by }, ...more } }));
  return started;
}

const namesOf = (parts: readonly Element[]): (string | null)[] => parts.map((part) => part.getAttribute("aria-label"));

describe("the breakdown of ribbons", () => {
  it("is by action and rule, by action alone, or there is none", async () => {
    const counts: number[] = [];
    for (const by of ["rules", "actions", "none"])
      counts.push(listParts((await startWith(by)).element, "a", "b").length);
    expect(counts).toEqual([3, 2, 1]);
  });

  it("names in a ribbon of one piece all of its actions, and filters by all of its rows", async () => {
    const started = await startWith("none");
    const parts = listParts(started.element, "a", "b");
    expect(namesOf(parts)).toEqual(["a sends 100 B to b (Allow, Deny, 3 rules)."]);
    await click(parts[0] as Element);
    expect(started.selectedKeys().length).toBe(3);
    hover(parts[0] as Element);
    const facts = started.told.tooltips[0]?.dataItems.map(({ displayName, value }) => `${displayName}: ${value}`) ?? [];
    expect(facts).toContain("Action: Allow, Deny");
    expect(facts.filter((fact) => fact.startsWith("Also"))).toEqual([]);
  });

  it("leaves a ribbon of one action its colour and its hatch, and gives one of several neither", async () => {
    const started = await startWith("none");
    const [mixed] = listParts(started.element, "a", "b");
    const [denied] = listParts(started.element, "b", "a");
    expect(mixed?.getAttribute("fill")).toMatch(/^rgb\((\d+), \d+, \d+\)$/);
    expect(denied?.getAttribute("fill")).toMatch(/^url\(#.*hatch/);
  });

  it("changes nothing of what arcs and bars tell of actions", async () => {
    for (const view of ["chord", "matrix"]) {
      const ofActions: (string | null)[][] = [];
      for (const by of ["rules", "none"]) {
        const { find } = await startWith(by, { layout: { view } });
        const marks = find(view === "chord" ? ".arc path" : ".arc .bar");
        ofActions.push(marks.map((path) => path.getAttribute("d")));
      }
      expect(ofActions[0]?.length).toBeGreaterThan(3);
      expect(ofActions[1]).toEqual(ofActions[0] ?? []);
    }
  });

  it("traces from the entry of an action the ribbons that have it", async () => {
    const started = await startWith("none");
    const [, deny] = started.find(".legend-item");
    hover(deny as Element);
    const traced = started.find(".part.is-traced").map(({ dataset }) => dataset["source"]);
    expect(traced.sort()).toEqual(["a", "b"]);
  });
});
