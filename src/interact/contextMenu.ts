import type powerbi from "powerbi-visuals-api";
import type { Mark } from "../layout/types";
import { findMarkPoint } from "./markPoint";
import { findMark } from "./marks";

/** What the menu is shown for: the id of a mark's largest row, nothing on empty space. */
export interface ContextMenuSource {
  readonly idOf: (mark: Mark) => powerbi.extensibility.ISelectionId | undefined;
  readonly isAllowed: () => boolean;
}

/**
 * Shows the host's context menu on marks, on empty space and on buttons; with the keyboard it opens at what has the
 * focus. The host takes one id, so a mark gives its largest row.
 */
export function bindContextMenu(
  element: Element,
  manager: powerbi.extensibility.ISelectionManager,
  { idOf, isAllowed }: ContextMenuSource,
): void {
  // Browsers tell the menu of the keyboard apart in different ways, and give it coordinates of their own or none.
  let isByKey = false;
  const note = (event: Event): void => {
    isByKey = event instanceof KeyboardEvent && isMenuKey(event);
  };
  for (const type of ["keydown", "pointerdown"]) element.addEventListener(type, note, { capture: true });
  element.addEventListener("contextmenu", (event) => {
    if (!(event instanceof MouseEvent)) return;
    event.preventDefault();
    if (!isAllowed()) return;
    const drawn = findMark(event);
    const id = drawn === undefined ? {} : (idOf(drawn.mark) ?? {});
    const focused = isByKey && event.target instanceof Element ? (drawn?.element ?? event.target) : undefined;
    const position = focused === undefined ? { x: event.clientX, y: event.clientY } : findMarkPoint(focused);
    isByKey = false;
    // A host that refuses shows no menu; a promise left alone would end as an unhandled error.
    void manager.showContextMenu(id, position).then(ignore, ignore);
  });
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === "ContextMenu" || (key === "F10" && shiftKey);
}

function ignore(): void {
  // There is nothing to do afterwards.
}
