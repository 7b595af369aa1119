import { select, type Selection } from "d3";
import { dropAttribute, setAttributes } from "./attributes";
import type { Palette } from "./palette";

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** The svg and its layers, from back to front. */
export interface Scene {
  readonly svg: Selection<SVGSVGElement, unknown, null, undefined>;
  readonly defs: Selection<SVGDefsElement, unknown, null, undefined>;
  readonly panels: Group;
  readonly legend: Group;
  readonly lines: Group;
  readonly message: Group;
}

/** Builds the empty svg in an element; it takes the focus with Tab. */
export function buildScene(element: HTMLElement): Scene {
  const svg = select(element).append("svg").attr("class", "flow-chord").attr("tabindex", 0);
  return {
    svg,
    defs: svg.append("defs"),
    panels: svg.append("g").attr("class", "panels"),
    legend: svg.append("g").attr("class", "legend"),
    lines: svg.append("g").attr("class", "lines"),
    message: svg.append("g").attr("class", "message"),
  };
}

/** Presents the marks to assistive technology as a list of options, under a name. */
export function presentMarks({ svg }: Scene, name: string): void {
  setAttributes(svg, { role: "listbox", "aria-multiselectable": "true", "aria-label": name });
}

/** Presents a sentence that stands in place of the marks: a list without options would be none. */
export function presentSentence({ svg }: Scene, sentence: string): void {
  const element = svg.node();
  if (element !== null) dropAttribute(element, "aria-multiselectable");
  setAttributes(svg, { role: "img", "aria-label": sentence });
}

/** Fits the svg to the viewport and gives its size in px; a size that is no size becomes 0. */
export function resizeScene({ svg }: Scene, viewWidth: number, viewHeight: number): { width: number; height: number } {
  const width = viewWidth > 0 && viewWidth < Infinity ? viewWidth : 0;
  const height = viewHeight > 0 && viewHeight < Infinity ? viewHeight : 0;
  setAttributes(svg, { width, height, viewBox: `0 0 ${width} ${height}` });
  return { width, height };
}

/** Gives the svg the colours of the report: its own background shows through, but for high contrast. */
export function colorScene({ svg }: Scene, { foreground, background, isHighContrast }: Palette): void {
  svg.style("color", foreground).style("background", isHighContrast ? background : "transparent");
}

/** Takes everything off the canvas. */
export function clearScene({ panels, legend, lines, message, defs }: Scene): void {
  for (const layer of [panels, legend, lines, message, defs]) layer.selectChildren().remove();
}
