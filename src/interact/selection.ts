import type powerbi from "powerbi-visuals-api";
import type { Mark } from "../layout/types";
import { findMark, listMarks } from "./marks";

type SelectionId = powerbi.extensibility.ISelectionId;

/** The cells of the data on the canvas: how many rows each has, and how many of them are selected. */
export interface CellSelection {
  readonly selected: Uint32Array;
  readonly rowCounts: Uint32Array;
}

/** What the selection needs to know of the data on the canvas; it changes with each update. */
export interface SelectionSource {
  readonly cellsOf: (mark: Mark) => readonly number[];
  readonly rowsOf: (mark: Mark) => readonly number[];
  /** Gives the ids of the rows that are on the canvas now, also when others have taken their place. */
  readonly readIds: () => (row: number) => SelectionId;
  readonly findRows: (ids: readonly SelectionId[]) => ReadonlySet<number>;
  readonly countSelected: (rows: ReadonlySet<number>) => CellSelection;
  /** Takes the rows that are selected, whenever these are shown. */
  readonly tellSelected: (rows: ReadonlySet<number>) => void;
  readonly isAllowed: () => boolean;
}

/** Turns clicks and keys into selections, and shows the selection of the host, wherever it was made. */
export interface SelectionControl {
  readonly toggle: (mark: Mark, isMulti: boolean) => void;
  readonly toggleRows: (rows: readonly number[], isMulti: boolean) => void;
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
  // What the host is about to be told: it takes a moment to list many ids, and a later click comes before them.
  let pending: Change | undefined;
  const make = (change: Change): void => {
    pending = change;
    showSelection(svg, change.result, source);
    const isWanted = (): boolean => pending === change && svg.isConnected;
    const end = (): void => {
      if (pending !== change) return;
      pending = undefined;
      show();
    };
    void makeChange(manager, change, { idOf: source.readIds(), isWanted }).then(end, end);
  };
  const toggleRows = (rows: readonly number[], isMulti: boolean): void => {
    if (!source.isAllowed()) return;
    const selected = pending?.result ?? source.findRows(manager.getSelectionIds());
    make(planChange(rows, selected, isMulti));
  };
  const toggle = (mark: Mark, isMulti: boolean): void => {
    toggleRows(source.rowsOf(mark), isMulti);
  };
  svg.addEventListener("click", (event) => {
    const drawn = findMark(event);
    if (drawn !== undefined) toggle(drawn.mark, event.ctrlKey || event.metaKey || event.shiftKey);
    else if (source.isAllowed() && (pending !== undefined || manager.hasSelection())) make(nothingSelected());
  });
  manager.registerOnSelectCallback(showIds);
  return { toggle, toggleRows, show };
}

/** Rows to give to the host, to replace its selection or each to be toggled, and what will be selected then. */
interface Change {
  readonly rows: readonly number[];
  readonly isMulti: boolean;
  readonly result: ReadonlySet<number>;
}

function nothingSelected(): Change {
  return { rows: [], isMulti: false, result: new Set() };
}

/**
 * With Ctrl, a mark that is selected as a whole is taken out, otherwise what it lacks is added: the host toggles each
 * id by itself, so ids that are selected already must not be sent again. Without Ctrl, the only selection is cleared.
 */
function planChange(rows: readonly number[], selected: ReadonlySet<number>, isMulti: boolean): Change {
  const isWhole = rows.every((row) => selected.has(row));
  if (!isMulti) {
    const kept = isWhole && rows.length === selected.size ? [] : rows;
    return { rows: kept, isMulti, result: new Set(kept) };
  }
  if (!isWhole) {
    const added = rows.filter((row) => !selected.has(row));
    return { rows: added, isMulti, result: new Set([...selected, ...added]) };
  }
  const result = new Set(selected);
  for (const row of rows) result.delete(row);
  return { rows, isMulti, result };
}

/** Making more ids than these at once takes long enough to be felt. */
const manyRows = 1000;

/** How ids are made, and whether the change is still wanted after a while. */
interface Making {
  readonly idOf: (row: number) => SelectionId;
  readonly isWanted: () => boolean;
}

async function makeChange(
  manager: powerbi.extensibility.ISelectionManager,
  { rows, isMulti }: Change,
  making: Making,
): Promise<void> {
  if (rows.length === 0) await manager.clear();
  else if (rows.length <= manyRows) await manager.select(rows.map(making.idOf), isMulti);
  else {
    const ids = await listIds(rows, making);
    if (making.isWanted()) await manager.select(ids, isMulti);
  }
}

/** Makes many ids when the selection is on the screen, some at a time, so that the page stays quick meanwhile. */
async function listIds(rows: readonly number[], { idOf, isWanted }: Making): Promise<SelectionId[]> {
  const ids: SelectionId[] = [];
  await waitForPaint();
  for (let start = 0; start < rows.length && isWanted(); start += manyRows) {
    for (const row of rows.slice(start, start + manyRows)) ids.push(idOf(row));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return ids;
}

/** Lets the page be painted; where it is not seen no frame comes, and a moment has to do. */
function waitForPaint(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 100);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });
}

/** A mark is selected in part when some row of it is, and as a whole when all are. */
function showSelection(svg: SVGSVGElement, rows: ReadonlySet<number>, source: SelectionSource): void {
  source.tellSelected(rows);
  const isSelecting = rows.size > 0;
  if (!isSelecting && !svg.classList.contains("is-selecting")) return;
  svg.classList.toggle("is-selecting", isSelecting);
  const { selected, rowCounts } = source.countSelected(rows);
  for (const { element, mark } of listMarks(svg)) {
    let [some, all] = [0, 0];
    for (const cell of isSelecting ? source.cellsOf(mark) : []) {
      some += selected[cell] ?? 0;
      all += rowCounts[cell] ?? 0;
    }
    element.classList.toggle("is-selected", some > 0);
    element.setAttribute("aria-selected", String(some > 0 && some === all));
  }
}
