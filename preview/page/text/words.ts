import { english, type TextKey } from "./english.ts";
import { korean } from "./korean.ts";

/** Everything that turns facts into words of the reader's language. */
export interface Words {
  readonly locale: string;
  /** The language that the texts are in: English where the page has none of the locale's. */
  readonly language: "en" | "ko";
  /** The text with this key; `{0}`, `{1}` … are replaced by the values. */
  readonly say: (key: TextKey, ...values: readonly string[]) => string;
  readonly count: (count: number) => string;
  readonly percent: (part: number, whole: number) => string;
  /** In the largest decimal unit that fits: `2.1 GB`. */
  readonly bytes: (bytes: number) => string;
  /** From the beginning of the first to the end of the last hour or day, UTC, as the cube spells them. */
  readonly period: (first: string, last: string) => string;
}

const hourMs = 3_600_000;

/** The words of a locale, with its way to write numbers and dates. */
export function buildWords(locale: string): Words {
  const language = locale.startsWith("ko") ? "ko" : "en";
  const texts = language === "ko" ? korean : english;
  const whole = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const minutes = new Intl.DateTimeFormat(locale, {
    ...{ year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
    hourCycle: "h23",
    timeZone: "UTC",
  });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return {
    locale,
    language,
    say: (key, ...values) => texts[key].replace(/\{(\d)\}/g, (hole, index: string) => values[Number(index)] ?? hole),
    count: (count) => whole.format(count),
    percent: (part, total) => share.format(total === 0 ? 0 : part / total),
    bytes: (bytes) => formatBytes(bytes, locale),
    period: (first, last) => {
      if (!first.includes(":")) return days.formatRange(parseUtc(first), parseUtc(last));
      return minutes.formatRange(parseUtc(first), parseUtc(last) + hourMs);
    },
  };
}

function parseUtc(text: string): number {
  return Date.parse(text.includes(":") ? `${text.replace(" ", "T")}Z` : text);
}

function formatBytes(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"];
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const style = { style: "unit", unit: units[step] ?? "byte", unitDisplay: step === 0 ? "long" : "short" } as const;
  return new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
}
