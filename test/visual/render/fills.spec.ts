import type { PartMark } from "../../../src/layout/types";
import type { ActionKind, ChordModel, Part, Slot } from "../../../src/model/types";
import { listColorEntries } from "../../../src/render/colorEntries";
import type { ColorBy, Hatch } from "../../../src/model/colors";
import { buildFills } from "../../../src/render/fills";
import { buildPalette, type ReportColors } from "../../../src/render/palette";
import { choiceOf } from "../helpers/colorChoice";

const themeColors: Readonly<Record<string, string>> = {
  web: "#000001",
  rdp: "#000002",
  "10.0.0.4": "#000003",
  "hub / dc": "#000004",
  "spoke / dc": "#000005",
};
const report: ReportColors = {
  foreground: "#000000",
  background: "#ffffff",
  selected: "#118dff",
  isHighContrast: false,
  colorOf: (text) => themeColors[text] ?? "junk",
};
const colors = { allow: "#0000ff", deny: "#ff0000", other: "#888888" };
const choice = choiceOf(colors);
const palette = buildPalette(report, choice);

function slotOf(kind: Slot["kind"], ...path: readonly string[]): Slot {
  return { kind, key: path.join("\u0000"), label: path.at(-1) ?? "", path, hostCount: 1, parent: undefined };
}

const amounts = [5n, 7, 1, 2];
const model = {
  slots: [slotOf("host", "10.0.0.4"), slotOf("host", "hub", "dc"), slotOf("group", "spoke", "dc"), slotOf("others")],
  cells: { amountOf: (cell: number) => amounts[cell] ?? 0, colorOf: (cell: number) => [0, 1, 2, 0][cell] ?? 0 },
  cellOrder: new Uint32Array([3, 0, 1, 2]),
  actions: ["Allow", "Deny", "audit"],
  actionKinds: ["allow", "deny", "other"],
  rules: ["web", "rdp", ""],
  colors: ["", "#abcdef", "junk"],
} as unknown as ChordModel;

function markOf(part: Partial<Part>, source = 0, target = 1): PartMark {
  const whole = { action: 0, rule: 0, ruleCount: 1, amount: 1, highlighted: 0, cellStart: 0, cellEnd: 1, ...part };
  const link = { source, target, amount: 1, cellStart: 0, cellEnd: 4, isDrawn: true };
  return { kind: "part", panel: 0, link, part: whole };
}

const modes: readonly ColorBy[] = ["action", "rule", "source", "destination", "field"];
const kinds: readonly ActionKind[] = ["allow", "deny", "other"];

