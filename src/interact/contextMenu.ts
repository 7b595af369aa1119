import type powerbi from "powerbi-visuals-api";
import type { Mark } from "../layout/types";
import { findMark } from "./marks";

/** What the menu is shown for: the id of a mark's largest row, nothing on empty space. */
export interface ContextMenuSource {
  readonly idOf: (mark: Mark) => powerbi.extensibility.ISelectionId | undefined;
  readonly isAllowed: () => boolean;
}

/** Shows the host's context menu on marks, on empty space and on buttons. The host takes one id, so a mark gives its largest row. */
export function bindContextMenu(
  element: Element,
  manager: powerbi.extensibility.ISelectionManager,
  { idOf, isAllowed }: ContextMenuSource,
): void {
  element.addEventListener("contextmenu", (event) => {
    if (!(event instanceof MouseEvent)) return;
    event.preventDefault();
    if (!isAllowed()) return;
    const mark = findMark(event)?.mark;
    const id = mark === undefined ? {} : (idOf(mark) ?? {});
    // A host that refuses shows no menu; a promise left alone would end as an unhandled error.
    void manager.showContextMenu(id, { x: event.clientX, y: event.clientY }).then(ignore, ignore);
  });
}

function ignore(): void {
  // There is nothing to do afterwards.
}
