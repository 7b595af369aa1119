import { select } from "d3";
import { pathNumber } from "../layout/pathText";
import type { ChordPanel, LabelLine, LabelShape } from "../layout/types";
import { buildTemplate, dropAttribute, markOpening, setAttribute, setAttributes, setText } from "./attributes";
import { layerOf, type ChordGroup } from "./chordLayers";
import { drawChildren } from "./drawChildren";
import type { Style } from "./style";
import { styleText } from "./styleText";

/** A line's height as a share of the size of the type, and where its letters stand on it. */
const lineStep = 1.15;
const baseline = 0.35;
/** Between a name and the value behind it, as a share of the size of the type. */
const valueGap = 0.5;

/** Draws the labels around each circle, with a thin line to the arc where a label had to move. */
export function drawLabels(groups: ChordGroup, style: Style): void {
  const { palette, labelFont } = style;
  const leaderColor = palette.faint === palette.background ? palette.text : palette.faint;
  const createLeader = buildTemplate("polyline", { class: "leader", fill: "none", "stroke-width": "0.75" });
  const listMoved = ({ labels }: ChordPanel): LabelShape[] => labels.filter(({ leader }) => leader.length > 0);
  layerOf(groups, "leaders").each(function (panel) {
    drawChildren(this, listMoved(panel), createLeader, (line, { leader }) => {
      setAttribute(line, "stroke", leaderColor);
      setAttribute(line, "points", leader.map(([x, y]) => `${pathNumber(x)},${pathNumber(y)}`).join(" "));
    });
  });
  const create = buildTemplate("text", { class: "label mark", "aria-hidden": "true" });
  const layer = setAttributes(layerOf(groups, "labels"), { "font-size": labelFont.sizePx }).each(function () {
    styleText(this, labelFont);
  });
  layer.each(function ({ labels }) {
    drawChildren(this, labels, create, (text, shape) => {
      const { mark, x, y, turn, anchor } = shape;
      const turned = turn === 0 ? "" : ` rotate(${turn.toFixed(2)})`;
      markOpening(text, style.isGroup(mark.slot));
      setAttribute(text, "transform", `translate(${pathNumber(x)},${pathNumber(y)})${turned}`);
      setAttribute(text, "text-anchor", anchor);
      setAttribute(text, "fill", palette.text);
      drawLines(text, shape, style);
    });
  });
}

function drawLines(element: SVGTextElement, { lines }: LabelShape, { palette, labelFont }: Style): void {
  const [first] = lines;
  if (lines.length === 1 && first?.isValue === false) {
    setAttribute(element, "dy", `${baseline}em`);
    setText(element, first.text);
    return;
  }
  // A value behind a name must not have a y: that would begin a text of its own, with an anchor of its own.
  dropAttribute(element, "dy");
  const { sizePx } = labelFont;
  const rows = lines.filter(({ isBehind }) => isBehind !== true).length;
  setText(element, "");
  let row = -1;
  const placed = lines.map((line) => ({ line, row: line.isBehind === true ? row : ++row }));
  select(element)
    .selectAll<SVGTSpanElement, { line: LabelLine; row: number }>("tspan")
    .data(placed)
    .join("tspan")
    .attr("class", ({ line }) => (line.isValue ? "value" : null))
    .attr("fill", ({ line }) => (line.isValue ? palette.muted : null))
    .attr("font-weight", ({ line }) => (line.isValue ? 400 : null))
    .attr("x", ({ line }) => (line.isBehind === true ? null : 0))
    .attr("dx", ({ line }) => (line.isBehind === true ? (valueGap * sizePx).toFixed(1) : null))
    .attr("y", ({ line, row: at }) => (line.isBehind === true ? null : heightOf(at - (rows - 1) / 2, sizePx)))
    .text(({ line }) => line.text);
}

function heightOf(row: number, sizePx: number): string {
  return (row * lineStep * sizePx + baseline * sizePx).toFixed(1);
}
