import type { MeasureText } from "../layout/types";

/** A font; bold is 600. */
export interface Font {
  readonly family: string;
  readonly sizePx: number;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
}

/** The fonts of the style sheet: of the visual, and of titles. */
export const sheetFonts = {
  text: { family: "Segoe UI, sans-serif", isBold: false },
  title: { sizePx: 12, isBold: true },
} as const;

/** A font in neither bold nor italic. */
export function plainFont(family: string, sizePx: number): Font {
  return { family, sizePx, isBold: false, isItalic: false, isUnderlined: false };
}

/** So many widths are kept of each font; beyond that they are measured anew. */
const mostKept = 5000;

const widthsOfCanvas = new WeakMap<HTMLCanvasElement, Map<string, Map<string, number>>>();

/** Measures widths in px on a canvas that is never shown, each text once. Without a canvas it estimates. */
export function buildMeasureText(canvas: HTMLCanvasElement, { family, sizePx, isBold, isItalic }: Font): MeasureText {
  const font = `${isItalic ? "italic " : ""}${isBold ? "600 " : ""}${sizePx}px ${family}`;
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
