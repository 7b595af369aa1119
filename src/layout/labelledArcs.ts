import type { ArcShape } from "./types";
import type { LabelText } from "./labelLines";

/** An arc that is labelled: what it says, the angle of its middle, and its length in px, which is its rank. */
export interface LabelledArc {
  readonly arc: ArcShape;
  readonly text: LabelText;
  readonly angle: number;
  readonly length: number;
}

/** Arcs shorter than this, in px, are labelled only if they are among the longest few. */
const shortestArc = 4;
const alwaysLabelled = 8;

/** The arcs that are labelled, the longest first, to a tenth of a px: sums of angles differ in their last digit. */
export function listLabelled(arcs: readonly ArcShape[], texts: readonly LabelText[], radius: number): LabelledArc[] {
  const labelled: LabelledArc[] = [];
  for (const arc of arcs) {
    const { outgoing, incoming, mark } = arc;
    const text = texts[mark.slot];
    const exactLength = (outgoing.end - outgoing.start + incoming.end - incoming.start) * radius;
    const length = Math.ceil(exactLength * 10) / 10;
    if (!(length > 0) || text === undefined || text.name === "") continue;
    labelled.push({ arc, text, length, angle: middleOf(arc) });
  }
  const sorted = labelled.sort((a, b) => b.length - a.length);
  return sorted.filter(({ length }, rank) => length >= shortestArc || rank < alwaysLabelled);
}

/** The middle of what is drawn of an arc: it may have only one of its parts. */
function middleOf({ outgoing, incoming }: ArcShape): number {
  if (outgoing.end === outgoing.start) return (incoming.start + incoming.end) / 2;
  if (incoming.end === incoming.start) return (outgoing.start + outgoing.end) / 2;
  return (outgoing.start + incoming.end) / 2;
}
