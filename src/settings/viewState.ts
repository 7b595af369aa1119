import type powerbi from "powerbi-visuals-api";
import type { ViewChoice } from "../model/types";
import { staticSelector } from "./selectors";

/** What a reader opened and turned to. */
export type ViewState = Pick<ViewChoice, "expanded" | "page">;

type Instance = powerbi.VisualObjectInstance;

/** Reads what a report or a bookmark has kept; what is no state is that of a fresh visual. */
export function readState(expanded: unknown, page: unknown): ViewState {
  const isPage = typeof page === "number" && Number.isSafeInteger(page) && page >= 0;
  return { expanded: parseKeys(expanded), page: isPage ? page : 0 };
}

/** The state as the host keeps it, for `persistProperties`. */
function writeState({ expanded, page }: ViewState): Instance {
  return writeProperties("state", { expanded: JSON.stringify(expanded), page });
}

/** All that a reader chooses on the canvas, as the host keeps it: view and split are the properties of the pane. */
export function writeChoice({ view, split, ...state }: ViewChoice): Instance[] {
  return [writeProperties("layout", { view }), writeProperties("multiples", { by: split }), writeState(state)];
}

function writeProperties(objectName: string, properties: Instance["properties"]): Instance {
  return { objectName, selector: staticSelector, properties };
}

function parseKeys(text: unknown): readonly string[] {
  if (typeof text !== "string" || text === "") return [];
  try {
    const keys: unknown = JSON.parse(text);
    return Array.isArray(keys) ? [...new Set(keys.filter((key) => typeof key === "string"))] : [];
  } catch {
    return [];
  }
}
