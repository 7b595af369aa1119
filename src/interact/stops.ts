import type { Mark } from "../layout/types";
import { listMarks, type DrawnMark } from "./marks";

/**
 * A mark that can have the focus, and its place: the diagram (behind the last one the legend), then row and column, by
 * which the marks of a diagram are walked. In a matrix these are its own.
 */
export interface Stop extends DrawnMark {
  readonly place: readonly [section: number, row: number, column: number];
}

/** In a matrix: behind all sources are the bars of columns, behind all destinations those of rows. */
const behind = Infinity;

/** In a circle: arcs in their order, open groups, ribbons from the largest, then what is drawn in one shape. */
const circleRows: readonly Mark["kind"][] = ["arc", "group", "part", "rest"];

/** All marks that can have the focus, in the order of the arrow keys: diagram by diagram, and the legend. */
export function listStops(svg: SVGSVGElement): readonly Stop[] {
  const isMatrix = svg.querySelector(".panel.matrix") !== null;
  const placeOf = isMatrix ? placeInMatrix : placeInCircle;
  return listMarks(svg)
    .filter(({ element }) => element.hasAttribute("tabindex"))
    .map((drawn): Stop => ({ ...drawn, place: placeOf(drawn) }))
    .sort((a, b) => comparePlaces(a.place, b.place));
}

/** Reading order: row by row, each with the bar behind it, then the bars below. */
function placeInMatrix({ mark, end }: DrawnMark): Stop["place"] {
  switch (mark.kind) {
    case "part":
      return [mark.panel, mark.link.source, mark.link.target];
    case "arc":
      return end === "outgoing" ? [mark.panel, mark.slot, behind] : [mark.panel, behind, mark.slot];
    case "legend":
      return [behind, 0, 0];
    case "group":
    case "rest":
      return [mark.panel, behind, behind];
  }
}

function placeInCircle({ mark }: DrawnMark): Stop["place"] {
  if (mark.kind === "legend") return [behind, 0, 0];
  return [mark.panel, circleRows.indexOf(mark.kind), mark.kind === "part" ? -Number(mark.link.amount) : 0];
}

/** Stops at one place stay as they are drawn: of a ribbon or a cell, in stacking order. */
function comparePlaces(a: Stop["place"], b: Stop["place"]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
