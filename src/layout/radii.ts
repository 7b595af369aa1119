import type { Radii } from "./types";

/** Between the outer ring, the band of arcs and the ribbons, in px. */
const thinGap = 1.5;

/** The radii inside an outer radius in px; without a mix the band of arcs takes the place of the outer ring. */
export function buildRadii(outer: number, hasMix: boolean): Radii {
  const mixWidth = hasMix ? clamp(outer * 0.013, 1.5, 3) : 0;
  const bandOuter = hasMix ? outer - mixWidth - thinGap : outer;
  const bandInner = bandOuter - clamp(outer * 0.055, 2, 14);
  const leave = Math.max(bandInner - thinGap, 0.5);
  return {
    mixOuter: outer,
    mixInner: outer - mixWidth,
    bandOuter,
    bandInner,
    leave,
    enter: leave - clamp(outer * 0.02, 0, 5),
  };
}

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
