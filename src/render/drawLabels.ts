import { select } from "d3";
import type { LabelLine, LabelShape } from "../layout/types";
import { buildTemplate, setAttribute } from "./attributes";
import type { ChordGroup, Style } from "./style";

/** A line's height as a share of the size of the type, and where its letters stand on it. */
const lineStep = 1.15;
const baseline = 0.35;
/** Between a name and the value behind it, as a share of the size of the type. */
const valueGap = 0.5;

/** Draws the labels around each circle, with a thin line to the arc where a label had to move. */
export function drawLabels(groups: ChordGroup, style: Style): void {
  const { palette, labelFont } = style;
  groups
    .select("g.leaders")
    .selectAll<SVGPolylineElement, LabelShape>("polyline")
    .data(({ labels }) => labels.filter(({ leader }) => leader.length > 0))
    .join("polyline")
    .attr("class", "leader")
    .attr("fill", "none")
    .attr("stroke", palette.incoming === palette.background ? palette.text : palette.incoming)
    .attr("stroke-width", 0.75)
    .attr("points", ({ leader }) => leader.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "));
  const create = buildTemplate("text", { class: "label mark", "aria-hidden": "true" });
  groups
    .select<SVGGElement>("g.labels")
    .attr("font-family", labelFont.family)
    .attr("font-size", labelFont.sizePx)
    .attr("font-weight", labelFont.isBold ? 600 : 400)
    .selectAll<SVGTextElement, LabelShape>("text")
    .data(({ labels }) => labels)
    .join((enter) => enter.append(create))
    .classed("opens", ({ mark }) => style.isGroup(mark.slot))
    .attr("fill", palette.text)
    .each(function (shape) {
      const { x, y, turn, anchor } = shape;
      const turned = turn === 0 ? "" : ` rotate(${turn.toFixed(2)})`;
      setAttribute(this, "transform", `translate(${x.toFixed(1)},${y.toFixed(1)})${turned}`);
      setAttribute(this, "text-anchor", anchor);
      drawLines(this, shape, style);
    });
}

function drawLines(element: SVGTextElement, { lines }: LabelShape, { palette, labelFont }: Style): void {
  const [first] = lines;
  if (lines.length === 1 && first?.isValue === false) {
    setAttribute(element, "dy", `${baseline}em`);
    if (element.firstElementChild !== null || element.textContent !== first.text) element.textContent = first.text;
    return;
  }
  // A value behind a name must not have a y: that would begin a text of its own, with an anchor of its own.
  element.removeAttribute("dy");
  const { sizePx } = labelFont;
  const rows = lines.filter(({ isBehind }) => isBehind !== true).length;
  if (element.firstElementChild === null) element.textContent = "";
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
