import type { Selection } from "d3";
import type { BandKey, LegendItem, LegendLayout, LegendMark } from "../layout/types";
import type { Style } from "./style";
import { drawTexts } from "./drawTexts";
import type { Fill, Palette } from "./palette";

/** Draws the entries with a swatch each, and how many found no room. */
export function drawLegend(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  { items, bands, more }: LegendLayout,
  style: Pick<Style, "palette" | "paintOf"> & { fillOf: (mark: LegendMark) => Fill; fontSizePx: number },
): void {
  const { palette } = style;
  layer.attr("font-size", style.fontSizePx);
  const groups = layer
    .selectAll<SVGGElement, LegendItem>("g.legend-item")
    .data(items)
    .join((enter) => {
      const group = enter.append("g").attr("class", "legend-item mark").attr("role", "option").attr("tabindex", -1);
      group.append("rect");
      group.append("text").attr("class", "legend-text");
      return group;
    });
  groups
    .select("rect")
    .attr("x", ({ swatch }) => swatch.x)
    .attr("y", ({ swatch }) => swatch.y)
    .attr("width", ({ swatch }) => swatch.width)
    .attr("height", ({ swatch }) => swatch.height)
    .attr("rx", 2)
    .attr("fill", ({ mark }) => style.paintOf(style.fillOf(mark)))
    .attr("stroke", ({ mark }) => style.fillOf(mark).stroke);
  groups
    .select("text")
    .attr("x", ({ label }) => label.x)
    .attr("y", ({ label }) => label.y)
    .attr("dy", "0.35em")
    .attr("fill", palette.text)
    .text(({ label }) => label.text)
    .filter(({ label }) => label.text !== label.whole)
    .append("title")
    .text(({ label }) => label.whole);
  drawBands(layer, bands, palette);
  drawTexts(layer, more === undefined ? [] : [more], "legend-more", palette.muted);
}

function drawBands(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  bands: readonly BandKey[],
  palette: Palette,
): void {
  layer
    .selectAll<SVGRectElement, BandKey>("rect.band")
    .data(bands)
    .join("rect")
    .attr("class", "band")
    .attr("x", ({ swatch }) => swatch.x)
    .attr("y", ({ swatch }) => swatch.y)
    .attr("width", ({ swatch }) => swatch.width)
    .attr("height", ({ swatch }) => swatch.height)
    .attr("fill", ({ band }) => palette[band])
    .attr("stroke", ({ band }) => (band === "incoming" ? palette.incomingStroke : "none"));
  drawTexts(
    layer,
    bands.map(({ label }) => label),
    "band-text",
    palette.muted,
  );
}
