import { fitLabel, type LabelRoom, type LabelText } from "./labelLines";
import { listLabelled, type LabelledArc } from "./labelledArcs";
import { findStart } from "./labelStart";
import { pointAt } from "./pathText";
import { clamp } from "./radii";
import type { ArcShape, LabelShape } from "./types";

/** Between the circle and a label, in px. */
const labelGap = 5;
/** A line's height and the least distance between two labels, as shares of the size of the type. */
const lineStep = 1.15;
const lineRoom = 1.2;
/** Shorter labels than this many times the size of the type say nothing. */
const shortest = 1.5;

/** Labels that stand along the radius; where two would overlap, the one of the longer arc stays. */
export function layoutRadial(arcs: readonly ArcShape[], texts: readonly LabelText[], room: LabelRoom): LabelShape[] {
  const outside = room.radius + labelGap;
  const taken: { angle: number; half: number }[] = [];
  return listLabelled(arcs, texts, room.radius).flatMap((labelled) => {
    const { angle } = labelled;
    const lines = shareLines(labelled, room, outside);
    const halfHeight = (room.fontSizePx * (lineRoom + (countRows(lines) - 1) * lineStep)) / 2;
    const widest = halfHeight / Math.max(room.edgeOf(labelled.arc.mark.slot), 1);
    const start = findStart(arcs, labelled.arc, room, () => ({ start: angle - widest, end: angle + widest }));
    const radius = start + labelGap;
    const half = halfHeight / radius;
    const width = reachAt(angle, halfHeight, room) - radius;
    if (width < room.fontSizePx * shortest || isTaken(taken, angle, half)) return [];
    const fitted = fitLabel(labelled.text, { ...room, width, ...lines });
    if (fitted.lines.length === 0) return [];
    taken.push({ angle, half });
    const [x, y] = pointAt(angle, radius);
    const isRight = Math.sin(angle) >= 0;
    const turn = (angle * 180) / Math.PI - (isRight ? 90 : 270);
    const anchor = isRight ? "start" : "end";
    return [{ mark: labelled.arc.mark, x, y, turn, anchor, lines: fitted.lines, whole: fitted.whole, leader: [] }];
  });
}

/** As many lines as the arc is wide, as more would take the place of its neighbours' labels; one of them for the value. */
function shareLines(
  { arc: { track }, text }: LabelledArc,
  { fontSizePx, lineLimit }: LabelRoom,
  radius: number,
): Pick<LabelRoom, "lineLimit" | "valuePlace"> {
  const lines = Math.floor(((track.end - track.start) * radius) / (fontSizePx * lineStep));
  const isBelow = text.value !== "" && lines > 1;
  return { lineLimit: clamp(isBelow ? lines - 1 : lines, 1, lineLimit), valuePlace: isBelow ? "below" : "behind" };
}

function countRows({ lineLimit, valuePlace }: Pick<LabelRoom, "lineLimit" | "valuePlace">): number {
  return lineLimit + (valuePlace === "below" ? 1 : 0);
}

/** How far a label so many px high reaches at an angle from the middle before a corner of it would leave the cell. */
function reachAt(angle: number, half: number, { halfWidth, halfHeight }: LabelRoom): number {
  const [sine, cosine] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))];
  return Math.min(
    (halfWidth - half * cosine) / Math.max(sine, 1e-9),
    (halfHeight - half * sine) / Math.max(cosine, 1e-9),
  );
}

function isTaken(taken: readonly { angle: number; half: number }[], angle: number, half: number): boolean {
  return taken.some((other) => turnBetween(other.angle, angle) < other.half + half);
}

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % (2 * Math.PI);
  return Math.min(turn, 2 * Math.PI - turn);
}
