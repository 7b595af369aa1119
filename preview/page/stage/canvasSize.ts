import type { StageSize } from "../state.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

const phone: Size = { width: 360, height: 640 };
const slide = 16 / 9;

/** The visual's size in the room that there is, px; one that is larger than the room scrolls. */
export function measureCanvas({ kind, width, height }: StageSize, room: Size): Size {
  if (kind === "exact") return { width, height };
  if (kind === "phone") return phone;
  if (kind === "fit") return room;
  const wide = Math.min(room.width, room.height * slide);
  return { width: Math.round(wide), height: Math.round(wide / slide) };
}

/** The smallest and the largest size that can be chosen, px. */
export const sizeLimits = { smallest: 100, largest: 4000 } as const;

/** A size within the limits, in whole pixels. */
export function exactSize(width: number, height: number): StageSize {
  const fit = (value: number): number =>
    Math.round(Math.min(Math.max(value, sizeLimits.smallest), sizeLimits.largest)) || sizeLimits.smallest;
  return { kind: "exact", width: fit(width), height: fit(height) };
}
