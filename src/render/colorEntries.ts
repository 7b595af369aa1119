import type { ColorBy, ColorEntry } from "../model/colors";
import type { ChordModel } from "../model/types";
import { buildColorNames } from "./fills";
import type { Palette } from "./palette";

/** More colours than this nobody picks one by one. */
const entryLimit = 30;

/** What the author may pick a colour for, in the order of the model; nothing where colours stand for something else. */
export function listColorEntries(palette: Palette, model: ChordModel, colorBy: ColorBy, blank: string): ColorEntry[] {
  if (colorBy === "rule") {
    return model.rules.slice(0, entryLimit).map((rule) => {
      return { key: rule, displayName: rule || blank, color: palette.colorOfRule(rule) };
    });
  }
  if (colorBy !== "source" && colorBy !== "destination") return [];
  const nameOf = buildColorNames(model.slots);
  const named = model.slots.filter(({ kind }) => kind !== "others");
  return named.slice(0, entryLimit).map((slot) => {
    const displayName = nameOf(slot);
    return { key: slot.key, displayName, color: palette.colorOfHost(slot.key, displayName) };
  });
}
