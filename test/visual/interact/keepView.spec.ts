import { nothingHidden } from "../../../src/model/hiding";
import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { findButton, findText, listArcs, listButtons } from "../helpers/find";
import { keptObjects, keptState } from "../helpers/kept";
import { click } from "../helpers/pointer";
import { firstDifference, svgText } from "../helpers/svgText";
import { startVisual, updateTypes, type StartedVisual } from "../helpers/startVisual";

const rows: FlowRow[] = [
  { source: ["hub", "w1"], destination: ["spoke", "d1"], action: "Allow", value: 500 },
  { source: ["hub", "w2"], destination: ["spoke", "d1"], action: "Allow", value: 300 },
  { source: ["spoke", "d2"], destination: ["hub", "w1"], action: "Deny", value: 100 },
];

async function openHub(started: StartedVisual): Promise<void> {
  await click(findText(started.element, ".label", "hub"));
}

function isMatrix({ find }: StartedVisual): boolean {
  return find(".panel.matrix").length > 0;
}

describe("what a reader chose on the canvas", () => {
  it("is there again after a reload, from what the host has kept", async () => {
    const before = startVisual();
    await before.draw(dataViewOf(rows));
    await openHub(before);
    await click(findButton(before.element, "By action"));
    await click(findButton(before.element, "Matrix"));
    const objects = keptObjects(before.told);
    before.visual.destroy();
    const after = startVisual();
    await after.draw(dataViewOf(rows, { objects }));
    expect(isMatrix(after)).toBe(true);
    expect(after.texts(".panel-title")).toEqual(["Allow", "Deny"]);
    expect(listButtons(after.element, "crumbs")).toEqual(["All", "hub"]);
    expect(after.told.persisted).toEqual([]);
  });

  it("is kept whole with each change, as properties of the visual as a whole", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows));
    await openHub(started);
    expect(started.told.persisted.length).toBe(1);
    expect(started.told.persisted[0]?.map(({ objectName }) => objectName)).toEqual(["layout", "multiples", "state"]);
    expect(started.told.persisted[0]?.map(({ selector }) => selector)).toEqual([null, null, null] as never);
    expect(keptState(started.told)).toEqual({
      view: "auto",
      split: "field",
      expanded: ["hub\u0000"],
      hidden: nothingHidden,
      page: 0,
    });
  });

  it("is drawn once, also where the host gives back what it has kept", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows));
    await openHub(started);
    const drawn = svgText(started.element.querySelector("svg"));
    await started.draw(dataViewOf(rows, { objects: keptObjects(started.told) }));
    expect(firstDifference(svgText(started.element.querySelector("svg")), drawn)).toBeUndefined();
    expect(started.told.persisted.length).toBe(1);
  });

  it("holds on through updates of a host that keeps nothing", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows));
    await openHub(started);
    await click(findButton(started.element, "Matrix"));
    await started.draw(dataViewOf(rows), { type: updateTypes.resize, viewport: { width: 500, height: 500 } });
    await started.draw(dataViewOf(rows.slice(0, 2)), { type: updateTypes.data });
    expect(isMatrix(started)).toBe(true);
    expect(listButtons(started.element, "crumbs")).toEqual(["All", "hub"]);
  });

  it("gives way to a bookmark, also to one that is as the report was at first", async () => {
    const started = startVisual();
    const bookmark = (expanded: string[], view: string): ReturnType<typeof dataViewOf> =>
      dataViewOf(rows, { objects: { layout: { view }, state: { expanded: JSON.stringify(expanded), page: 0 } } });
    await started.draw(dataViewOf(rows));
    await openHub(started);
    await started.draw(dataViewOf(rows, { objects: keptObjects(started.told) }));
    await started.draw(bookmark(["spoke\u0000"], "chord"));
    expect(listButtons(started.element, "crumbs")).toEqual(["All", "spoke"]);
    await started.draw(dataViewOf(rows));
    expect(listArcs(started.element)).toEqual(["The group hub", "The group spoke"]);
  });

  it("gives way to the pane", async () => {
    const started = startVisual();
    await started.draw(dataViewOf(rows));
    await click(findButton(started.element, "Matrix"));
    const objects = keptObjects(started.told);
    await started.draw(dataViewOf(rows, { objects }));
    await started.draw(dataViewOf(rows, { objects: { ...objects, layout: { view: "chord" } } }));
    expect(isMatrix(started)).toBe(false);
    expect(findButton(started.element, "Chord").getAttribute("aria-pressed")).toBe("true");
  });

  it("is left as it is where a report file holds nonsense instead", async () => {
    for (const state of [
      { expanded: "{", page: "x" },
      { expanded: 7, page: -1 },
      { expanded: "[3,null]", page: NaN },
    ]) {
      const started = startVisual();
      await started.draw(dataViewOf(rows, { objects: { state } }));
      expect(listArcs(started.element)).toEqual(["The group hub", "The group spoke"]);
      expect(started.told.events).toEqual(["started", "finished"]);
    }
  });

  it("with groups that are gone leaves their hosts out of sight, not the rest", async () => {
    const started = startVisual();
    const expanded = JSON.stringify(["gone\u0000", "hub\u0000"]);
    await started.draw(dataViewOf(rows, { objects: { state: { expanded } } }));
    expect(listArcs(started.element)).toEqual(["w1", "w2", "The group spoke"]);
    expect(listButtons(started.element, "crumbs")).toEqual(["All", "hub"]);
  });

  it("is not told to the host before there is something to choose from", async () => {
    const started = startVisual();
    await started.draw(undefined);
    await click(started.find("svg.flow-chord")[0] ?? started.element);
    expect(started.told.persisted).toEqual([]);
  });
});
