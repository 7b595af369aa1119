import type { Selection } from "d3";
import type { LegendItem, LegendLayout, LegendMark } from "../layout/types";
import type { Style } from "./drawPanels";
import { drawTexts } from "./drawTexts";
import type { Fill } from "./palette";

/** Draws the entries with a swatch each, and how many found no room. */
export function drawLegend(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  { items, more }: LegendLayout,
  style: Pick<Style, "palette" | "paintOf" | "nameOf"> & { fillOf: (mark: LegendMark) => Fill; fontSizePx: number },
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
    })
    .attr("aria-label", ({ mark }) => style.nameOf(mark));
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
  drawTexts(layer, more === undefined ? [] : [more], "legend-more", palette.muted);
}
