import type { Mark } from "../layout/types";
import { listMarks } from "./marks";

/** What is found on the canvas: slots that have a wanted host, and whether any row of a mark is of one. */
export interface FoundMarks {
  readonly slots: ReadonlySet<number>;
  readonly touches: (mark: Mark) => boolean;
}

/**
 * Fades what has nothing to do with the hosts that were found: their own arcs are marked, those that they talk with and
 * the ribbons between stay as they are. Without anything found nothing is faded.
 */
export function showFound(svg: SVGSVGElement, found: FoundMarks | undefined): void {
  if (found === undefined && !svg.classList.contains("is-finding")) return;
  svg.classList.toggle("is-finding", found !== undefined);
  if (found === undefined) return;
  for (const { element, mark } of listMarks(svg)) {
    const isSlot = mark.kind === "arc" && found.slots.has(mark.slot);
    element.classList.toggle("is-wanted", isSlot);
    element.classList.toggle("is-found", isSlot || found.touches(mark));
  }
}
