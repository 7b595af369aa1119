import type { LegendMark, PartMark } from "../layout/types";
import type { ColorBy, Hatch } from "../model/colors";
import type { ActionKind, ChordModel, Part, Slot } from "../model/types";
import type { BandColors, Fill, Palette } from "./palette";

/** How the marks of a model are filled; equal fills are one object, made when it is first asked for. */
export interface Fills {
  readonly ofPart: (mark: PartMark) => Fill;
  /** Of ribbons of one kind of action that are drawn as one. */
  readonly ofRest: (kind: ActionKind) => Fill;
  /** Of the outer ring, which always tells the kinds of action apart. */
  readonly ofKind: (kind: ActionKind) => Fill;
  /** Of an entry of the legend whose flows are of this kind; where colours stand for hosts, an action has only its hatch. */
  readonly ofLegend: (mark: LegendMark, kind: ActionKind) => Fill;
  /** Of the bands of a slot's arc: its own colour where colours stand for hosts, else grey. */
  readonly ofBands: (slot: number) => BandColors;
}

/**
 * Fills by what the author lets colours stand for. Without the field they stand for actions. In high contrast deny is
 * hatched in every case: there is nothing else to tell it by.
 */
export function buildFills(palette: Palette, model: ChordModel, colorBy: ColorBy, hatch: Hatch = "always"): Fills {
  const mode = colorBy === "rule" && model.rules.length === 0 ? "action" : colorBy;
  const isHatched = palette.isHighContrast || hatch === "always" || (hatch === "otherColors" && mode !== "action");
  const fillWith = memoize2((color: string, kind: ActionKind) => {
    return palette.fillWith(color, kind === "deny" && !isHatched ? "allow" : kind);
  });
  const ofKind = (kind: ActionKind): Fill => fillWith(palette.colorOfKind(kind), kind);
  const kindOf = buildKinds(model);
  const colorOfRule = memoize((rule: number) => palette.colorOfRule(model.rules[rule] ?? ""));
  const colorOfSlot = buildSlotColors(palette, model.slots);
  const colorOfCode = memoize((code: number) => palette.colorOfField(model.colors[code] ?? ""));
  const ofAction = (kind: ActionKind | undefined): string =>
    kind === undefined ? palette.neutral : palette.colorOfKind(kind);
  const colorOf: Readonly<Record<ColorBy, (mark: PartMark, kind: ActionKind | undefined) => string>> = {
    action: (_, kind) => ofAction(kind),
    rule: ({ part: { rule } }) => (rule === undefined ? palette.neutral : colorOfRule(rule)),
    source: ({ link }) => colorOfSlot(link.source),
    destination: ({ link }) => colorOfSlot(link.target),
    field: ({ part }, kind) => colorOfCode(largestColor(model, part)) ?? ofAction(kind),
  };
  const colorOfMark = colorOf[mode];
  const isByKind = mode === "action" || mode === "field";
  const neutralOf = (kind: ActionKind): Fill => fillWith(palette.neutral, kind);
  return {
    ofPart: (mark) => {
      const kind = kindOf(mark.part);
      return fillWith(colorOfMark(mark, kind), kind ?? "other");
    },
    ofRest: isByKind ? ofKind : neutralOf,
    ofKind,
    ofLegend: ({ by, text }, kind) => {
      if (by === "rule") return fillWith(palette.colorOfRule(text), kind);
      return isByKind ? ofKind(kind) : neutralOf(kind);
    },
    ofBands: mode === "source" || mode === "destination" ? buildBands(palette, colorOfSlot) : () => palette.arcs,
  };
}

/** The kind of a part's actions, undefined where it has several. */
function buildKinds({ actionKinds }: ChordModel): (part: Part) => ActionKind | undefined {
  const kindOf = ({ action }: Part): ActionKind => actionKinds[action ?? -1] ?? "allow";
  return (part) => {
    if (part.joined === undefined) return kindOf(part);
    const [kind, another] = new Set(part.joined.map(kindOf));
    return another === undefined ? kind : undefined;
  };
}

/** The colour of a slot's host or group; Others have none of their own. */
function buildSlotColors(palette: Palette, slots: readonly Slot[]): (slot: number) => string {
  const nameOf = buildColorNames(slots);
  return memoize((index: number) => {
    const slot = slots[index];
    if (slot === undefined || slot.kind === "others") return palette.neutral;
    return palette.colorOfHost(slot.key, nameOf(slot));
  });
}

/** What the report knows a slot by: its label, as in other visuals, or its whole path where labels are alike. */
export function buildColorNames(slots: readonly Slot[]): (slot: Slot) => string {
  const counts = new Map<string, number>();
  for (const { label } of slots) counts.set(label, (counts.get(label) ?? 0) + 1);
  return ({ label, path }) => (counts.get(label) === 1 ? label : path.join(" / "));
}

function buildBands(palette: Palette, colorOfSlot: (slot: number) => string): (slot: number) => BandColors {
  if (palette.isHighContrast) return () => palette.arcs;
  return memoize((slot: number) => {
    const outgoing = colorOfSlot(slot);
    return { outgoing, incoming: palette.lighten(outgoing) };
  });
}

/** A part has rows of several colours at times: it takes that of its largest cell. */
function largestColor({ cells, cellOrder }: ChordModel, { cellStart, cellEnd }: Part): number {
  let largest = cellOrder[cellStart] ?? 0;
  for (let index = cellStart + 1; index < cellEnd; index++) {
    const cell = cellOrder[index] ?? 0;
    if (cells.amountOf(cell) > cells.amountOf(largest)) largest = cell;
  }
  return cells.colorOf(largest);
}

function memoize<K, V>(build: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined || known.has(key)) return value as V;
    const built = build(key);
    known.set(key, built);
    return built;
  };
}

function memoize2<A, B, V>(build: (a: A, b: B) => V): (a: A, b: B) => V {
  const rows = memoize((a: A) => memoize((b: B) => build(a, b)));
  return (a, b) => rows(a)(b);
}
