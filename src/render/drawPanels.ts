import type { Selection } from "d3";
import type { PanelLayout } from "../layout/types";
import { drawArcs } from "./drawArcs";
import { drawLabels } from "./drawLabels";
import { drawRibbons } from "./drawRibbons";
import { drawTexts } from "./drawTexts";
import type { Style } from "./style";

/** Draws each diagram around its middle: ribbons, the arcs over them, labels, and its title. */
export function drawPanels(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  panels: readonly PanelLayout[],
  style: Style,
): void {
  const groups = layer
    .selectAll<SVGGElement, PanelLayout>("g.panel")
    .data(panels)
    .join((enter) => {
      const group = enter.append("g").attr("class", "panel");
      for (const name of ["ribbons", "arcs", "labels"]) group.append("g").attr("class", name);
      return group;
    })
    .attr("transform", ({ x, y }) => `translate(${x},${y})`);
  drawRibbons(groups, style);
  drawArcs(groups, style);
  drawLabels(groups, style);
  const titles = panels.flatMap(({ title }) => title ?? []);
  drawTexts(layer, titles, "panel-title", style.palette.text);
}
