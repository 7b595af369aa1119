import type { RestMark } from "../layout/types";
import { buildTemplate, setAttribute } from "./attributes";
import { drawMatrixBars } from "./drawMatrixBars";
import { drawMatrixTexts } from "./drawMatrixTexts";
import { joinLits, joinRests, type DrawnLit, type DrawnMark } from "./joinPaths";
import { layerOf, type MatrixGroup } from "./matrixLayers";
import { gridPath, listParts, partPath, shapesOf, type DrawnCellPart } from "./matrixPath";
import type { Fill } from "./palette";
import type { Style } from "./style";

/** Draws matrices: the faint field, the cells, bars along it, and the texts at it; its layers are made if missing. */
export function drawMatrix(groups: MatrixGroup, style: Style): void {
  drawField(groups, style);
  drawRests(groups, style);
  drawParts(groups, style);
  drawLits(groups, style);
  drawMatrixBars(groups, style);
  drawMatrixTexts(groups, style);
}

function drawField(groups: MatrixGroup, { palette }: Style): void {
  const layer = layerOf(groups, "field").attr("pointer-events", "none");
  layer
    .selectAll("path.places")
    .data((panel) => [{ ...gridPath(panel), cellSize: panel.cellSize }])
    .join("path")
    .attr("class", "places")
    .attr("fill", "none")
    .attr("stroke", palette.track)
    .attr("stroke-opacity", 0.7)
    .attr("stroke-width", ({ cellSize }) => cellSize)
    .attr("stroke-dasharray", ({ dashes }) => dashes)
    .attr("d", ({ d }) => d);
  layer
    .selectAll("path.diagonal")
    .data(({ diagonal }) => [diagonal])
    .join("path")
    .attr("class", "diagonal")
    .attr("fill", palette.faint)
    .attr("fill-opacity", 0.3)
    .attr("stroke", palette.incomingStroke)
    .attr("stroke-dasharray", "1 3")
    .attr("d", (places) => places.map((place) => partPath(place, 0, 1)).join(""));
}

function drawRests(groups: MatrixGroup, style: Style): void {
  const create = buildTemplate("path", { class: "rest mark", role: "option", tabindex: "-1" });
  layerOf(groups, "rests")
    .selectAll<SVGPathElement, DrawnMark<RestMark>>("path.rest")
    .data((panel) => joinRests(shapesOf(panel)))
    .join((enter) => enter.append(create))
    .each(function ({ mark, d }) {
      paint(this, style.fills.ofRest(mark.actionKind), style, 0);
      setAttribute(this, "d", d);
    });
}

function drawParts(groups: MatrixGroup, style: Style): void {
  const create = buildTemplate("path", { class: "part mark", role: "option", tabindex: "-1" });
  layerOf(groups, "cells")
    .attr("pointer-events", "all")
    .selectAll<SVGPathElement, DrawnCellPart>("path.part")
    .data(listParts)
    .join((enter) => enter.append(create))
    .each(function ({ mark, d, reach }) {
      paint(this, style.fills.ofPart(mark), style, reach);
      setAttribute(this, "d", d);
    });
}

function drawLits(groups: MatrixGroup, style: Style): void {
  layerOf(groups, "lits")
    .selectAll<SVGPathElement, DrawnLit>("path.lit")
    .data((panel) => joinLits(shapesOf(panel), style.fills))
    .join("path")
    .attr("class", "lit")
    .each(function ({ fill, d }) {
      paint(this, fill, style, 0);
      setAttribute(this, "d", d);
    });
}

/** An outline only where the fill would not be seen. Without one the stroke's width is how far the pointer reaches. */
function paint(element: Element, fill: Fill, { paintOf }: Style, reach: number): void {
  const isOutlined = fill.stroke !== fill.color;
  setAttribute(element, "fill", paintOf(fill));
  setAttribute(element, "stroke", isOutlined ? fill.stroke : "none");
  setAttribute(element, "stroke-width", isOutlined ? "1" : (2 * reach).toFixed(1));
}
