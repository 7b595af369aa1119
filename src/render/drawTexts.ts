import type { Selection } from "d3";
import { pathNumber } from "../layout/pathText";
import type { TextShape } from "../layout/types";
import { setAttribute, setText } from "./attributes";

/** Draws texts of one colour; a text that was cut tells its whole wording when pointed at. */
export function drawTexts<T extends Element>(
  layer: Selection<T, unknown, null, undefined>,
  shapes: readonly TextShape[],
  className: string,
  fill: string,
): void {
  layer
    .selectAll<SVGTextElement, TextShape>(`text.${className}`)
    .data(shapes)
    .join((enter) => enter.append("text").attr("class", className).attr("dy", "0.35em"))
    .each(function ({ x, y, anchor, text, whole }) {
      setAttribute(this, "x", pathNumber(x));
      setAttribute(this, "y", pathNumber(y));
      setAttribute(this, "text-anchor", anchor);
      setAttribute(this, "fill", fill);
      setText(this, text, whole);
    });
}
