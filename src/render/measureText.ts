import type { MeasureText } from "../layout/types";

/** A font as the canvas wants it. */
export interface Font {
  readonly family: string;
  readonly sizePx: number;
  readonly isBold: boolean;
}

/** Measures widths in px on a canvas that is never shown; each text once. Without a canvas it estimates. */
export function buildMeasureText(canvas: HTMLCanvasElement, { family, sizePx, isBold }: Font): MeasureText {
  const context = canvas.getContext("2d");
  const widths = new Map<string, number>();
  return (text) => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    if (context !== null) context.font = `${isBold ? "600 " : ""}${sizePx}px ${family}`;
    const width = context === null ? text.length * sizePx * 0.55 : context.measureText(text).width;
    widths.set(text, width);
    return width;
  };
}
