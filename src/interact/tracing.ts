import type { ArcMark, LegendMark, Mark, PartMark } from "../layout/types";
import { findMark, listMarks } from "./marks";

/** Whether a sub-ribbon belongs to what an entry of the legend stands for. */
export type LegendTest = (entry: LegendMark, part: PartMark) => boolean;

/** Fades what is not connected with the mark under the pointer. */
export function bindTracing(svg: SVGSVGElement, belongsTo: LegendTest): void {
  let traced: Mark | undefined;
  svg.addEventListener("pointerover", (event) => {
    const mark = findMark(event)?.mark;
    if (mark === traced) return;
    traced = mark;
    traceMark(svg, mark, belongsTo);
  });
  svg.addEventListener("pointerleave", () => {
    traced = undefined;
    traceMark(svg, undefined, belongsTo);
  });
}

/** Marks everything connected with a mark; nothing is faded where there is none. */
export function traceMark(svg: SVGSVGElement, mark: Mark | undefined, belongsTo: LegendTest): void {
  svg.classList.toggle("is-tracing", mark !== undefined);
  if (mark === undefined) return;
  const marks = listMarks(svg);
  const parts = marks.flatMap((drawn) => (drawn.mark.kind === "part" ? drawn.mark : []));
  const connected = parts.filter((part) => isConnected(mark, part, belongsTo));
  const connectedParts = new Set<Mark>(connected);
  const arcs = new Set(connected.flatMap(({ panel, link }) => [`${panel} ${link.source}`, `${panel} ${link.target}`]));
  if (mark.kind === "arc") arcs.add(arcKey(mark));
  for (const { element, mark: other } of marks) {
    const isTraced = other.kind === "arc" ? arcs.has(arcKey(other)) : other === mark || connectedParts.has(other);
    element.classList.toggle("is-traced", isTraced);
  }
}

function arcKey({ panel, slot }: ArcMark): string {
  return `${panel} ${slot}`;
}

function isConnected(mark: Mark, part: PartMark, belongsTo: LegendTest): boolean {
  if (mark.kind === "legend") return belongsTo(mark, part);
  if (mark.kind === "part") return mark.link === part.link;
  return mark.panel === part.panel && (part.link.source === mark.slot || part.link.target === mark.slot);
}
