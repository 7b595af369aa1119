import type { Selection } from "d3";
import { pathNumber } from "../layout/pathText";
import type { BandKey, LegendItem, LegendLayout, LegendMark, Rect } from "../layout/types";
import { setAttribute, setAttributes, setText } from "./attributes";
import { sheetFonts, type Font } from "./measureText";
import type { Style } from "./style";
import { styleText } from "./styleText";
import { drawTexts } from "./drawTexts";
import type { Fill, Palette } from "./palette";

/** Between two entries there are 14 px, and 6 between a swatch and its text. */
const reachPx = 6;

/** Draws the title, the entries with a swatch each, and how many found no room. */
export function drawLegend(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  { title, items, bands, more }: LegendLayout,
  style: Pick<Style, "palette" | "paintOf"> & { fillOf: (mark: LegendMark) => Fill; font: Font },
): void {
  const { palette } = style;
  setAttributes(layer, { "font-size": style.font.sizePx }).each(function () {
    styleText(this, style.font, sheetFonts.text);
  });
  const groups = layer
    .selectAll<SVGGElement, LegendItem>("g.legend-item")
    .data(items)
    .join((enter) => {
      const group = enter.append("g").attr("class", "legend-item mark").attr("role", "option").attr("tabindex", -1);
      const square = group.append("g").attr("class", "square");
      square.append("rect").attr("class", "reach");
      square.append("rect").attr("class", "swatch").attr("rx", 2);
      group.append("text").attr("class", "legend-text").attr("dy", "0.35em");
      return group;
    });
  groups.classed("is-hidden", ({ mark }) => mark.isHidden);
  groups.select<SVGRectElement>(".reach").each(function ({ swatch }) {
    placeSwatch(this, growSwatch(swatch));
  });
  groups.select<SVGRectElement>(".swatch").each(function ({ mark, swatch }) {
    const fill = style.fillOf(mark);
    placeSwatch(this, swatch);
    setAttribute(this, "fill", mark.isHidden ? "none" : style.paintOf(fill));
    setAttribute(this, "stroke", mark.isHidden ? palette.muted : fill.stroke);
  });
  groups.select<SVGTextElement>("text").each(function ({ label }) {
    setAttribute(this, "x", pathNumber(label.x));
    setAttribute(this, "y", pathNumber(label.y));
    setAttribute(this, "fill", palette.legend);
    setText(this, label.text, label.whole);
  });
  drawBands(layer, bands, palette);
  drawTexts(layer, more === undefined ? [] : [more], "legend-more", palette.legendMuted);
  drawTexts(layer, title === undefined ? [] : [title], "legend-title", palette.legend);
}

function drawBands(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  bands: readonly BandKey[],
  palette: Palette,
): void {
  layer
    .selectAll<SVGRectElement, BandKey>("rect.band")
    .data(bands)
    .join((enter) => enter.append("rect").attr("class", "band"))
    .each(function ({ band, swatch }) {
      placeSwatch(this, swatch);
      setAttribute(this, "fill", palette.arcs[band]);
      setAttribute(this, "stroke", band === "incoming" ? palette.incomingStroke : "none");
    });
  drawTexts(
    layer,
    bands.map(({ label }) => label),
    "band-text",
    palette.legendMuted,
  );
}

/** A swatch is small for a finger: a click beside it reaches it too. */
function growSwatch({ x, y, width, height }: Rect): Rect {
  return { x: x - reachPx, y: y - reachPx, width: width + 2 * reachPx, height: height + 2 * reachPx };
}

function placeSwatch(element: SVGRectElement, { x, y, width, height }: Rect): void {
  for (const [name, px] of Object.entries({ x, y, width, height })) setAttribute(element, name, pathNumber(px));
}
