import type { Selection } from "d3";
import { pathNumber } from "../layout/pathText";
import type { ChordPanel, MatrixPanel, PanelLayout } from "../layout/types";
import { dropAttribute, setAttribute } from "./attributes";
import { addLayers, type ChordGroup } from "./chordLayers";
import { drawArcs } from "./drawArcs";
import { drawGroups } from "./drawGroups";
import { drawLabels } from "./drawLabels";
import { drawMatrix } from "./drawMatrix";
import { drawRibbons } from "./drawRibbons";
import { drawTexts } from "./drawTexts";
import { sheetFonts } from "./measureText";
import type { Style } from "./style";
import { styleText } from "./styleText";

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
      addLayers(group);
      return group;
    })
    .each(place);
  if (!chords.empty()) drawCircles(chords, style);
  const matrices = layer
    .selectAll<SVGGElement, MatrixPanel>("g.panel.matrix")
    .data(panels.filter((panel) => panel.kind === "matrix"))
    .join((enter) => enter.append("g").attr("class", "panel matrix"))
    .each(place);
  if (!matrices.empty()) drawMatrix(matrices, style);
  const titles = panels.flatMap(({ title }) => title ?? []);
  drawTexts(layer, titles, "panel-title", style.palette.title);
  styleTitles(layer, style);
}

/** What is as in the style sheet needs no attribute. */
function styleTitles(layer: Selection<SVGGElement, unknown, null, undefined>, { titleFont, labelFont }: Style): void {
  const around = { family: labelFont.family, isBold: sheetFonts.title.isBold };
  layer.selectAll<SVGTextElement, unknown>("text.panel-title").each(function () {
    styleText(this, titleFont, around);
    if (titleFont.sizePx === sheetFonts.title.sizePx) dropAttribute(this, "font-size");
    else setAttribute(this, "font-size", String(titleFont.sizePx));
  });
}

function drawCircles(chords: ChordGroup, style: Style): void {
  drawRibbons(chords, style);
  drawArcs(chords, style);
  drawGroups(chords, style);
  drawLabels(chords, style);
}

function place(this: SVGGElement, { x, y }: PanelLayout): void {
  setAttribute(this, "transform", `translate(${pathNumber(x)},${pathNumber(y)})`);
}
