import type powerbi from "powerbi-visuals-api";
import { createReadCounter } from "./helpers/countReads";
import { dataViewOf, type DataViewOptions, type FlowRow } from "./helpers/dataViewOf";
import { buildFlows } from "./helpers/estate";
import { findButton, findText } from "./helpers/find";
import { click } from "./helpers/pointer";
import { firstDifference, svgText } from "./helpers/svgText";
import { operations, startVisual, updateTypes, type StartedVisual } from "./helpers/startVisual";

const rows: FlowRow[] = buildFlows(60, 900).map((row, index) => ({ ...row, flows: index % 4, color: "#123456" }));
const more: DataViewOptions = { hasMore: true };
const create = { type: updateTypes.data, operationKind: operations.create };
const append = { type: updateTypes.data, operationKind: operations.append };

/** All but the patterns, which stay for the next drawing that needs them. */
function drawing({ find }: StartedVisual): string {
  return find(".flow-chord > g")
    .map((layer) => svgText(layer))
    .join("");
}

describe("more rows than the window", () => {
  it("are fetched as long as the host has some, drawn as they come, with a note of how far it is", async () => {
    const started = startVisual({ segments: 2 });
    await started.draw(dataViewOf(rows.slice(0, 300), more), create);
    expect(started.told.fetches).toBe(1);
    expect(started.find(".part").length).toBeGreaterThan(50);
    expect(started.texts(".line").at(-1)).toBe("Loading: 300 rows so far…");
    await started.draw(dataViewOf(rows.slice(0, 600), more), append);
    expect(started.told.fetches).toBe(2);
    expect(started.texts(".line").at(-1)).toBe("Loading: 600 rows so far…");
    await started.draw(dataViewOf(rows), append);
    expect(started.told.fetches).toBe(2);
    expect(started.texts(".line").join(" ")).not.toContain("Loading");
    expect(started.told.warnings).toEqual([]);
    expect(started.told.events).toEqual(["started", "finished", "started", "finished", "started", "finished"]);
  });

  it("are each read once, and give the drawing that they give at once", async () => {
    const [inSegments, atOnce, counter] = [startVisual({ segments: 2 }), startVisual(), createReadCounter()];
    for (const end of [300, 600, 900]) {
      const dataView = dataViewOf(rows.slice(0, end), { hasMore: end < 900 });
      await inSegments.draw(counter.watch(dataView), end === 300 ? create : append);
      expect(counter.perCell()).toEqual([1]);
    }
    await atOnce.draw(dataViewOf(rows));
    expect(counter.total()).toBe(900 * 6);
    expect(firstDifference(drawing(inSegments), drawing(atOnce))).toBeUndefined();
  });

  it("are asked for once for each segment, whatever else the host tells in between", async () => {
    const { draw, told } = startVisual({ segments: 5 });
    const dataView = dataViewOf(rows, more);
    await draw(dataView, create);
    await draw(dataView, { type: updateTypes.resize, viewport: { width: 300, height: 300 } });
    await draw(dataView, { type: updateTypes.style });
    expect(told.fetches).toBe(1);
  });

  it("are told, with a warning once, where the host has no room for them", async () => {
    const { draw, told, texts } = startVisual({ segments: 1 });
    await draw(dataViewOf(rows.slice(0, 300), more), create);
    expect(told.warnings).toEqual([]);
    await draw(dataViewOf(rows.slice(0, 600), more), append);
    expect(texts(".line").at(-1)).toBe("Only the first 600 rows could be loaded");
    await draw(dataViewOf(rows.slice(0, 600), more), { type: updateTypes.resize });
    await draw(dataViewOf(rows.slice(0, 600), more), { type: updateTypes.style });
    expect(told.warnings.map(({ hoverText }) => hoverText)).toEqual(["Not all rows are shown"]);
    expect(told.warnings[0]?.detailedText).toContain("Only the first 600 rows could be loaded");
    await draw(dataViewOf(rows.slice(0, 500), more), create);
    expect(told.warnings.length).toBe(2);
  });

  it("make room for others where a filter changes before they are there", async () => {
    const { draw, texts, element } = startVisual({ segments: 9 });
    await draw(dataViewOf(rows.slice(0, 300), more), create);
    await draw(dataViewOf([{ source: "a", destination: "b", value: 5 }]), create);
    expect(texts(".line")).toEqual(["5 B among 2 hosts"]);
    expect(element.querySelectorAll(".part").length).toBe(1);
  });

  for (const [name, next] of Object.entries({
    "a field is another": rows.map(({ action, ...row }) => ({ ...row, smallMultiple: action })),
    "something is highlighted now": rows.map((row) => ({ ...row, highlight: 1 })),
    "there are fewer rows": rows.slice(0, 100),
    "a field is gone": rows.map(({ source, destination }) => ({ source, destination })),
  })) {
    it(`are read from the first on where ${name}`, async () => {
      const [started, fresh] = [startVisual({ segments: 9 }), startVisual()];
      await started.draw(dataViewOf(rows.slice(0, 300), more), create);
      await started.draw(dataViewOf(next), append);
      await fresh.draw(dataViewOf(next));
      expect(firstDifference(drawing(started), drawing(fresh))).toBeUndefined();
    });
  }

  it("keep what the reader opened and selected", async () => {
    const paths = rows.map(({ source, destination, ...row }, index) => {
      return { ...row, source: [`net ${index % 3}`, source], destination: [`net ${index % 2}`, destination] };
    });
    const started = startVisual({ segments: 2, width: 900, height: 700 });
    await started.draw(dataViewOf(paths.slice(0, 300), more), create);
    await click(findText(started.element, ".label", "net 1"));
    await click(started.find(".arc")[0] ?? started.element);
    await started.draw(dataViewOf(paths), append);
    expect(findButton(started.element, "net 1").textContent).toBe("net 1");
    expect(started.find(".arc.is-selected").length).toBeGreaterThan(1);
    expect(started.find("svg.is-selecting").length).toBe(1);
  });
});

