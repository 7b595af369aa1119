import type powerbi from "powerbi-visuals-api";
import { shapeType, textType } from "../../../src/onObject/parts";
import { dataViewOf, type FlowRow } from "../helpers/dataViewOf";
import { properties } from "../helpers/paneCards";
import { click, doubleClick, hover, press } from "../helpers/pointer";
import { startVisual, type StartedVisual, type StartOptions } from "../helpers/startVisual";

type SubSelection = powerbi.visuals.CustomVisualSubSelection;

const rows: readonly FlowRow[] = [
  { source: ["hub", "a"], destination: ["spoke", "b"], action: "Allow", rule: "web", value: 60 },
  { source: ["spoke", "b"], destination: ["hub", "a"], action: "Deny", rule: "rdp", value: 20 },
];
const split = { multiples: { by: "action" } };

/** A visual that is being formatted, with these parts selected. */
async function startFormatting(
  objects: Readonly<Record<string, object>> = {},
  subSelections: readonly SubSelection[] = [],
  options: StartOptions = {},
): Promise<StartedVisual> {
  const started = startVisual({ width: 900, height: 700, ...options });
  await started.draw(dataViewOf(rows, { objects }), { formatMode: true, subSelections });
  return started;
}

function partOf(objectName: string): SubSelection {
  return {
    customVisualObjects: [{ objectName, selectionId: undefined }],
    displayName: "",
    subSelectionType: 1,
    selectionOrigin: { x: 0, y: 0 },
    showUI: false,
  } as unknown as SubSelection;
}

const listParts = ({ visual }: StartedVisual): string[] => {
  const all = visual.visualOnObjectFormatting.getSubSelectables?.() ?? [];
  return all.map(
    ({ customVisualObjects, displayName }) => `${customVisualObjects[0]?.objectName ?? ""}: ${displayName}`,
  );
};

const element = (started: StartedVisual, selector: string): Element => {
  const [first] = started.find(selector);
  if (first === undefined) throw new Error(`no ${selector}`);
  return first;
};

describe("formatting on the visual", () => {
  it("lists the parts that are drawn, by their names in the reader's language", async () => {
    expect(listParts(await startFormatting()).sort()).toEqual([
      "arcs: Arcs",
      "labels: Labels",
      "legend: Legend",
      "ribbons: Ribbons",
      "summary: Summary line",
    ]);
    expect(listParts(await startFormatting(split))).toContain("multiples: Titles of small multiples");
    expect(listParts(await startFormatting({ state: { expanded: '["hub\\u0000"]' } }))).toContain(
      "grouping: Others and grouping",
    );
    expect(listParts(await startFormatting({ layout: { view: "matrix" } }))).toContain("ribbons: Ribbons");
    expect(listParts(await startFormatting({}, [], { locale: "ko-KR" }))).toContain("labels: 레이블");
  });

  it("lists parts of the kind that is asked for, and none that are off", async () => {
    const { visual } = await startFormatting({ legend: { show: false } });
    const listed = (type: powerbi.visuals.SubSelectionStylesType): (string | undefined)[] =>
      (visual.visualOnObjectFormatting.getSubSelectables?.(type) ?? []).map(
        ({ customVisualObjects }) => customVisualObjects[0]?.objectName,
      );
    expect(listed(textType).sort()).toEqual(["labels", "summary"]);
    expect(listed(shapeType).sort()).toEqual(["arcs", "ribbons"]);
  });

  it("tells the host which part was clicked, and selects no data", async () => {
    const started = await startFormatting(split);
    const clicked = [".part", ".arc", ".label, .panel-title", ".legend-item", ".lines text", ".panel-title"];
    for (const selector of clicked) await click(element(started, selector));
    expect(started.told.subSelections.map(({ customVisualObjects: [first] }) => first?.objectName)).toEqual([
      "ribbons",
      "arcs",
      jasmine.any(String),
      "legend",
      "summary",
      "multiples",
    ] as string[]);
    expect(started.selectedKeys()).toEqual([]);
    expect(started.find(".is-selected")).toEqual([]);
  });

  it("opens no group, selects by no key, and leaves the menu of the right click to the host", async () => {
    const started = await startFormatting();
    await doubleClick(element(started, ".arc"));
    await click(element(started, ".label.opens"));
    started.element.querySelector("svg")?.focus();
    await press("Enter");
    await press("Enter");
    element(started, ".part").dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
    expect([started.told.persisted, started.told.menus, started.selectedKeys()]).toEqual([[], [], []]);
    const last = started.told.subSelections.at(-1);
    expect([last?.customVisualObjects[0]?.objectName, last?.showUI]).toEqual(["ribbons", true]);
  });

  it("outlines the selected part where it is, after a new size too, and the part that is pointed at", async () => {
    const started = await startFormatting({}, [partOf("legend")]);
    const boxes = (): DOMRect[] => {
      const { outline } = started.told.outlines.get("legend") ?? {};
      return [(outline as { readonly outlines?: readonly DOMRect[] } | undefined)?.outlines?.[0]].flatMap(
        (box) => box ?? [],
      );
    };
    expect([...started.told.outlines.keys()]).toEqual(["legend"]);
    const legend = element(started, ".legend");
    expect(boxes()[0]?.y).toBe(legend.getBoundingClientRect().y);
    const bottom = dataViewOf(rows, { objects: { legend: { position: "bottom" } } });
    await started.draw(bottom, { formatMode: true, subSelections: [partOf("legend")] });
    expect(boxes()[0]?.y).toBe(legend.getBoundingClientRect().y);
    const { top, bottom: end } = started.element.getBoundingClientRect();
    expect(boxes()[0]?.y).toBeGreaterThan((top + end) / 2);
    hover(element(started, ".arc"));
    expect([...started.told.outlines.keys()].sort()).toEqual(["arcs", "legend"]);
  });

  it("ends when the host says so: clicks select data again, and nothing is left on the elements", async () => {
    const started = await startFormatting({}, [partOf("labels")]);
    await started.draw(dataViewOf(rows), { formatMode: false });
    expect([...started.told.outlines.keys()]).toEqual([]);
    expect(started.find(".sub-selectable, [data-sub-selection-object-name]")).toEqual([]);
    await click(element(started, ".part"));
    expect(started.selectedKeys().length).toBe(1);
    expect(started.told.subSelections).toEqual([]);
  });

  it("is not asked of a host that does not have it, where all else works", async () => {
    const started = startVisual({ isOld: true });
    await started.draw(dataViewOf(rows));
    await click(element(started, ".part"));
    expect(started.selectedKeys().length).toBe(1);
    expect(started.told.events).toEqual(["started", "finished"]);
    expect(started.visual.visualOnObjectFormatting.getSubSelectables?.()).toBeUndefined();
  });
});

