import type powerbi from "powerbi-visuals-api";
import { valueFormatter } from "powerbi-visuals-utils-formattingutils";
import { shareOf, type Amount } from "../model/amount";

/** Everything that turns facts into words of the reader's language. */
export interface Texts {
  /** The string with this key; `{0}`, `{1}` … are replaced by the values. */
  readonly say: (key: string, ...values: readonly string[]) => string;
  /** An amount of the measure, every digit of it. */
  readonly amount: (amount: Amount) => string;
  readonly count: (count: number) => string;
  /** A percentage that says 0 % and 100 % only where that is exact. */
  readonly share: (part: Amount, whole: Amount) => string;
  /** A cell of a category, or of a measure of the tooltip, as the report formats it. */
  readonly cell: (value: powerbi.PrimitiveValue | undefined, column: powerbi.DataViewMetadataColumn) => string;
}

/** Formats by the locale and, for amounts, by the format string of the measure. */
export function buildTexts(
  strings: powerbi.extensibility.ILocalizationManager,
  hostLocale: string,
  measureFormat: string | undefined,
): Texts {
  const locale = supportedLocale(hostLocale);
  const whole = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const measure =
    measureFormat === undefined
      ? new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
      : valueFormatter.create({ format: measureFormat, ...(locale !== undefined && { cultureSelector: locale }) });
  return {
    say: (key, ...values) => fillIn(strings.getDisplayName(key), values),
    amount: (amount) => (typeof amount === "bigint" ? whole.format(amount) : measure.format(amount)),
    count: (count) => whole.format(count),
    share: (part, total) => {
      const share = shareOf(part, total);
      if (share > 0 && share < 0.001) return `< ${percent.format(0.001)}`;
      return percent.format(part === total ? share : Math.min(share, 0.999));
    },
    cell: (value, column) => formatCell(value, column.format, locale),
  };
}

/** The host's locale, or the browser's own where the host names none that it knows. */
function supportedLocale(locale: string): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0];
  } catch {
    return undefined;
  }
}

function fillIn(sentence: string, values: readonly string[]): string {
  return sentence.replace(/\{(\d)\}/g, (hole, index: string) => values[Number(index)] ?? hole);
}

/** Categories are texts mostly, and as they are; dates and numbers follow the column's format. */
function formatCell(value: unknown, format: string | undefined, locale: string | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "" : valueFormatter.format(value, format, true, locale);
  if (typeof value !== "number") return "";
  return format === undefined ? String(value) : valueFormatter.format(value, format, true, locale);
}
