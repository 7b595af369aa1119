import type { LabelRoom } from "./labelLines";
import type { ArcShape, Span } from "./types";

/**
 * The radius in px at which a label over a stretch of the circle may begin: at the arcs' own edge where nothing lies
 * around them, else outside of all brackets.
 */
export function findStart(
  arcs: readonly ArcShape[],
  { start, end }: Span,
  { radius, edgeOf }: Pick<LabelRoom, "radius" | "edgeOf">,
): number {
  let edge = 0;
  for (const { mark, track } of arcs) {
    if (overlaps(track, start, end)) edge = Math.max(edge, edgeOf(mark.slot));
  }
  return edge > 0 ? Math.min(edge, radius) : radius;
}

/** Angles beyond 12 o'clock are those on its other side. */
function overlaps(track: Span, start: number, end: number): boolean {
  const turn = 2 * Math.PI;
  return [-turn, 0, turn].some((shift) => track.start + shift <= end && track.end + shift >= start);
}
