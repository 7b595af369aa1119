import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findArc, findButton, findText } from "../helpers/find";
import { click } from "../helpers/pointer";
import { operations, startVisual, updateTypes, type StartedVisual } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: ["hub", "web"], destination: ["spoke", "db"], action: "Allow", value: 500 },
  { source: ["hub", "app"], destination: ["spoke", "db"], action: "Deny", value: 100 },
  { source: ["edge", "fw"], destination: ["hub", "web"], action: "Allow", value: 300 },
];

async function start(objects = {}): Promise<StartedVisual> {
  const started = startVisual({ width: 700, height: 500 });
  await started.draw(dataViewOf(rows, { objects }));
  await nextFrame();
  return started;
}

async function nextFrame(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** What moves in a visual now, by the classes of the elements and what of them changes. */
function moving({ element }: StartedVisual): string[] {
  return document.getAnimations().flatMap(({ effect }) => {
    if (!(effect instanceof KeyframeEffect) || !element.contains(effect.target)) return [];
    const properties = effect
      .getKeyframes()
      .flatMap((frame) => ["transform", "opacity"].filter((name) => name in frame));
    // Transitions of the style have no place here: they are those of tracing and selection.
    return effect.getTiming().easing === "ease-out" && effect.getTiming().duration === 240
      ? [`${effect.target?.getAttribute("class") ?? ""} ${[...new Set(properties)].join()}`]
      : [];
  });
}

describe("a change of what is shown", () => {
  it("turns the arcs that stay to their new place, and lets the rest come in", async () => {
    const started = await start();
    expect(moving(started)).toEqual([]);
    await click(findText(started.element, ".label", "hub"));
    await nextFrame();
    const all = moving(started);
    expect(all).toContain("ribbons opacity");
    expect(all).toContain("labels opacity");
    expect(all.filter((one) => one === "arc mark transform").length).toBe(2);
    expect(all.filter((one) => one === "arc mark opacity").length).toBe(2);
  });

  it("is there at once, and is over in a quarter of a second", async () => {
    const started = await start();
    await click(findText(started.element, ".label", "hub"));
    expect(findArc(started.element, "web").getAttribute("aria-label")).toContain("sends");
    expect(started.told.events.at(-1)).toBe("finished");
    await nextFrame();
    // Each of them says that it takes 240 ms; how long that is on a busy machine is the browser's.
    expect(moving(started).length).toBeGreaterThan(1);
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    expect(moving(started)).toEqual([]);
  });

  it("moves also between circle and table", async () => {
    const started = await start();
    await click(findButton(started.element, "Matrix"));
    await nextFrame();
    expect(moving(started).length).toBeGreaterThan(1);
  });

  it("moves nothing for a new size or a new style, nor for the same data", async () => {
    const started = await start();
    await started.draw(dataViewOf(rows), { type: updateTypes.resize, viewport: { width: 500, height: 400 } });
    await nextFrame();
    expect(moving(started)).toEqual([]);
    await started.draw(dataViewOf(rows, { objects: { ribbons: { opacity: 40 } } }));
    await nextFrame();
    expect(moving(started)).toEqual([]);
  });

  it("moves nothing while the data are loading", async () => {
    const started = startVisual({ segments: 2 });
    await started.draw(dataViewOf(rows, { hasMore: true }));
    await nextFrame();
    const more = [...rows, { source: ["x", "y"], destination: ["z", "z"], action: "Allow", value: 900 }];
    await started.draw(dataViewOf(more, { hasMore: true }), { operationKind: operations.append });
    await nextFrame();
    expect(moving(started)).toEqual([]);
  });

  it("moves nothing where the reader wants less motion", async () => {
    const ask = window.matchMedia.bind(window);
    const still = spyOn(window, "matchMedia").and.callFake((query) => {
      return query === "(prefers-reduced-motion: reduce)" ? ask("all") : ask(query);
    });
    const started = await start();
    await click(findText(started.element, ".label", "hub"));
    await nextFrame();
    expect(still).toHaveBeenCalled();
    expect(moving(started)).toEqual([]);
  });
});
