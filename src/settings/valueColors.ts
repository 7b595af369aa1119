import type powerbi from "powerbi-visuals-api";
import { formattingSettings } from "powerbi-visuals-utils-formattingmodel";
import type { ColorEntry, PickedColors } from "../model/colors";
import type { ColorsCard } from "./colorsCard";
import { parseValueId, valueSelector } from "./selectors";

type Property = "ruleColor" | "hostColor";

/** Puts a colour picker for each entry at the end of the card, where colours stand for rules or hosts. */
export function addColorPickers(card: ColorsCard, entries: readonly ColorEntry[]): void {
  const name = propertyOf(card.colorBy.value);
  const pickers = name === undefined ? [] : entries.map((entry) => buildPicker(name, entry));
  card.slices = [...card.ownSlices, ...pickers];
}

/** Reads the picked colours from the metadata of a data view; what is no colour is left out. */
export function readValueColors(dataView: powerbi.DataView | undefined): PickedColors {
  const metadata: Partial<powerbi.DataViewMetadata> | undefined = dataView?.metadata;
  const instances = Object.entries(metadata?.objects?.["colors"]?.$instances ?? {});
  return { rules: listColors(instances, "ruleColor"), hosts: listColors(instances, "hostColor") };
}

function buildPicker(name: Property, { key, displayName, color }: ColorEntry): formattingSettings.ColorPicker {
  return new formattingSettings.ColorPicker({
    name,
    displayName,
    value: { value: color },
    selector: valueSelector(key),
  });
}

function propertyOf(colorBy: unknown): Property | undefined {
  if (colorBy === "rule") return "ruleColor";
  return colorBy === "source" || colorBy === "destination" ? "hostColor" : undefined;
}

function listColors(
  instances: readonly (readonly [string, powerbi.DataViewObject | null])[],
  property: Property,
): ReadonlyMap<string, string> {
  const colors = new Map<string, string>();
  for (const [id, object] of instances) {
    const fill = object?.[property] as powerbi.Fill | null | undefined;
    const color: unknown = fill?.solid?.color;
    const key = parseValueId(id);
    if (key !== undefined && typeof color === "string") colors.set(key, color);
  }
  return colors;
}
