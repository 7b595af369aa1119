import { color as parseColor, interpolateRgb, rgb, type RGBColor } from "d3";

/** What WCAG 2.2 asks of shapes that must be seen (1.4.11). */
const shapeContrast = 3;
const white = "#ffffff";
const black = "#000000";
/** A colour is changed at most half of the way to black or white, so that it stays that colour. */
const steps = Array.from({ length: 11 }, (_, step) => step / 20);

/** The text if it names a colour that can be seen, else the other one; a report file may hold anything. */
export function readColor(text: string, otherwise: string): string {
  const parsed = parseColor(text);
  return parsed !== null && parsed.opacity > 0 ? text : otherwise;
}

/** Contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastOf(first: string, second: string): number {
  const [dark, light] = [luminanceOf(rgb(first)), luminanceOf(rgb(second))].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/**
 * The colour, made darker on a light background and lighter on a dark one by just as much as it takes to stand out
 * from it 3 : 1 when drawn with this opacity (0 to 1).
 */
export function standOut(color: string, background: string, opacity: number): string {
  const change = interpolateRgb(color, contrastOf(background, white) < contrastOf(background, black) ? black : white);
  const isSeen = (share: number): boolean => {
    return contrastOf(interpolateRgb(background, change(share))(opacity), background) >= shapeContrast;
  };
  const share = steps.find(isSeen) ?? steps.at(-1) ?? 0;
  return share === 0 ? color : rgb(change(share)).formatHex();
}

/** Relative luminance from 0 to 1. */
function luminanceOf({ r, g, b }: RGBColor): number {
  const [red, green, blue] = [r, g, b].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
