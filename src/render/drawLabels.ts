import type { LabelShape } from "../layout/types";
import type { PanelGroup, Style } from "./style";

/** Draws the labels around each circle, with a thin line to the arc where a label had to move. */
export function drawLabels(groups: PanelGroup, { palette, labelFont }: Style): void {
  const layer = groups
    .select<SVGGElement>("g.labels")
    .attr("font-family", labelFont.family)
    .attr("font-size", labelFont.sizePx)
    .attr("font-weight", labelFont.isBold ? 600 : 400);
  layer
    .selectAll<SVGPolylineElement, LabelShape>("polyline")
    .data(({ labels }) => labels.filter(({ leader }) => leader.length > 0))
    .join("polyline")
    .attr("fill", "none")
    .attr("stroke", palette.incoming === palette.background ? palette.text : palette.incoming)
    .attr("stroke-width", 0.75)
    .attr("points", ({ leader }) => leader.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "));
  layer
    .selectAll<SVGTextElement, LabelShape>("text")
    .data(({ labels }) => labels)
    .join("text")
    .attr("class", "label mark")
    .attr("aria-hidden", "true")
    .attr("transform", ({ x, y, turn }) => `translate(${x.toFixed(1)},${y.toFixed(1)}) rotate(${turn.toFixed(2)})`)
    .attr("dy", "0.35em")
    .attr("text-anchor", ({ anchor }) => anchor)
    .attr("fill", palette.text)
    .text(({ text }) => text);
}