describe("the fills", () => {
  it("hatch deny in every colour mode, and nothing else", () => {
    for (const mode of modes) {
      const { ofPart, ofRest, ofKind, ofLegend } = buildFills(palette, model, mode);
      const list = (action: number): boolean[] => {
        const kind = kinds[action] ?? "other";
        const rules = [markOf({ action }), markOf({ action, rule: undefined }), markOf({ action }, 3, 3)].map(ofPart);
        const legend = (["action", "rule"] as const).map((by) =>
          ofLegend({ kind: "legend", by, text: "web", isHidden: false }, kind),
        );
        return [...rules, ofRest(kind), ofKind(kind), ...legend].map(({ stripe }) => stripe !== undefined);
      };
      expect([0, 1, 2].map((action) => new Set(list(action)))).toEqual([
        new Set([false]),
        new Set([true]),
        new Set([false]),
      ]);
    }
  });

  it("take the colour of what colours stand for", () => {
    const colorsOf = (mode: ColorBy): string[] => {
      const { ofPart } = buildFills(palette, model, mode);
      return [markOf({ action: 1, rule: 1 }), markOf({ rule: undefined }, 2, 3)].map((mark) => ofPart(mark).color);
    };
    expect(colorsOf("action")).toEqual(["#ff0000", "#0000ff"]);
    expect(colorsOf("rule")).toEqual(["#000002", palette.neutral]);
    expect(colorsOf("source")).toEqual(["#000003", "#000005"]);
    expect(colorsOf("destination")).toEqual(["#000004", palette.neutral]);
  });

  it("draw many ribbons in one piece in their action's colour, grey where colours stand for something else", () => {
    const restColor = (mode: ColorBy): string => buildFills(palette, model, mode).ofRest("deny").color;
    const { neutral } = palette;
    expect(modes.map(restColor)).toEqual(["#ff0000", neutral, neutral, neutral, "#ff0000"]);
  });

  it("take the author's colour of the largest cell, and the action's where it has none", () => {
    const { ofPart } = buildFills(palette, model, "field");
    const colorOf = (action: number, cellStart: number, cellEnd: number): string =>
      ofPart(markOf({ action, cellStart, cellEnd })).color;
    expect(colorOf(0, 0, 4)).toBe("#abcdef");
    expect(colorOf(1, 0, 2)).toBe("#ff0000");
    expect(colorOf(2, 3, 4)).toBe("#888888");
    expect(buildFills(palette, { ...model, colors: [] }, "field").ofPart(markOf({ action: 0 })).color).toBe("#0000ff");
  });

  it("take the colour of all rows where the author chose one", () => {
    const { ofPart } = buildFills(buildPalette(report, { ...choice, fieldColor: "#123456" }), model, "field");
    expect(ofPart(markOf({ action: 1, cellStart: 0, cellEnd: 1 })).color).toBe("#123456");
  });

  it("stand for actions without rules, and are the one of allow without actions", () => {
    const plain = { ...model, rules: [], actions: [], actionKinds: [] };
    expect(buildFills(palette, plain, "rule").ofPart(markOf({ action: 1 })).color).toBe("#0000ff");
    expect(buildFills(palette, { ...model, rules: [] }, "rule").ofPart(markOf({ action: 1 })).color).toBe("#ff0000");
  });

  it("give the bands of an arc its colour, and grey where colours stand for no host", () => {
    for (const mode of ["source", "destination"] as const) {
      const { ofBands } = buildFills(palette, model, mode);
      expect(ofBands(0)).toEqual({ outgoing: "#000003", incoming: "rgb(140, 140, 142)" });
      expect(ofBands(3).outgoing).toBe(palette.neutral);
    }
    const { outgoing, incoming } = buildFills(palette, model, "rule").ofBands(0);
    expect([outgoing, incoming]).toEqual([palette.arcs.outgoing, palette.arcs.incoming]);
  });

  it("ask the report once for each colour and make equal fills once", () => {
    const colorOf = jasmine.createSpy("colorOf", () => "#118dff").and.callThrough();
    const { ofPart } = buildFills(buildPalette({ ...report, colorOf }, choice), model, "rule");
    const fills = Array.from({ length: 100 }, (_, index) => ofPart(markOf({ rule: index % 2, action: index % 2 })));
    expect(new Set(fills).size).toBe(2);
    expect(colorOf).toHaveBeenCalledTimes(2);
  });

  it("hatch denied flows always, only where colours are not those of actions, or never", () => {
    const isHatched = (mode: ColorBy, hatch: Hatch, of = palette): boolean => {
      return buildFills(of, model, mode, hatch).ofPart(markOf({ action: 1 })).stripe !== undefined;
    };
    const modesHatched = (hatch: Hatch, of = palette): ColorBy[] => modes.filter((mode) => isHatched(mode, hatch, of));
    expect(modesHatched("always")).toEqual([...modes]);
    expect(modesHatched("otherColors")).toEqual(modes.filter((mode) => mode !== "action"));
    expect(modesHatched("never")).toEqual([]);
    expect(modesHatched("never", buildPalette({ ...report, isHighContrast: true }, choice))).toEqual([...modes]);
  });

  it("are neutral and not hatched for a part of several actions, but for those of one kind", () => {
    const joined = [0, 1].map((action) => markOf({ action }).part);
    const { ofPart } = buildFills(palette, model, "action");
    expect(ofPart(markOf({ action: undefined, joined }))).toEqual(palette.fillWith(palette.neutral, "other"));
    const denials = [1, 1].map((action) => markOf({ action }).part);
    expect(ofPart(markOf({ action: undefined, joined: denials })).stripe).toBeDefined();
  });

  it("are of two colours in high contrast, in every mode", () => {
    const contrast = buildPalette({ ...report, isHighContrast: true }, choice);
    for (const mode of modes) {
      const { ofPart, ofBands } = buildFills(contrast, model, mode);
      const marks = [0, 1, 2].map((action) => ofPart(markOf({ action })));
      const used = marks.flatMap(({ color, stripe, stroke }) => [color, stripe ?? color, stroke]);
      const { outgoing, incoming } = ofBands(0);
      expect([...new Set([...used, outgoing, incoming])].sort()).toEqual(["#000000", "#ffffff"]);
      expect(new Set(marks.map((fill) => JSON.stringify(fill))).size).toBe(3);
    }
  });
});

describe("the colours to pick", () => {
  it("are those of the rules, with a word for the blank one", () => {
    expect(listColorEntries(palette, model, "rule", "(Blank)")).toEqual([
      { key: "web", displayName: "web", color: "#000001" },
      { key: "rdp", displayName: "rdp", color: "#000002" },
      { key: "", displayName: "(Blank)", color: palette.neutral },
    ]);
  });

  it("are those of hosts and groups by key, with their path where names are alike, and not of Others", () => {
    expect(listColorEntries(palette, model, "source", "(Blank)")).toEqual([
      { key: "10.0.0.4", displayName: "10.0.0.4", color: "#000003" },
      { key: "hub\u0000dc", displayName: "hub / dc", color: "#000004" },
      { key: "spoke\u0000dc", displayName: "spoke / dc", color: "#000005" },
    ]);
  });

  it("are at most thirty, and none where colours stand for something else", () => {
    const rules = Array.from({ length: 5000 }, (_, rule) => `rule ${rule}`);
    const colorOf = jasmine.createSpy("colorOf", () => "#118dff").and.callThrough();
    const asked = buildPalette({ ...report, colorOf }, choice);
    expect(listColorEntries(asked, { ...model, rules }, "rule", "").length).toBe(30);
    expect(colorOf).toHaveBeenCalledTimes(30);
    expect([
      ...listColorEntries(palette, model, "action", ""),
      ...listColorEntries(palette, model, "field", ""),
    ]).toEqual([]);
  });
});
