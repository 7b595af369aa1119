import { fitText } from "./fitText";
import { pointAt } from "./ribbonPath";
import type { ArcShape, LabelShape, MeasureText } from "./types";

/** The room around a circle: half of the width and height of its cell, the circle's radius and a line's height in px. */
export interface LabelRoom {
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly radius: number;
  readonly lineHeight: number;
  readonly measure: MeasureText;
}

/** Between the circle and a label, in px; a moved label's line to its arc turns halfway. */
const labelGap = 10;
/** Between the turn of a leader line and its text, in px. */
const leaderGap = 5;
/** A label is moved by at most this many lines: farther away it would be taken for another arc's. */
const farthestMove = 3.5;
/** A label moved by less than this many px needs no line. */
const nearEnough = 2;

interface Placed {
  readonly length: number;
  readonly arc: ArcShape;
  readonly text: string;
  readonly angle: number;
}

/**
 * Labels that stand upright left and right of the circle, moved up or down until none overlaps, with a line to the arc.
 * Where that takes too many lines or moves one too far, those of the shortest arcs are left out.
 */
export function layoutUpright(arcs: readonly ArcShape[], texts: readonly string[], room: LabelRoom): LabelShape[] {
  const placed = listPlaced(arcs, texts, room.radius);
  const capacity = Math.max(Math.floor((2 * room.halfHeight) / room.lineHeight), 0);
  return [true, false].flatMap((isRight) => {
    const ofSide = placed.filter(({ angle }) => Math.sin(angle) >= 0 === isRight);
    for (let count = Math.min(ofSide.length, capacity); count > 0; count--) {
      const kept = ofSide.slice(0, count).sort((a, b) => anchorY(a, room) - anchorY(b, room));
      const anchors = kept.map((label) => anchorY(label, room));
      const heights = spreadLines(anchors, room);
      const moves = heights.map((height, index) => Math.abs(height - (anchors[index] ?? height)));
      if (count > 1 && Math.max(...moves) > farthestMove * room.lineHeight) continue;
      return kept.flatMap((label, index) => uprightLabel(label, heights[index] ?? 0, isRight ? 1 : -1, room));
    }
    return [];
  });
}

/** Labels that stand along the radius; where two would overlap, the one of the longer arc stays. */
export function layoutRadial(arcs: readonly ArcShape[], texts: readonly string[], room: LabelRoom): LabelShape[] {
  const radius = room.radius + labelGap / 2;
  const narrowest = (room.lineHeight * 0.9) / radius;
  const taken: number[] = [];
  const width = Math.min(room.halfWidth, room.halfHeight) - radius;
  return listPlaced(arcs, texts, room.radius).flatMap(({ arc, text: whole, angle }) => {
    if (taken.some((other) => turnBetween(other, angle) < narrowest)) return [];
    const text = fitText(whole, width, room.measure);
    if (text === "") return [];
    taken.push(angle);
    const [x, y] = pointAt(angle, radius);
    const isRight = Math.sin(angle) >= 0;
    const turn = (angle * 180) / Math.PI - (isRight ? 90 : 270);
    return [{ mark: arc.mark, text, whole, x, y, turn, anchor: isRight ? "start" : "end", leader: [] }];
  });
}

/** Arcs shorter than this, in px, are labelled only among the first few slots. */
const shortestArc = 4;
const alwaysLabelled = 8;

/** The arcs that are labelled, the longest first, to a tenth of a px: sums of angles differ in their last digit. */
function listPlaced(arcs: readonly ArcShape[], texts: readonly string[], radius: number): Placed[] {
  const placed = arcs.flatMap((arc) => {
    const { outgoing, incoming, mark } = arc;
    const exactLength = (outgoing.end - outgoing.start + incoming.end - incoming.start) * radius;
    const length = Math.ceil(exactLength * 10) / 10;
    const text = texts[mark.slot];
    if (length === 0 || text === undefined || (length < shortestArc && mark.slot >= alwaysLabelled)) return [];
    return [{ arc, text, length, angle: (outgoing.start + incoming.end) / 2 }];
  });
  return placed.sort((a, b) => b.length - a.length);
}

function anchorY({ angle }: Pick<Placed, "angle">, { radius }: LabelRoom): number {
  return -(radius + labelGap) * Math.cos(angle);
}

/** Moves sorted heights apart by a line each, as little as possible in sum of squares, and keeps them in the room. */
function spreadLines(heights: readonly number[], { lineHeight, halfHeight }: LabelRoom): number[] {
  const blocks: { sum: number; count: number }[] = [];
  heights.forEach((height, index) => {
    let block = { sum: height - index * lineHeight, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  const highest = -halfHeight + lineHeight / 2;
  const lowest = halfHeight - lineHeight / 2 - (heights.length - 1) * lineHeight;
  const spread = blocks.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
  return spread.map((height, index) => Math.max(Math.min(height, lowest), highest) + index * lineHeight);
}

function uprightLabel({ arc, text: whole, angle }: Placed, y: number, side: 1 | -1, room: LabelRoom): LabelShape[] {
  const reach = room.radius + labelGap;
  const isMoved = Math.abs(y - anchorY({ angle }, room)) > nearEnough;
  const elbow = pointAt(angle, room.radius + labelGap / 2);
  // The line bends at the elbow towards the text: a text that began nearer to the middle would be struck through.
  const nearest = isMoved ? Math.abs(elbow[0]) + leaderGap : 4;
  const x = Math.max(Math.sqrt(Math.max(reach * reach - y * y, 0)), nearest);
  const text = fitText(whole, room.halfWidth - x, room.measure);
  if (text === "") return [];
  const leader = isMoved ? [pointAt(angle, room.radius + 2), elbow, [side * (x - 3), y] as const] : [];
  return [{ mark: arc.mark, text, whole, x: side * x, y, turn: 0, anchor: side > 0 ? "start" : "end", leader }];
}

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % (2 * Math.PI);
  return Math.min(turn, 2 * Math.PI - turn);
}