describe("the rows", () => {
  it("are not read again for a resize, a change of style or what a reader does on the canvas", async () => {
    const counter = createReadCounter();
    const started = startVisual({ width: 900, height: 700 });
    const paths = rows.map(({ source, destination, ...row }, index) => {
      return { ...row, source: [`net ${index % 3}`, source], destination: [`net ${index % 2}`, destination] };
    });
    const dataView: powerbi.DataView = counter.watch(dataViewOf(paths));
    await started.draw(dataView);
    const read = counter.total();
    expect(read).toBe(900 * 8);
    for (const type of [updateTypes.resize, updateTypes.resizeEnd, updateTypes.style, updateTypes.viewMode]) {
      await started.draw(dataView, { type, viewport: { width: 300 + type * 20, height: 600 } });
    }
    for (const name of ["Matrix", "By action", "Chord", "By rule", "One diagram"]) {
      await click(findButton(started.element, name));
    }
    await click(findText(started.element, ".label", "net 1"));
    await click(findButton(started.element, "All"));
    expect(counter.total()).toBe(read);
    expect(started.find(".part").length).toBeGreaterThan(3);
  });

  it("are read again with new data, each once", async () => {
    const counter = createReadCounter();
    const { draw } = startVisual();
    await draw(counter.watch(dataViewOf(rows)));
    await draw(counter.watch(dataViewOf(rows)), create);
    expect(counter.perCell()).toEqual([2]);
  });

  it("take the settings of a change of style", async () => {
    const { draw, find, element } = startVisual();
    await draw(dataViewOf(rows));
    const arcs = find(".arc").length;
    const objects = { grouping: { hostCount: 5 }, labels: { color: { solid: { color: "#aa0000" } } } };
    await draw(dataViewOf(rows, { objects }), { type: updateTypes.style });
    expect(arcs).toBe(25);
    expect(find(".arc").length).toBe(6);
    expect(element.querySelector(".label")?.getAttribute("fill")).toBe("#aa0000");
  });
});
