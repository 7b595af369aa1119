import { select } from "d3";
import type { Mark } from "../layout/types";
import { setAttribute } from "./attributes";
import type { Scene } from "./scene";

/** What marks are called: in a sentence, and the slots that ribbons and cells run between. */
export interface MarkNames {
  readonly nameOf: (mark: Mark) => string;
  readonly labelOf: (slot: number) => string;
}

/**
 * Gives marks their names for assistive technology, and ribbons and cells their ends as `data-source` and
 * `data-destination`. That is more work than to draw them (1,000 numbers to format), so the caller does it when the
 * drawing is on the screen.
 */
export function nameMarks({ svg }: Scene, { nameOf, labelOf }: MarkNames): void {
  svg.selectAll<SVGElement, unknown>("[role=option]").each(function () {
    const mark = select<SVGElement, { readonly mark?: Mark } | undefined>(this).datum()?.mark;
    if (mark === undefined) return;
    setAttribute(this, "aria-label", nameOf(mark));
    if (mark.kind !== "part") return;
    setAttribute(this, "data-source", labelOf(mark.link.source));
    setAttribute(this, "data-destination", labelOf(mark.link.target));
  });
}
