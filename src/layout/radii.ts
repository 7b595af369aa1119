import type { Radii } from "./types";

/** How arcs look: their thickness as a share of the usual one, and whether the outer ring tells their mix of actions. */
export interface ArcLook {
  readonly thickness: number;
  readonly showMix: boolean;
}

/** How ribbons look: the gap between two as a share of the usual one, and whether they end in heads. */
export interface RibbonLook {
  readonly gap: number;
  readonly showHeads: boolean;
}

/** What radii are made by, beside the outer one. */
export type RadiiLook = Pick<ArcLook, "thickness"> & RibbonLook;

const usualLook: RadiiLook = { thickness: 1, gap: 1, showHeads: true };

/** Between the outer ring, the band of arcs and the ribbons, in px. */
const thinGap = 1.5;
/** However thick, arcs take at most this share of the radius. */
const thickest = 0.3;
/** Ribbons keep this distance to each other at the rim, in px, but give up at most this share of their width for it. */
const ribbonGap = { px: 0.8, share: 0.2, mostShare: 0.6 };
/** A head is at most this share of the radius long. */
const longestHead = 0.05;

/** The radii inside an outer radius in px; without a mix the band of arcs takes the place of the outer ring. */
export function buildRadii(outer: number, hasMix: boolean, look = usualLook): Radii {
  const mixWidth = hasMix ? clamp(outer * 0.013, 1.5, 3) : 0;
  const bandOuter = hasMix ? outer - mixWidth - thinGap : outer;
  const usual = clamp(outer * 0.055, 2, 14);
  const bandInner = bandOuter - Math.min(usual * look.thickness, Math.max(outer * thickest, usual));
  const leave = Math.max(bandInner - thinGap, 0.5);
  const enter = leave - clamp(outer * 0.02, 0, 5);
  return {
    mixOuter: outer,
    mixInner: outer - mixWidth,
    bandOuter,
    bandInner,
    leave,
    enter,
    ribbonGap: ribbonGap.px * look.gap,
    ribbonGapShare: Math.min(ribbonGap.share * look.gap, ribbonGap.mostShare),
    head: look.showHeads ? longestHead * enter : 0,
  };
}

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
