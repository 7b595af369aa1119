import enUs from "../../../stringResources/en-US/resources.resjson";
import koKr from "../../../stringResources/ko-KR/resources.resjson";
import { buildTexts, type Texts, type TextsOptions } from "../../../src/text/texts";

/** Texts of a locale with the strings of the visual, for a measure of bytes in automatic units. */
export function textsOf(options: Partial<Omit<TextsOptions, "strings">> = {}): Texts {
  const locale = options.locale ?? "en-US";
  const strings: Readonly<Record<string, string>> = locale.startsWith("ko") ? koKr : enUs;
  const getDisplayName = (key: string): string => {
    const text = strings[key];
    if (text === undefined) throw new Error(`there is no string ${key}`);
    return text;
  };
  const measure = { measureName: "Bytes", measureFormat: "#,0", units: "auto" } as const;
  return buildTexts({ ...measure, locale, ...options, strings: { getDisplayName } });
}
