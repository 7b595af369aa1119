import type powerbi from "powerbi-visuals-api";
import type { Words } from "../text/words.ts";
import type { ChoiceItem } from "./controls.ts";
import type { PropertyPlace } from "./properties.ts";

/** What the pane does: writes a property, and sets properties back to their defaults. */
export interface PaneActions {
  readonly set: (place: PropertyPlace, value: unknown) => void;
  readonly revert: (places: readonly PropertyPlace[]) => void;
}

/** What the pane needs besides the model: what is set, and the values that a property can take. */
export interface PaneParts {
  readonly objects: powerbi.DataViewObjects;
  readonly choicesOf: (place: PropertyPlace) => readonly ChoiceItem[];
  readonly words: Words;
}
