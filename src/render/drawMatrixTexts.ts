import type { MatrixLabel, TextShape } from "../layout/types";
import { buildTemplate, setAttribute } from "./attributes";
import { layerOf, type MatrixGroup } from "./matrixLayers";
import type { Style } from "./style";

const baseline = "0.35em";

/** Draws the slots at rows and columns, and what rows and columns are. */
export function drawMatrixTexts(groups: MatrixGroup, style: Style): void {
  const createLabel = buildTemplate("text", { class: "label mark", "aria-hidden": "true", dy: baseline });
  textLayer(groups, "labels", style)
    .attr("fill", style.palette.text)
    .selectAll<SVGTextElement, MatrixLabel>("text")
    .data(({ labels }) => labels)
    .join((enter) => enter.append(createLabel))
    .classed("opens", ({ mark }) => style.isGroup(mark.slot))
    .text(({ lines }) => lines.map(({ text }) => text).join(" "))
    .each(function ({ x, y, turn, anchor }) {
      const turned = turn === 0 ? "" : ` rotate(${turn})`;
      setAttribute(this, "transform", `translate(${x.toFixed(1)},${y.toFixed(1)})${turned}`);
      setAttribute(this, "text-anchor", anchor);
    });
  const createTitle = buildTemplate("text", { class: "axis-title", dy: baseline });
  textLayer(groups, "axis-titles", style)
    .attr("fill", style.palette.muted)
    .selectAll<SVGTextElement, TextShape>("text")
    .data(({ axisTitles }) => axisTitles)
    .join((enter) => enter.append(createTitle))
    .text(({ text }) => text)
    .each(function ({ x, y, anchor }) {
      setAttribute(this, "x", x.toFixed(1));
      setAttribute(this, "y", y.toFixed(1));
      setAttribute(this, "text-anchor", anchor);
    });
}

function textLayer(groups: MatrixGroup, name: string, { labelFont }: Style): ReturnType<typeof layerOf> {
  return layerOf(groups, name)
    .attr("font-family", labelFont.family)
    .attr("font-size", labelFont.sizePx)
    .attr("font-weight", labelFont.isBold ? 600 : 400);
}
