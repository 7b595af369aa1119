import type { MeasureName } from "../data/fields.ts";
import type { TextKey } from "../text/english.ts";
import type { Words } from "../text/words.ts";

/** Columns have the names of the table; what the page derives, and measures, have a name in the reader's language. */
export function nameField(name: string, words: Words): string {
  const key: Readonly<Record<string, TextKey>> = { Day: "field_Day", HourOfDay: "field_HourOfDay" };
  const own = key[name];
  return own === undefined ? name : words.say(own);
}

export function nameMeasure(name: MeasureName, words: Words): string {
  return words.say(`measure_${name}`);
}

/** A value as it is read; a blank one has a name. */
export function nameValue(text: string, words: Words): string {
  return text === "" ? words.say("emptyValue") : text;
}
