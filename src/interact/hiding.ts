import type { LegendMark } from "../layout/types";
import { findMark } from "./marks";

/**
 * A click on the square of an entry of the legend takes what it stands for off the canvas; one anywhere on it brings it
 * back. With the keyboard − takes the entry with the focus away and + brings it back. `toggle` says whether it was done.
 */
export function bindHiding(svg: SVGSVGElement, toggle: (mark: LegendMark) => boolean): void {
  svg.addEventListener(
    "click",
    (event) => {
      const drawn = findMark(event);
      if (drawn?.mark.kind !== "legend") return;
      const isSquare = event.target instanceof Element && event.target.closest(".square") !== null;
      if ((isSquare || drawn.mark.isHidden) && toggle(drawn.mark)) event.stopImmediatePropagation();
    },
    { capture: true },
  );
  svg.addEventListener("keydown", (event) => {
    const mark = findMark(event)?.mark;
    if (mark?.kind !== "legend") return;
    const wants = { "-": !mark.isHidden, "+": mark.isHidden }[event.key] ?? false;
    if (wants && toggle(mark)) event.preventDefault();
  });
}