describe("what a part offers where it is formatted", () => {
  const objects = ["labels", "legend", "multiples", "summary", "arcs", "ribbons", "grouping"];
  const known = new Set(properties.map(({ card, name }) => `${card}.${name}`));

  it("are styles of properties that there are: fonts of texts, the colour of arcs", async () => {
    const { visual } = await startFormatting();
    for (const object of objects) {
      const styles = visual.visualOnObjectFormatting.getSubSelectionStyles([partOf(object)]) as object | undefined;
      const given = Object.entries(styles ?? {}).filter(([name]) => name !== "type");
      const named = given.map(([, { reference, label }]: [string, powerbi.visuals.SubSelectionStyle]) => {
        expect(label).toMatch(/\w/);
        expect(reference.objectName).toBe(object);
        return `${reference.objectName}.${reference.propertyName}`;
      });
      expect(named.filter((name) => !known.has(name))).toEqual([]);
      const count = { arcs: 1, ribbons: 0, grouping: 0 }[object] ?? 6;
      expect(named.length).withContext(object).toBe(count);
    }
    expect(visual.visualOnObjectFormatting.getSubSelectionStyles([])).toBeUndefined();
  });

  it("are shortcuts to properties that there are, to reset the whole card, and last to the card", async () => {
    const { visual } = await startFormatting();
    const cards = (visual.getFormattingModel().cards as { uid: string }[]).map(({ uid }) => uid);
    for (const object of objects) {
      const shortcuts = visual.visualOnObjectFormatting.getSubSelectionShortcuts([partOf(object)], undefined) ?? [];
      const held = shortcuts as readonly (Partial<powerbi.visuals.FormattingId> & {
        readonly type: number;
        readonly destinationInfo?: { readonly cardUid: string };
        readonly relatedResetFormattingIds?: readonly powerbi.visuals.FormattingId[];
      })[];
      for (const { objectName, propertyName, destinationInfo } of held) {
        if (objectName !== undefined) expect(known.has(`${objectName}.${propertyName ?? ""}`)).toBeTrue();
        if (destinationInfo !== undefined) expect(cards).toContain(destinationInfo.cardUid);
      }
      expect(held.at(-1)?.destinationInfo?.cardUid).toBe(`${object}-card`);
      const [reset] = held.filter(({ type }) => type === 0);
      const all = properties.filter(({ card }) => card === object).map(({ name }) => name);
      expect(reset?.relatedResetFormattingIds?.map(({ propertyName }) => propertyName).sort()).toEqual(all.sort());
    }
    expect(visual.visualOnObjectFormatting.getSubSelectionShortcuts([partOf("state")], undefined)).toBeUndefined();
  });
});
