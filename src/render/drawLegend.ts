import type { Selection } from "d3";
import { pathNumber } from "../layout/pathText";
import type { BandKey, LegendItem, LegendLayout, LegendMark, Rect } from "../layout/types";
import { setAttribute, setAttributes, setText } from "./attributes";
import { sheetFonts, type Font } from "./measureText";
import type { Style } from "./style";
import { styleText } from "./styleText";
import { drawTexts } from "./drawTexts";
import type { Fill, Palette } from "./palette";

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
      group.append("rect").attr("rx", 2);
      group.append("text").attr("class", "legend-text").attr("dy", "0.35em");
      return group;
    });
  groups.select<SVGRectElement>("rect").each(function ({ mark, swatch }) {
    const fill = style.fillOf(mark);
    placeSwatch(this, swatch);
    setAttribute(this, "fill", style.paintOf(fill));
    setAttribute(this, "stroke", fill.stroke);
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

function placeSwatch(element: SVGRectElement, { x, y, width, height }: Rect): void {
  for (const [name, px] of Object.entries({ x, y, width, height })) setAttribute(element, name, pathNumber(px));
}
