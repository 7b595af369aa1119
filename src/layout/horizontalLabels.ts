import { fitLabel, type FittedLabel, type LabelRoom, type LabelText } from "./labelLines";
import { listLabelled, type LabelledArc } from "./labelledArcs";
import { findStart } from "./labelStart";
import { pointAt } from "./pathText";
import { spreadBlocks, type Block } from "./spreadBlocks";
import type { ArcShape, LabelShape, Span } from "./types";

/** Between the circle and a label, in px; a moved label's line to its arc turns halfway. */
const labelGap = 10;
/** Between the turn of a leader line and its text, in px. */
const leaderGap = 5;
/** A label is moved by at most this many lines: farther away it would be taken for another arc's. */
const farthestMove = 3.5;
/** A label moved by less than this many px needs no line. */
const nearEnough = 2;
/** A line's height and the room between two labels, as shares of the size of the type. */
const lineStep = 1.15;
const blockGap = 0.15;

/** A label of one side before it has a place: its block of lines and how high it would like to stand. */
interface Candidate extends Block {
  readonly labelled: LabelledArc;
  /** How far from the middle it begins, in px, if it is not moved. */
  readonly reach: number;
  readonly lineLimit: number;
  readonly fitted: FittedLabel;
}

/**
 * Labels that stand upright left and right of the circle, moved up or down until none overlaps, with a line to the arc.
 * Where that takes too much height or moves one too far, those of the shortest arcs in the crowd are left out.
 */
export function layoutHorizontal(
  arcs: readonly ArcShape[],
  texts: readonly LabelText[],
  room: LabelRoom,
): LabelShape[] {
  const labelled = listLabelled(arcs, texts, room.radius);
  const candidates = labelled.map((one, rank) => {
    return buildCandidate(one, arcs, { ...room, lineLimit: rank < room.wrappedCount ? room.lineLimit : 1 });
  });
  return [true, false].flatMap((isRight) => {
    const ofSide = candidates.filter(({ labelled: { angle }, fitted }) => {
      return fitted.lines.length > 0 && Math.sin(angle) >= 0 === isRight;
    });
    return placeSide(takeFitting(ofSide, room), room).map(({ candidate, y }) =>
      placeLabel(candidate, y, isRight ? 1 : -1, room),
    );
  });
}

function buildCandidate(labelled: LabelledArc, arcs: readonly ArcShape[], room: LabelRoom): Candidate {
  const fitted = fitLabel(labelled.text, { ...room, width: room.halfWidth - room.radius - labelGap });
  const height = (fitted.rows * lineStep + blockGap) * room.fontSizePx;
  const start = findStart(arcs, labelled.arc, room, () => listPassed(labelled, height, room));
  const reach = start + labelGap;
  return { labelled, reach, lineLimit: room.lineLimit, fitted, height, wanted: -reach * Math.cos(labelled.angle) };
}

/** The angles that a label passes on its way out, from its arc to where it is outside of all brackets. */
function listPassed({ angle, arc }: LabelledArc, height: number, { radius, edgeOf }: LabelRoom): Span {
  const outside = radius + labelGap;
  const cosine = ((edgeOf(arc.mark.slot) + labelGap) / outside) * Math.cos(angle);
  const turned = Math.sin(angle) >= 0 ? Math.acos(cosine) : 2 * Math.PI - Math.acos(cosine);
  const half = height / 2 / radius;
  return { start: Math.min(angle, turned) - half, end: Math.max(angle, turned) + half };
}

/** As many labels, those of the longest arcs first, as the side is high. */
function takeFitting(candidates: readonly Candidate[], { halfHeight }: LabelRoom): Candidate[] {
  let left = 2 * halfHeight;
  return candidates.filter(({ height }) => {
    if (height > left) return false;
    left -= height;
    return true;
  });
}

/** Moves the labels of a side apart; as long as one is moved too far, the shortest arc in its crowd loses its label. */
function placeSide(candidates: readonly Candidate[], room: LabelRoom): { candidate: Candidate; y: number }[] {
  let kept = [...candidates].sort((a, b) => a.wanted - b.wanted);
  for (;;) {
    const spread = spreadBlocks(kept, room.halfHeight);
    const worst = spread.reduce((most, place) => (place.move > most.move ? place : most), { move: 0, crowd: -1 });
    const crowd = kept.filter((_, index) => spread[index]?.crowd === worst.crowd);
    if (worst.move <= farthestMove * room.fontSizePx * 1.3 || crowd.length < 2) {
      return kept.map((candidate, index) => ({ candidate, y: spread[index]?.y ?? candidate.wanted }));
    }
    const shortest = crowd.reduce((least, one) => (one.labelled.length < least.labelled.length ? one : least));
    kept = kept.filter((one) => one !== shortest);
  }
}

function placeLabel(
  { labelled, reach: ownReach, lineLimit, fitted, wanted, height }: Candidate,
  y: number,
  side: 1 | -1,
  room: LabelRoom,
): LabelShape {
  const { angle, arc, text } = labelled;
  const isMoved = Math.abs(y - wanted) > nearEnough;
  const reach = isMoved ? room.radius + labelGap : ownReach;
  const elbow = pointAt(angle, room.radius + labelGap / 2);
  // The line bends at the elbow towards the text: a text that began nearer to the middle would be struck through.
  const nearest = isMoved ? Math.abs(elbow[0]) + leaderGap : 4;
  const nearestY = Math.max(Math.abs(y) - Math.max(height / 2 - room.fontSizePx * 0.65, 0), 0);
  const x = Math.max(Math.sqrt(Math.max(reach * reach - nearestY * nearestY, 0)), nearest);
  const { lines, whole } = fitAnew(fitted, () => fitLabel(text, { ...room, lineLimit, width: room.halfWidth - x }));
  const leader = isMoved ? [pointAt(angle, room.edgeOf(arc.mark.slot) + 2), elbow, [side * (x - 3), y] as const] : [];
  const anchor = side > 0 ? "start" : "end";
  return { mark: arc.mark, x: side * x, y, turn: 0, anchor, lines, whole, leader };
}

/** Where a name was cut it may find more room now that its place is known, but not more rows than it has. */
function fitAnew(fitted: FittedLabel, fit: () => FittedLabel): FittedLabel {
  if (fitted.whole === undefined) return fitted;
  const anew = fit();
  return anew.rows > fitted.rows ? fitted : anew;
}
