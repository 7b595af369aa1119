import type powerbi from "powerbi-visuals-api";
import type { Mark } from "../layout/types";
import { findMark, listMarks } from "./marks";

type SelectionId = powerbi.extensibility.ISelectionId;

/** What the selection needs to know of the data on the canvas; it changes with each update. */
export interface SelectionSource {
  readonly rowsOf: (mark: Mark) => ArrayLike<number> & Iterable<number>;
  readonly idOf: (row: number) => SelectionId;
  readonly findRows: (ids: readonly SelectionId[]) => ReadonlySet<number>;
  readonly isAllowed: () => boolean;
}

/** Turns clicks and keys into selections, and shows the selection of the host, wherever it was made. */
export interface SelectionControl {
  readonly toggle: (mark: Mark, isMulti: boolean) => void;
  /** Draws the host's present selection; call it after each drawing. */
  readonly show: () => void;
}

/** Binds click and background click. A mark selects its rows, so that other visuals are filtered by them. */
export function bindSelection(
  svg: SVGSVGElement,
  manager: powerbi.extensibility.ISelectionManager,
  source: SelectionSource,
): SelectionControl {
  const showIds = (ids: readonly SelectionId[]): void => {
    showSelection(svg, source.findRows(ids), source);
  };
  const show = (): void => {
    showIds(manager.getSelectionIds());
  };
  const toggle = (mark: Mark, isMulti: boolean): void => {
    if (!source.isAllowed()) return;
    const rows = source.rowsOf(mark);
    const selected = source.findRows(manager.getSelectionIds());
    void changeSelection(manager, [...rows], { selected, isMulti, idOf: source.idOf }).then(show, show);
  };
  svg.addEventListener("click", (event) => {
    const drawn = findMark(event);
    if (drawn !== undefined) toggle(drawn.mark, event.ctrlKey || event.metaKey || event.shiftKey);
    else if (source.isAllowed() && manager.hasSelection()) void manager.clear().then(show, show);
  });
  manager.registerOnSelectCallback(showIds);
  return { toggle, show };
}

interface Change {
  readonly selected: ReadonlySet<number>;
  readonly isMulti: boolean;
  readonly idOf: (row: number) => SelectionId;
}

/**
 * With Ctrl, a mark that is selected as a whole is taken out, otherwise what it lacks is added: the host toggles each
 * id by itself, so ids that are selected already must not be sent again. Without Ctrl, the only selection is cleared.
 */
async function changeSelection(
  manager: powerbi.extensibility.ISelectionManager,
  rows: readonly number[],
  { selected, isMulti, idOf }: Change,
): Promise<void> {
  const isWhole = rows.every((row) => selected.has(row));
  if (isMulti) {
    const toToggle = isWhole ? rows : rows.filter((row) => !selected.has(row));
    await manager.select(toToggle.map(idOf), true);
  } else if (isWhole && rows.length === selected.size) await manager.clear();
  else await manager.select(rows.map(idOf), false);
}

function showSelection(svg: SVGSVGElement, selected: ReadonlySet<number>, { rowsOf }: SelectionSource): void {
  svg.classList.toggle("is-selecting", selected.size > 0);
  for (const { element, mark } of listMarks(svg)) {
    const rows = selected.size > 0 ? rowsOf(mark) : [];
    let count = 0;
    for (const row of rows) if (selected.has(row)) count++;
    element.classList.toggle("is-selected", count > 0);
    element.setAttribute("aria-selected", String(count > 0 && count === rows.length));
  }
}
