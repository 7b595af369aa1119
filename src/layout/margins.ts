import { fitText } from "./fitText";
import { layoutColumn, layoutRow, legendHeight, legendWidth, type LegendInput } from "./legendLayout";
import type { LegendLayout, MeasureText, Rect, TextShape } from "./types";

/** Texts of one size: their size in px and their width. */
export interface TextStyle {
  readonly fontSizePx: number;
  readonly measure: MeasureText;
}

/** Between the diagrams, what stands around them and the viewport's border, in px. */
export const margin = 6;

/** Smaller viewports than these, in px, give all their room to the diagram, or break no sentence. */
const smallest = { legend: { width: 200, height: 150 }, lines: { width: 150, height: 120 }, broken: 280 };

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Sentences at the bottom of an area, in two lines each where one is too narrow and there is height for it, and what is
 * left of the area; none in a small viewport.
 */
export function takeLines(
  area: Rect,
  { width, height }: Size,
  sentences: readonly string[],
  style: TextStyle,
): { lines: TextShape[]; rest: Rect } {
  if (sentences.length === 0 || width < smallest.lines.width || height < smallest.lines.height) {
    return { lines: [], rest: area };
  }
  const isBroken = height >= smallest.broken;
  const lines = isBroken ? sentences.flatMap((one) => breakSentence(one, area.width, style)) : sentences;
  const lineHeight = Math.ceil(style.fontSizePx * 1.45);
  const top = area.y + area.height - lines.length * lineHeight;
  const shapes = lines.map((whole, index): TextShape => {
    const text = fitText(whole, area.width, style.measure);
    return { x: area.x, y: top + (index + 0.5) * lineHeight, text, whole, anchor: "start" };
  });
  return { lines: shapes, rest: { ...area, height: area.height - lines.length * lineHeight - 2 } };
}

/** A sentence, or its two lines: as many words as fit, and the others. */
function breakSentence(sentence: string, widthPx: number, { measure }: TextStyle): string[] {
  if (measure(sentence) <= widthPx) return [sentence];
  const words = sentence.split(" ");
  let count = words.length - 1;
  while (count > 1 && measure(words.slice(0, count).join(" ")) > widthPx) count--;
  return [words.slice(0, count).join(" "), words.slice(count).join(" ")].filter((line) => line !== "");
}

/** The legend at a side of an area, and what is left of it; none in a small viewport. */
export function takeLegend(
  area: Rect,
  { width, height }: Size,
  legend: LegendInput,
): { legend: LegendLayout; rest: Rect } {
  const isSmall = width < smallest.legend.width || height < smallest.legend.height;
  if (isSmall || legend.position === "none") {
    return { legend: { title: undefined, items: [], bands: [], more: undefined }, rest: area };
  }
  if (legend.position === "right" || legend.position === "left") {
    const taken = legendWidth(legend, area.width * 0.3);
    const [left, width] = [legend.position === "left", area.width - taken - margin];
    const column = { ...area, x: left ? area.x : area.x + area.width - taken, width: taken };
    const rest = { ...area, x: left ? area.x + taken + margin : area.x, width };
    return { legend: layoutColumn(legend, column), rest };
  }
  const taken = legendHeight(legend);
  const rest = { ...area, height: area.height - taken - 2 };
  if (legend.position === "bottom") {
    return { legend: layoutRow(legend, { ...area, y: area.y + area.height - taken, height: taken }), rest };
  }
  return { legend: layoutRow(legend, { ...area, height: taken }), rest: { ...rest, y: area.y + taken + 2 } };
}
