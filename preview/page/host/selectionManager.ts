import type powerbi from "powerbi-visuals-api";
import { noteEvent, type HostLog } from "./hostLog.ts";
import type { PreviewId } from "./selectionIds.ts";

type SelectCallback = (ids: powerbi.extensibility.ISelectionId[]) => void;

/** The selection of the page: the visual's manager, and what the page does with it. */
export interface Selection {
  readonly manager: powerbi.extensibility.ISelectionManager;
  /** As when another visual, or a bookmark, changes it: the visual is told. */
  replace: (ids: readonly PreviewId[]) => void;
}

/** What the page does when the visual selects, or asks for a context menu. */
export interface SelectionListener {
  onSelect: (ids: readonly PreviewId[]) => void;
  onContextMenu: (id: PreviewId | undefined, position: powerbi.extensibility.IPoint) => void;
}

/** A selection as Power BI keeps it: a click selects, again takes it back; with `multiSelect` ids are added or taken out. */
export function createSelection(log: HostLog, listener: SelectionListener): Selection {
  let selected: readonly PreviewId[] = [];
  let tellVisual: SelectCallback = () => undefined;
  const set = (ids: readonly PreviewId[]): void => {
    selected = ids;
    log.selections.push(ids.map((id) => id.getKey()));
    log.onNote("selection", describeIds(ids));
    listener.onSelect(ids);
  };
  const manager: powerbi.extensibility.ISelectionManager = {
    select: (given, multiSelect = false) => {
      set(choose(selected, listIds(given), multiSelect));
      return resolved([...selected]);
    },
    clear: () => {
      set([]);
      return resolved({});
    },
    showContextMenu: (given, position) => {
      const [id] = listIds(given);
      noteEvent(log, "selection", "contextMenu", id === undefined ? "" : describeIds([id]));
      listener.onContextMenu(id, position);
      return resolved({});
    },
    toggleExpandCollapse: () => resolved({}),
    hasSelection: () => selected.length > 0,
    getSelectionIds: () => [...selected],
    registerOnSelectCallback: (callback) => {
      tellVisual = callback;
    },
  };
  return {
    manager,
    replace: (ids) => {
      set(ids);
      tellVisual([...ids]);
    },
  };
}

/** The first few, and how many there are. */
function describeIds(ids: readonly PreviewId[]): string {
  const texts = ids.slice(0, 3).map(({ parts }) => [...parts.values()].join(" · "));
  return `select ${ids.length}${texts.length > 0 ? `: ${texts.join("; ")}` : ""}${ids.length > 3 ? "; …" : ""}`;
}

/** On empty space visuals pass an empty object for an id. */
function listIds(given: powerbi.extensibility.ISelectionId | powerbi.extensibility.ISelectionId[]): PreviewId[] {
  const ids = (Array.isArray(given) ? given : [given]) as Partial<PreviewId>[];
  return ids.filter((id): id is PreviewId => id.parts !== undefined);
}

function choose(before: readonly PreviewId[], ids: readonly PreviewId[], multiSelect: boolean): readonly PreviewId[] {
  const keys = new Set(ids.map((id) => id.getKey()));
  const isAllIn = ids.every((id) => before.some((other) => other.equals(id)));
  if (!multiSelect) return isAllIn && before.length === ids.length ? [] : ids;
  const others = before.filter((id) => !keys.has(id.getKey()));
  return isAllIn ? others : [...others, ...ids];
}

/** The API's promise type is older than the language's. */
function resolved<T>(value: T): powerbi.IPromise<T> {
  return Promise.resolve(value) as unknown as powerbi.IPromise<T>;
}
