import type powerbi from "powerbi-visuals-api";
import { valueFormatter } from "powerbi-visuals-utils-formattingutils";
import { shareOf, type Amount } from "../model/amount";
import { listDigits, readMeasureFormat, type MeasureFormat } from "./measureFormat";
import { numbersOf, type Numbers } from "./numbers";
import { shortBytes, shortThousands } from "./shortAmount";
import { countsBytes, type Units } from "./units";

/** Everything that turns facts into words of the reader's language. */
export interface Texts {
  /** The string with this key; `{0}`, `{1}` … are replaced by the values. */
  readonly say: (key: string, ...values: readonly string[]) => string;
  /** Texts one after the other: "a, b". */
  readonly list: (items: readonly string[]) => string;
  /** What amounts count: the measure's name, or rows. */
  readonly unit: string;
  /** Whether there is a measure; rows are counted without one. */
  readonly isMeasured: boolean;
  /** Whether a short amount says by itself what it counts, as "12.4 GB" does. */
  readonly tellsUnit: boolean;
  /** An amount in the display units, rounded to three digits: "12.4 GB". */
  readonly short: (amount: Amount) => string;
  /** An amount of the measure, every digit of it that the measure's own format does not round. */
  readonly amount: (amount: Amount) => string;
  /** The short amount, and all digits behind it where it has not all of them: "12.4 GB (12,412,345,678)". */
  readonly full: (amount: Amount) => string;
  readonly count: (count: Amount) => string;
  /** Whether the words for so many are those for one. */
  readonly isOne: (count: Amount) => boolean;
  /** A percentage that says 0 % and 100 % only where that is exact. */
  readonly share: (part: Amount, whole: Amount) => string;
  /** A cell of a category, or of a measure of the tooltip, as the report formats it. */
  readonly cell: (value: powerbi.PrimitiveValue | undefined, column: powerbi.DataViewMetadataColumn) => string;
}

/** What texts depend on; a name of `undefined` stands for no measure at all. */
export interface TextsOptions {
  readonly strings: powerbi.extensibility.ILocalizationManager;
  readonly locale: string;
  readonly measureName: string | undefined;
  readonly measureFormat: string | undefined;
  readonly units: Units;
}

/** Quick enough for each update: number formats are set up once for a locale, and each amount is written once. */
export function buildTexts(options: TextsOptions): Texts {
  const { strings, measureName, measureFormat } = options;
  const locale = supportedLocale(options.locale);
  const numbers = numbersOf(locale);
  const measure = readMeasureFormat(measureFormat, locale);
  const units = chooseUnits(options);
  const say = buildSay(strings);
  const amount = keep(writeExact(numbers, measure));
  const short = units === "none" ? amount : keep(writeShort(units, numbers, measure));
  return {
    say,
    list: (items) => items.join(say("list_separator")),
    unit: measureName ?? say("unit_rows"),
    isMeasured: measureName !== undefined,
    tellsUnit: units === "bytes" || units === "binaryBytes",
    short,
    amount,
    full(value) {
      const [rounded, exact] = [short(value), amount(value)];
      return listDigits(exact).length > listDigits(rounded).length ? `${rounded} (${exact})` : rounded;
    },
    count: numbers.exact,
    isOne: numbers.isOne,
    share: (part, whole) => writeShare(part, whole, numbers.percent),
    cell: (value, column) => formatCell(value, column.format, locale),
  };
}

/** Rows are never bytes; a measure is taken for bytes where its name or its format says so. */
function chooseUnits({ units, measureName, measureFormat }: TextsOptions): Exclude<Units, "auto"> {
  if (units === "none") return "none";
  if (measureName === undefined) return "thousands";
  if (units !== "auto") return units;
  return countsBytes(measureName, measureFormat) ? "bytes" : "thousands";
}

function writeShort(
  units: Exclude<Units, "auto" | "none">,
  numbers: Numbers,
  measure: MeasureFormat | undefined,
): (amount: Amount) => string {
  if (units === "thousands") return shortThousands(numbers, measure);
  return shortBytes(numbers, units === "bytes" ? 1000 : 1024);
}

/** From here on a measure's format would write other digits than the amount has. */
const formatLimit = 1e15;

function writeExact(numbers: Numbers, measure: MeasureFormat | undefined): (amount: Amount) => string {
  if (measure === undefined) return numbers.exact;
  return (amount) => {
    if (measure.isPercent || amount < formatLimit) return measure.format(Number(amount));
    return `${measure.before}${numbers.exact(amount)}${measure.behind}`;
  };
}

/** More amounts than a page has are those of pages before. */
const keptLimit = 10_000;

/** The same amounts are written for arcs, ribbons and their names: each is worked out once. */
function keep(write: (amount: Amount) => string): (amount: Amount) => string {
  const written = new Map<Amount, string>();
  return (amount) => {
    let text = written.get(amount);
    if (text !== undefined) return text;
    if (written.size === keptLimit) written.clear();
    written.set(amount, (text = write(amount)));
    return text;
  };
}

function writeShare(part: Amount, whole: Amount, percent: (share: number) => string): string {
  const share = shareOf(part, whole);
  if (share > 0 && share < 0.001) return `< ${percent(0.001)}`;
  return percent(part >= whole ? share : Math.min(share, 0.999));
}

/** The host's locale, or the browser's own where the host names none that it knows. */
function supportedLocale(locale: string): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0];
  } catch {
    return undefined;
  }
}

/** Asks for each string once and cuts it at its holes: even places are texts, odd ones the numbers of values. */
function buildSay(strings: powerbi.extensibility.ILocalizationManager): Texts["say"] {
  const known = new Map<string, readonly string[]>();
  return (key, ...values) => {
    let pieces = known.get(key);
    if (pieces === undefined) known.set(key, (pieces = strings.getDisplayName(key).split(/\{(\d)\}/)));
    let text = pieces[0] ?? "";
    for (let at = 1; at < pieces.length; at += 2) {
      const hole = pieces[at] ?? "";
      text += isolate(values[Number(hole)] ?? `{${hole}}`) + (pieces[at + 1] ?? "");
    }
    return text;
  };
}

/** Letters of scripts that run from right to left: Hebrew, Arabic and those beside them. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Begins and ends what stands by itself in a line (Unicode UAX 9). */
const [isolateStart, isolateEnd] = ["\u2068", "\u2069"];

/** Keeps a name that runs from right to left by itself, so that the sentence around it keeps its order; once is enough. */
function isolate(value: string): string {
  const isName = rightToLeft.test(value) && !value.includes(isolateStart);
  return isName ? isolateStart + value + isolateEnd : value;
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
