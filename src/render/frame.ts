import { select } from "d3";
import type { Palette } from "./palette";

/** Adds the element that holds the drawing and the bar over it; it is as large as the one of the host. */
export function buildFrame(element: HTMLElement): HTMLElement {
  return select(element).append("div").attr("class", "flow-chord-frame").node() ?? element;
}

/** Gives it the colours that what is selected and what has the focus is outlined with. */
export function colorFrame(frame: HTMLElement, { foreground, background, selected, isHighContrast }: Palette): void {
  select(frame)
    .style("color", foreground)
    .style("--flow-chord-background", background)
    .style("--flow-chord-selected", selected)
    .classed("is-high-contrast", isHighContrast);
}
