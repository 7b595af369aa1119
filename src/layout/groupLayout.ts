import type { OpenGroup } from "../model/types";
import { fitText } from "./fitText";
import type { ArcShape, GroupShape, MeasureText } from "./types";

/** How brackets are set: the size of their names in px, 0 for none, and how wide those are. */
export interface GroupStyle {
  readonly fontSizePx: number;
  readonly measure: MeasureText;
}

/** Between the circle and the first bracket, and what a bracket takes beside the height of its name, in px. */
const firstGap = 8;
const lineRoom = 5;
/** Of its bracket's length, in px, a name leaves so much free. */
const nameMargin = 8;

/** How many brackets stand over each other: open groups within open groups. */
export function countLevels(groups: readonly OpenGroup[]): number {
  return groups.reduce((most, group) => Math.max(most, levelOf(group, groups) + 1), 0);
}

/** The px that so many levels of brackets take outside the circle. */
export function bracketRoom(levels: number, { fontSizePx }: GroupStyle): number {
  return levels === 0 ? 0 : firstGap + levels * bracketStep(fontSizePx);
}

function bracketStep(fontSizePx: number): number {
  return lineRoom + Math.ceil(fontSizePx * 1.15);
}

/** The brackets around the arcs of the open groups, outside a circle of a radius in px. */
export function layoutGroups(
  groups: readonly OpenGroup[],
  arcs: readonly ArcShape[],
  radius: number,
  style: GroupStyle,
): GroupShape[] {
  return groups.flatMap((group) => {
    const [first, last] = [arcs[group.start]?.track, arcs[group.end - 1]?.track];
    if (first === undefined || last === undefined || !(last.end > first.start)) return [];
    const level = levelOf(group, groups);
    const ofLine = radius + firstGap + level * bracketStep(style.fontSizePx);
    const length = (last.end - first.start) * ofLine - nameMargin;
    const text = style.fontSizePx > 0 ? fitText(group.label, length, style.measure) : "";
    const mark = { kind: "group", panel: arcs[0]?.mark.panel ?? 0, group } as const;
    return [{ mark, level, radius: ofLine, text, start: first.start, end: last.end }];
  });
}

/** The level of a bracket: 0 where no open group is within it, else one above the highest of those. */
function levelOf(group: OpenGroup, groups: readonly OpenGroup[]): number {
  const within = groups.filter(({ parent }) => parent === group.key);
  return within.reduce((level, inner) => Math.max(level, levelOf(inner, groups) + 1), 0);
}
