import type { MeasureText } from "../layout/types";

/** A font as the canvas wants it. */
export interface Font {
  readonly family: string;
  readonly sizePx: number;
  readonly isBold: boolean;
}

/** So many widths are kept of each font; beyond that they are measured anew. */
const mostKept = 5000;

const widthsOfCanvas = new WeakMap<HTMLCanvasElement, Map<string, Map<string, number>>>();

/** Measures widths in px on a canvas that is never shown, each text once. Without a canvas it estimates. */
export function buildMeasureText(canvas: HTMLCanvasElement, { family, sizePx, isBold }: Font): MeasureText {
  const font = `${isBold ? "600 " : ""}${sizePx}px ${family}`;
  const widths = listKnown(canvas, font);
  return (text) => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    const context = canvas.getContext("2d");
    if (context !== null) context.font = font;
    const width = context === null ? text.length * sizePx * 0.55 : context.measureText(text).width;
    if (widths.size >= mostKept) widths.clear();
    widths.set(text, width);
    return width;
  };
}

function listKnown(canvas: HTMLCanvasElement, font: string): Map<string, number> {
  const fonts = widthsOfCanvas.get(canvas) ?? new Map<string, Map<string, number>>();
  widthsOfCanvas.set(canvas, fonts);
  const known = fonts.get(font) ?? new Map<string, number>();
  fonts.set(font, known);
  return known;
}
