import type { Selection } from "d3";
import type { TextShape } from "../layout/types";

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
    .join("text")
    .attr("class", className)
    .attr("x", ({ x }) => x)
    .attr("y", ({ y }) => y)
    .attr("dy", "0.35em")
    .attr("text-anchor", ({ anchor }) => anchor)
    .attr("fill", fill)
    .text(({ text }) => text)
    .filter(({ text, whole }) => text !== whole)
    .append("title")
    .text(({ whole }) => whole);
}
