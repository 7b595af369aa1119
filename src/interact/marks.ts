import { select } from "d3";
import type { Mark } from "../layout/types";

/** A mark and the element it is drawn as. */
export interface DrawnMark {
  readonly element: SVGElement;
  readonly mark: Mark;
  /** Which end of a slot a row or a column of a matrix stands for; an arc stands for both. */
  readonly end: "outgoing" | "incoming" | undefined;
}

/** The mark under an event, undefined on empty space. */
export function findMark(event: Event): DrawnMark | undefined {
  return event.target instanceof Element ? findMarkOf(event.target) : undefined;
}

/** The mark that an element is, or belongs to. */
export function findMarkOf(element: Element): DrawnMark | undefined {
  const ofMark = element.closest<SVGElement>(".mark");
  return ofMark === null ? undefined : toDrawnMark(ofMark);
}

/** Every mark that is drawn, in drawing order: diagrams (ribbons, arcs, labels), then the legend. */
export function listMarks(svg: SVGSVGElement): DrawnMark[] {
  return [...svg.querySelectorAll<SVGElement>(".mark")].flatMap((element) => toDrawnMark(element) ?? []);
}

function toDrawnMark(element: SVGElement): DrawnMark | undefined {
  const datum = select<SVGElement, Partial<Pick<DrawnMark, "mark" | "end">> | undefined>(element).datum();
  return datum?.mark === undefined ? undefined : { element, mark: datum.mark, end: datum.end };
}
