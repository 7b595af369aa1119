import { fitText } from "./fitText";
import type { BandKey, LegendItem, LegendLayout, LegendMark, MeasureText, Rect, TextShape } from "./types";

export interface LegendEntry {
  readonly mark: LegendMark;
  readonly text: string;
}

/** What a legend is made of; `moreText` says how many entries found no room. No title is an empty one. */
export interface LegendInput {
  readonly title: string;
  readonly entries: readonly LegendEntry[];
  readonly position: "top" | "bottom" | "left" | "right" | "none";
  readonly fontSizePx: number;
  readonly measure: MeasureText;
  readonly moreText: (count: number) => string;
  /** What the parts of arcs are; undefined where they look alike. */
  readonly bandTexts: Readonly<Record<BandKey["band"], string>> | undefined;
}

const itemGap = 14;
const swatchGap = 6;
const longestItem = 180;

/** The height in px of a legend in a row. */
export function legendHeight({ fontSizePx }: LegendInput): number {
  return Math.ceil(fontSizePx * 1.6);
}

/** The width in px that a legend in a column needs, at most `limit`. */
export function legendWidth(legend: LegendInput, limit: number): number {
  const texts = [...legend.entries.map(({ text }) => text), ...Object.values(legend.bandTexts ?? {})];
  const widths = texts.map((text) => legend.measure(text) + legend.fontSizePx + swatchGap);
  widths.push(legend.measure(legend.title));
  return Math.ceil(Math.min(Math.max(...widths), limit, longestItem));
}

/** One line of entries from left to right, as many as fit into the area. */
export function layoutRow(legend: LegendInput, area: Rect): LegendLayout {
  const items: LegendItem[] = [];
  const moreWidth = legend.measure(legend.moreText(legend.entries.length)) + itemGap;
  const y = area.y + area.height / 2;
  const title = layoutTitle(legend, { x: area.x, y, width: Math.min(area.width / 2, longestItem), height: 0 });
  let x = area.x + (title === undefined ? 0 : legend.measure(title.text) + itemGap);
  for (const [index, entry] of legend.entries.entries()) {
    const isLast = index === legend.entries.length - 1;
    const room = area.x + area.width - x - (isLast ? 0 : moreWidth);
    const item = layoutItem(legend, entry, { x, y, width: Math.min(room, longestItem), height: 0 });
    if (item === undefined || (!isLast && item.label.text !== entry.text && room < longestItem)) break;
    items.push(item);
    x = item.label.x + legend.measure(item.label.text) + itemGap;
  }
  const more = layoutMore(legend, items.length, { x, y, width: area.x + area.width - x, height: 0 });
  const right = area.x + area.width;
  return { title, items, more, bands: more === undefined ? layoutBands(legend, { ...area, x, width: right - x }) : [] };
}

/** The two keys to the arcs' parts at the right end of a row, if both find room in what the entries left. */
function layoutBands(legend: LegendInput, room: Rect): BandKey[] {
  if (legend.bandTexts === undefined) return [];
  const y = room.y + room.height / 2;
  const inX = room.x + room.width - bandWidth(legend, "incoming");
  const outX = inX - itemGap - bandWidth(legend, "outgoing");
  if (outX < room.x + itemGap) return [];
  return [layoutBand(legend, "outgoing", outX, y), layoutBand(legend, "incoming", inX, y)];
}

function bandWidth(legend: LegendInput, band: BandKey["band"]): number {
  return swatchSize(legend) + swatchGap + legend.measure(bandText(legend, band));
}

function layoutBand(legend: LegendInput, band: BandKey["band"], x: number, y: number): BandKey {
  const size = swatchSize(legend);
  const text = bandText(legend, band);
  return {
    band,
    swatch: { x, y: y - size / 2, width: size, height: size },
    label: { x: x + size + swatchGap, y, text, whole: text, anchor: "start" },
  };
}

function bandText({ bandTexts }: LegendInput, band: BandKey["band"]): string {
  return bandTexts?.[band] ?? "";
}

function swatchSize({ fontSizePx }: LegendInput): number {
  return Math.round(fontSizePx * 0.85);
}

/** One column of entries from top to bottom, as many as fit into the area. */
export function layoutColumn(legend: LegendInput, area: Rect): LegendLayout {
  const step = legendHeight(legend);
  const title = layoutTitle(legend, { ...area, y: area.y + step / 2 });
  return { title, ...layoutEntries(legend, title === undefined ? area : cutTop(area, step), step) };
}

function cutTop({ x, y, width, height }: Rect, px: number): Rect {
  return { x, y: y + px, width, height: Math.max(height - px, 0) };
}

function layoutEntries(legend: LegendInput, area: Rect, step: number): Omit<LegendLayout, "title"> {
  const capacity = Math.floor(area.height / step);
  const shown = legend.entries.length > capacity ? Math.max(capacity - 1, 0) : legend.entries.length;
  const items = legend.entries.slice(0, shown).flatMap((entry, index) => {
    return layoutItem(legend, entry, { ...area, y: area.y + (index + 0.5) * step }) ?? [];
  });
  const rowY = (row: number): number => area.y + (row + 0.5) * step;
  const more = layoutMore(legend, items.length, { ...area, y: rowY(items.length) });
  const names = ["outgoing", "incoming"] as const;
  const isWide = legend.bandTexts !== undefined && names.every((band) => bandWidth(legend, band) <= area.width);
  const hasRoom = isWide && more === undefined && items.length + 3 <= capacity;
  const bands = names.map((band, index) => layoutBand(legend, band, area.x, rowY(items.length + 1 + index)));
  return { items, more, bands: hasRoom ? bands : [] };
}

function layoutTitle({ title, measure }: LegendInput, { x, y, width }: Rect): TextShape | undefined {
  const text = fitText(title, width, measure);
  return text === "" ? undefined : { x, y, text, whole: title, anchor: "start" };
}

function layoutItem(legend: LegendInput, entry: LegendEntry, place: Rect): LegendItem | undefined {
  const size = swatchSize(legend);
  const text = fitText(entry.text, place.width - size - swatchGap, legend.measure);
  if (text === "") return undefined;
  return {
    mark: entry.mark,
    swatch: { x: place.x, y: place.y - size / 2, width: size, height: size },
    label: { x: place.x + size + swatchGap, y: place.y, text, whole: entry.text, anchor: "start" },
  };
}

function layoutMore(legend: LegendInput, shown: number, { x, y, width }: Rect): LegendLayout["more"] {
  const left = legend.entries.length - shown;
  if (left === 0) return undefined;
  const text = fitText(legend.moreText(left), width, legend.measure);
  const whole = legend.entries
    .slice(shown)
    .map((entry) => entry.text)
    .join(", ");
  return { x, y, text, whole, anchor: "start" };
}
