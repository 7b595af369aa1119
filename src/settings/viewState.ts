import type powerbi from "powerbi-visuals-api";
import type { Hidden, ViewChoice } from "../model/types";
import { staticSelector } from "./selectors";

/** What a reader opened, hid and turned to. */
export type ViewState = Pick<ViewChoice, "expanded" | "hidden" | "page">;

type Instance = powerbi.VisualObjectInstance;

/** Reads what a report or a bookmark has kept; what is no state is that of a fresh visual. */
export function readState({ expanded, hidden, page }: Readonly<Record<keyof ViewState, unknown>>): ViewState {
  const isPage = typeof page === "number" && Number.isSafeInteger(page) && page >= 0;
  return { expanded: listTexts(parseJson(expanded)), hidden: readHidden(parseJson(hidden)), page: isPage ? page : 0 };
}

/** The state as the host keeps it, for `persistProperties`. */
function writeState({ expanded, hidden, page }: ViewState): Instance {
  return writeProperties("state", { expanded: JSON.stringify(expanded), hidden: JSON.stringify(hidden), page });
}

/** All that a reader chooses on the canvas, as the host keeps it: view and split are the properties of the pane. */
export function writeChoice({ view, split, ...state }: ViewChoice): Instance[] {
  return [writeProperties("layout", { view }), writeProperties("multiples", { by: split }), writeState(state)];
}

function writeProperties(objectName: string, properties: Instance["properties"]): Instance {
  return { objectName, selector: staticSelector, properties };
}

function readHidden(value: unknown): Hidden {
  const { actions, rules } = Object(value) as Partial<Record<keyof Hidden, unknown>>;
  return { actions: listTexts(actions), rules: listTexts(rules) };
}

/** The texts of an array, each once; none of what is no array. */
function listTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? [...new Set(value.filter((text) => typeof text === "string"))] : [];
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
