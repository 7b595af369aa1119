import { directionOf, pathNumber, pointText, type Direction } from "./pathText";
import type { Span } from "./types";

/** A ring's stretch as SVG path data in px from the middle; empty without a length. */
export function bandPath({ start, end }: Span, inner: number, outer: number): string {
  if (!(end > start) || !(outer > inner)) return "";
  if (end - start > 2 * Math.PI - 1e-6) return ringPath(inner, outer);
  const [from, to] = [directionOf(start), directionOf(end)];
  const there = `M${pointText(from, outer)}${turnText(from, to, outer)}`;
  return `${there}L${pointText(to, inner)}${turnText(to, from, inner)}Z`;
}

/** A line along a circle, against the clock where it ends before it starts; its ends turn inwards by so many px. */
export function bracketPath(start: number, end: number, radius: number, tick: number): string {
  const [from, to] = [directionOf(start), directionOf(end)];
  const line = `L${pointText(from, radius)}${turnText(from, to, radius)}`;
  return `M${pointText(from, radius - tick)}${line}L${pointText(to, radius - tick)}`;
}

/** The arc of a circle to a direction; a straight line where the difference could not be seen. */
export function turnText(from: Direction, to: Direction, radius: number): string {
  const turn = to.angle - from.angle;
  if (turn * turn * radius < 0.4) return `L${pointText(to, radius)}`;
  const size = pathNumber(radius);
  return `A${size},${size} 0 ${Math.abs(turn) > Math.PI ? 1 : 0} ${turn > 0 ? 1 : 0} ${pointText(to, radius)}`;
}

/** A whole ring: an arc cannot end where it starts, so that it takes two halves. */
function ringPath(inner: number, outer: number): string {
  const circle = (radius: number, turn: number): string => {
    const [start, middle, end] = [directionOf(0), directionOf(turn * Math.PI), directionOf(turn * 2 * Math.PI)];
    return `M${pointText(start, radius)}${turnText(start, middle, radius)}${turnText(middle, end, radius)}Z`;
  };
  return circle(outer, 1) + circle(inner, -1);
}
