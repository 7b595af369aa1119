import type { Mark } from "../layout/types";
import { findMark, listMarks } from "./marks";

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * One tab stop. From the diagram, Enter or an arrow key goes to the first mark; arrows walk on (arcs, then ribbons,
 * then the legend), Home and End jump, Enter or Space selects (with Ctrl or Shift adds), Esc goes back to the diagram.
 */
export function bindKeyboard(svg: SVGSVGElement, toggle: (mark: Mark, isMulti: boolean) => void): void {
  svg.addEventListener("keydown", (event) => {
    const drawn = findMark(event);
    const step = steps[event.key];
    if (step !== undefined) walk(svg, drawn?.element, step);
    else if (event.key === "Home" || event.key === "End") focusAt(svg, event.key === "Home" ? 0 : -1);
    else if (event.key === "Escape" && drawn !== undefined) svg.focus();
    else if (event.key === "Enter" || event.key === " ") {
      if (drawn === undefined) focusAt(svg, 0);
      else toggle(drawn.mark, event.ctrlKey || event.metaKey || event.shiftKey);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function walk(svg: SVGSVGElement, from: SVGElement | undefined, step: number): void {
  const stops = listStops(svg);
  const index = from === undefined ? -1 : stops.indexOf(from);
  focusAt(svg, index < 0 ? 0 : (index + step + stops.length) % stops.length);
}

function focusAt(svg: SVGSVGElement, index: number): void {
  listStops(svg).at(index)?.focus();
}

/** Arcs in their order, then open groups, ribbons from the largest, and the legend; labels are the arcs' own. */
function listStops(svg: SVGSVGElement): SVGElement[] {
  const marks = listMarks(svg).filter(({ element }) => element.hasAttribute("tabindex"));
  return (["arc", "group", "part", "rest", "legend"] as const).flatMap((kind) => {
    return marks.filter(({ mark }) => mark.kind === kind).map(({ element }) => element);
  });
}
