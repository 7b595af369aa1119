import type { ArcMark, GroupMark, Mark } from "../layout/types";
import { findMark } from "./marks";

/** Opens the group that an arc stands for, or closes the one that a bracket or an arc's own group stands for. */
export interface Opening {
  /** Whether it was one that can be opened. */
  readonly open: (mark: ArcMark) => boolean;
  readonly close: (mark: ArcMark | GroupMark) => boolean;
}

/**
 * A click on the name of a group opens it, as does a double click on its arc; a click on a bracket closes its group.
 * With the keyboard + opens what has the focus, and − closes it or the group around it. Clicks on arcs still select.
 */
export function bindOpening(svg: SVGSVGElement, { open, close }: Opening): void {
  // The second click of a double click meets what the first one has brought under the pointer.
  let isFollowed = false;
  svg.addEventListener(
    "click",
    (event) => {
      const drawn = findMark(event);
      if (event.detail < 2) isFollowed = false;
      const isName = drawn?.element.classList.contains("opens") === true;
      const isDone =
        isFollowed ||
        (drawn?.mark.kind === "group" && close(drawn.mark)) ||
        (drawn !== undefined && isName && openArc(drawn.mark, open));
      if (!isDone) return;
      isFollowed = true;
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  svg.addEventListener("dblclick", (event) => {
    const mark = findMark(event)?.mark;
    if (!isFollowed && mark !== undefined && openArc(mark, open)) event.preventDefault();
  });
  svg.addEventListener("keydown", (event) => {
    const mark = findMark(event)?.mark;
    if (mark?.kind !== "arc" && mark?.kind !== "group") return;
    const isDone = event.key === "+" ? openArc(mark, open) : event.key === "-" && close(mark);
    if (isDone) event.preventDefault();
  });
}

function openArc(mark: Mark, open: Opening["open"]): boolean {
  return mark.kind === "arc" && open(mark);
}
