import type { Mark } from "../layout/types";
import { findMark } from "./marks";
import { listStops, type Stop } from "./stops";
import { listRibbons, stepAcross, stepAlong, stepDiagram, type Home, type Way } from "./walk";

/** Finds the stop that a key goes to from another one; undefined where there is none. */
type Step = (way: Way, from: Stop, home: Home | undefined) => Stop | undefined;

const steps: Readonly<Record<string, Step>> = {
  ArrowRight: (way, from) => stepAlong(way, from, 1),
  ArrowLeft: (way, from) => stepAlong(way, from, -1),
  ArrowDown: (way, from, home) => stepAcross(way, from, 1, home),
  ArrowUp: (way, from, home) => stepAcross(way, from, -1, home),
  PageDown: (way, from) => stepDiagram(way, from, 1),
  PageUp: (way, from) => stepDiagram(way, from, -1),
  Home: ({ stops }) => stops[0],
  End: ({ stops }) => stops.at(-1),
};

/**
 * One tab stop. From the diagram, Enter or an arrow key goes to the first mark; right and left walk on, up and down go
 * through the ribbons of a host or the column of a matrix, Enter or Space selects (with Ctrl or Shift adds). Esc goes
 * back to the diagram; there it is left to the host, which takes the focus out of the visual.
 */
export function bindKeyboard(svg: SVGSVGElement, toggle: (mark: Mark, isMulti: boolean) => void): void {
  let home: Home | undefined;
  const walk = (from: SVGElement | undefined, key: string, step: Step): void => {
    const stops = listStops(svg);
    const way: Way = { stops, isMatrix: svg.querySelector(".panel.matrix") !== null };
    const stop = stops.find(({ element }) => element === from);
    const isAcross = key === "ArrowDown" || key === "ArrowUp";
    // Up and down stay with the host that they began at; after another key, or another drawing, it is the sender.
    if (!isAcross || (stop !== undefined && !listRibbons(way, home).includes(stop))) home = undefined;
    const mark = stop?.mark;
    if (isAcross && (mark?.kind === "arc" || mark?.kind === "group")) home = mark;
    const next = stop === undefined ? stops.at(key === "End" ? -1 : 0) : step(way, stop, home);
    next?.element.focus();
  };
  svg.addEventListener("keydown", (event) => {
    const drawn = findMark(event);
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    const step = hasModifier ? undefined : steps[event.key];
    if (step !== undefined) walk(drawn?.element, event.key, step);
    else if (event.key === "Escape" && drawn !== undefined) svg.focus();
    else if (event.key === "Enter" || event.key === " ") {
      if (drawn === undefined) listStops(svg)[0]?.element.focus();
      else toggle(drawn.mark, hasModifier || event.shiftKey);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
