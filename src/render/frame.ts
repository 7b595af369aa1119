import { select } from "d3";

/** Adds the element that holds the drawing and the bar over it; it is as large as the one of the host. */
export function buildFrame(element: HTMLElement): HTMLElement {
  return select(element).append("div").attr("class", "flow-chord-frame").node() ?? element;
}
