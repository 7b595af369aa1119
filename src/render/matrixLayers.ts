import type { Selection } from "d3";
import type { MatrixPanel } from "../layout/types";

/** The group of each diagram that is a matrix. */
export type MatrixGroup = Selection<SVGGElement, MatrixPanel, SVGGElement, unknown>;

/** A layer of each diagram, made where it is missing: call it from back to front. */
export function layerOf(
  groups: MatrixGroup,
  name: string,
): Selection<SVGGElement, MatrixPanel, SVGGElement, MatrixPanel> {
  return groups
    .selectAll<SVGGElement, MatrixPanel>(`g.${name}`)
    .data((panel) => [panel])
    .join("g")
    .attr("class", name);
}
