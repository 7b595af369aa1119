import { pathNumber, polarText } from "./pathText";
import type { Span } from "./types";

/** A ring's stretch as SVG path data in px from the middle; empty without a length. */
export function bandPath({ start, end }: Span, inner: number, outer: number): string {
  if (!(end > start) || !(outer > inner)) return "";
  if (end - start > 2 * Math.PI - 1e-6) return ringPath(inner, outer);
  const there = `M${polarText(start, outer)}${turnText(start, end, outer)}`;
  return `${there}L${polarText(end, inner)}${turnText(end, start, inner)}Z`;
}

/** A line along a circle, against the clock where it ends before it starts. */
export function linePath(start: number, end: number, radius: number): string {
  return `M${polarText(start, radius)}${turnText(start, end, radius)}`;
}

/** The arc of a circle to an angle; a straight line where the difference could not be seen. */
export function turnText(from: number, to: number, radius: number): string {
  const turn = Math.abs(to - from);
  if (turn * turn * radius < 0.4) return `L${polarText(to, radius)}`;
  const size = pathNumber(radius);
  return `A${size},${size} 0 ${turn > Math.PI ? 1 : 0} ${to > from ? 1 : 0} ${polarText(to, radius)}`;
}

/** A whole ring: an arc cannot end where it starts, so that it takes two halves. */
function ringPath(inner: number, outer: number): string {
  const circle = (radius: number, turn: number): string =>
    `M${polarText(0, radius)}${turnText(0, turn * Math.PI, radius)}${turnText(turn * Math.PI, turn * 2 * Math.PI, radius)}Z`;
  return circle(outer, 1) + circle(inner, -1);
}
