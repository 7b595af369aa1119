/** Coordinates up to this, in tenths of a px, are written once and then looked up: writing numbers is what paths cost. */
const largestKept = 20000;
const kept = new Array<string | undefined>(2 * largestKept + 1).fill(undefined);

/** A length in px for path data, to a tenth; "0" for what is no finite number. */
export function pathNumber(px: number): string {
  const tenths = Math.round(px * 10);
  if (!(tenths >= -largestKept && tenths <= largestKept)) return Number.isFinite(tenths) ? String(tenths / 10) : "0";
  return (kept[tenths + largestKept] ??= String(tenths / 10));
}

/** Sine and cosine of an angle: several points of a path lie in one direction from the middle. */
export interface Direction {
  readonly angle: number;
  readonly sine: number;
  readonly cosine: number;
}

export function directionOf(angle: number): Direction {
  return { angle, sine: Math.sin(angle), cosine: Math.cos(angle) };
}

/** A point for path data from its direction, clockwise from 12 o'clock, and its distance from the middle in px. */
export function pointText({ sine, cosine }: Direction, radius: number): string {
  return `${pathNumber(radius * sine)},${pathNumber(-radius * cosine)}`;
}

/** A point in px for an angle clockwise from 12 o'clock. */
export function pointAt(angle: number, radius: number): readonly [number, number] {
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
}
