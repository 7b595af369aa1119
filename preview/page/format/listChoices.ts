import type { PackagedVisual } from "../../payload.ts";
import type { ChoiceItem } from "./controls.ts";
import type { PropertyPlace } from "./properties.ts";

/** The values that capabilities.json lists for a property, with their names in a language. */
export function listChoices(
  { capabilities, stringResources }: PackagedVisual,
  locale: string,
): (place: PropertyPlace) => readonly ChoiceItem[] {
  const nameOf = (key: string | undefined, otherwise: string): string => {
    if (key === undefined) return otherwise;
    return stringResources[locale]?.[key] ?? stringResources["en-US"]?.[key] ?? otherwise;
  };
  return ({ objectName, propertyName }) => {
    const items = capabilities.objects?.[objectName]?.properties?.[propertyName]?.type?.enumeration ?? [];
    return items.map(({ value, displayName, displayNameKey }) => ({
      value,
      displayName: nameOf(displayNameKey, displayName),
    }));
  };
}
