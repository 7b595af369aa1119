import type { Selection } from "d3";
import type { ChordPanel, MatrixPanel, PanelLayout } from "../layout/types";
import { drawArcs } from "./drawArcs";
import { drawGroups } from "./drawGroups";
import { drawLabels } from "./drawLabels";
import { drawMatrix } from "./drawMatrix";
import { drawRibbons } from "./drawRibbons";
import { drawTexts } from "./drawTexts";
import type { ChordGroup, Style } from "./style";

const layers = ["rests", "ribbons", "hairs", "lits", "tracks", "arcs", "groups", "leaders", "labels"];

/** Draws each diagram at its place, circles and tables, and over it its title. */
export function drawPanels(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  panels: readonly PanelLayout[],
  style: Style,
): void {
  const chords = layer
    .selectAll<SVGGElement, ChordPanel>("g.panel.chord")
    .data(panels.filter((panel) => panel.kind === "chord"))
    .join((enter) => {
      const group = enter.append("g").attr("class", "panel chord");
      for (const name of layers) group.append("g").attr("class", name);
      return group;
    })
    .attr("transform", placeOf);
  if (!chords.empty()) drawCircles(chords, style);
  const matrices = layer
    .selectAll<SVGGElement, MatrixPanel>("g.panel.matrix")
    .data(panels.filter((panel) => panel.kind === "matrix"))
    .join((enter) => enter.append("g").attr("class", "panel matrix"))
    .attr("transform", placeOf);
  if (!matrices.empty()) drawMatrix(matrices, style);
  const titles = panels.flatMap(({ title }) => title ?? []);
  drawTexts(layer, titles, "panel-title", style.palette.text);
}

function drawCircles(chords: ChordGroup, style: Style): void {
  drawRibbons(chords, style);
  drawArcs(chords, style);
  drawGroups(chords, style);
  drawLabels(chords, style);
}

function placeOf({ x, y }: PanelLayout): string {
  return `translate(${x.toFixed(1)},${y.toFixed(1)})`;
}
