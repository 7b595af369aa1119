import type { LabelRoom } from "./labelLines";
import type { ArcShape, Span } from "./types";

/**
 * The radius in px at which the label of an arc may begin: at the arc's own edge where nothing lies around those on the
 * stretch of the circle that the label passes, else outside of all brackets.
 */
export function findStart(
  arcs: readonly ArcShape[],
  own: ArcShape,
  { radius, edgeOf }: Pick<LabelRoom, "radius" | "edgeOf">,
  passed: () => Span,
): number {
  let edge = edgeOf(own.mark.slot);
  if (edge >= radius) return radius;
  const { start, end } = passed();
  for (const { mark, track } of arcs) {
    if (overlaps(track, start, end)) edge = Math.max(edge, edgeOf(mark.slot));
  }
  return Math.min(edge, radius);
}

/** Angles beyond 12 o'clock are those on its other side. */
function overlaps(track: Span, start: number, end: number): boolean {
  const turn = 2 * Math.PI;
  return [-turn, 0, turn].some((shift) => track.start + shift <= end && track.end + shift >= start);
}
