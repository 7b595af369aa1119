import type { Amount } from "../model/amount";
import type { ChordModel, PanelDetail } from "../model/types";
import { addMix, layoutArcs } from "./arcLayout";
import type { Circle } from "./circle";
import { bracketRoom, countLevels, layoutGroups, type GroupStyle } from "./groupLayout";
import { layoutLabels, type LabelInput } from "./labelLayout";
import { buildRadii, clamp, type RadiiLook } from "./radii";
import { layoutRibbons } from "./ribbonLayout";
import type { ArcShape, ChordPanel, LabelShape, Rect, TextShape } from "./types";

/** What is laid out where; the boxes of all diagrams are of one size. */
export interface PlacedDetail {
  readonly detail: PanelDetail;
  readonly box: Rect;
  readonly title: TextShape | undefined;
}

/** How circles are laid out, all of a visual alike. */
export interface ChordInput {
  readonly model: ChordModel;
  readonly circle: Circle;
  readonly weigh: (amount: Amount) => number;
  readonly labels: LabelInput;
  /** The names of open groups. */
  readonly smallStyle: GroupStyle;
  readonly ends: RadiiLook;
  /** Whether arcs have a ring that tells their mix of actions, if there is room for it. */
  readonly hasMix: boolean;
}

/** Circles with a smaller radius, in px, have no ring of the mix, and brackets no names. */
const smallest = { mix: 100, names: 80 };

/** Diagrams as circles, all of one size: arcs, brackets of open groups, ribbons and labels. */
export function layoutChords(placed: readonly PlacedDetail[], input: ChordInput): ChordPanel[] {
  const { model, circle, weigh } = input;
  const [first] = placed;
  if (first === undefined) return [];
  const brackets = styleBrackets(input, first.box);
  const diagrams = placed.map(({ detail }) => layoutArcs(detail.panel, circle, weigh));
  const labelled = layoutLabels(diagrams, first.box, input.labels, {
    room: brackets.room,
    isAround: (slot) => model.slots[slot]?.parent !== undefined,
  });
  return placed.map((one, index) => {
    const { radius = 1, labels = [] } = labelled[index] ?? {};
    return layoutChord(one, diagrams[index] ?? [], { input, radius, labels, brackets: brackets.style });
  });
}

interface ChordFrame {
  readonly input: ChordInput;
  readonly radius: number;
  readonly labels: readonly LabelShape[];
  readonly brackets: GroupStyle;
}

function layoutChord(
  { detail, box, title }: PlacedDetail,
  arcs: readonly ArcShape[],
  { input, radius, labels, brackets }: ChordFrame,
): ChordPanel {
  const { model, weigh } = input;
  const hasMix = input.hasMix && radius >= smallest.mix;
  const radii = buildRadii(radius, hasMix, input.ends);
  const { ribbons, rest } = layoutRibbons(detail, arcs, { weigh, radius: radii.leave, kinds: model.actionKinds });
  return {
    kind: "chord",
    panel: detail.panel,
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    radii,
    title,
    arcs: hasMix ? addMix(arcs, [...detail.links, ...detail.rest], model.actionKinds) : arcs,
    groups: layoutGroups(model.openGroups, arcs, radius, brackets),
    ribbons,
    rest,
    labels,
  };
}

/** Brackets have names where the circle is large enough for them, and take a fifth of its radius at most. */
function styleBrackets({ model, smallStyle }: ChordInput, box: Rect): { style: GroupStyle; room: number } {
  const levels = countLevels(model.openGroups);
  const half = Math.min(box.width, box.height) / 2;
  const isNamed = half >= smallest.names && bracketRoom(levels, smallStyle) <= half / 5;
  const style = isNamed ? smallStyle : { ...smallStyle, fontSizePx: 0 };
  return { style, room: clamp(bracketRoom(levels, style), 0, half / 3) };
}
