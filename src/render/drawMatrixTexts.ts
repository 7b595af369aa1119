import { pathNumber } from "../layout/pathText";
import type { MatrixLabel, TextShape } from "../layout/types";
import { buildTemplate, markOpening, setAttribute, setAttributes, setText } from "./attributes";
import { layerOf, type MatrixGroup } from "./matrixLayers";
import type { Style } from "./style";
import { styleText } from "./styleText";

const baseline = "0.35em";

/** Draws the slots at rows and columns, and what rows and columns are. */
export function drawMatrixTexts(groups: MatrixGroup, style: Style): void {
  const createLabel = buildTemplate("text", { class: "label mark", "aria-hidden": "true", dy: baseline });
  textLayer(groups, "labels", style)
    .attr("fill", style.palette.text)
    .selectAll<SVGTextElement, MatrixLabel>("text")
    .data(({ labels }) => labels)
    .join((enter) => enter.append(createLabel))
    .each(function ({ mark, lines, x, y, turn, anchor }) {
      const turned = turn === 0 ? "" : ` rotate(${turn})`;
      markOpening(this, style.isGroup(mark.slot));
      setText(this, lines.map(({ text }) => text).join(" "));
      setAttribute(this, "transform", `translate(${pathNumber(x)},${pathNumber(y)})${turned}`);
      setAttribute(this, "text-anchor", anchor);
    });
  const createTitle = buildTemplate("text", { class: "axis-title", dy: baseline });
  textLayer(groups, "axis-titles", style)
    .attr("fill", style.palette.muted)
    .selectAll<SVGTextElement, TextShape>("text")
    .data(({ axisTitles }) => axisTitles)
    .join((enter) => enter.append(createTitle))
    .each(function ({ x, y, anchor, text }) {
      setText(this, text);
      setAttribute(this, "x", pathNumber(x));
      setAttribute(this, "y", pathNumber(y));
      setAttribute(this, "text-anchor", anchor);
    });
}

function textLayer(groups: MatrixGroup, name: string, { labelFont }: Style): ReturnType<typeof layerOf> {
  return setAttributes(layerOf(groups, name), { "font-size": labelFont.sizePx }).each(function () {
    styleText(this, labelFont);
  });
}
