import { stringsOf } from "../helpers/strings";
import { buildTexts, type Texts, type TextsOptions } from "../../../src/text/texts";

/** Texts of a locale with the strings of the visual, for a measure of bytes in automatic units. */
export function textsOf(options: Partial<Omit<TextsOptions, "strings">> = {}): Texts {
  const locale = options.locale ?? "en-US";
  const getDisplayName = stringsOf(locale);
  const measure = { measureName: "Bytes", measureFormat: "#,0", units: "auto" } as const;
  return buildTexts({ ...measure, locale, ...options, strings: { getDisplayName } });
}
