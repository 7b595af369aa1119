import type { Amount } from "../model/amount";
import { roundDigits } from "./units";

/** Writes numbers in a language; each way is set up when it is first used. */
export interface Numbers {
  /** Every digit of it, as far as a floating-point number holds them. */
  readonly exact: (amount: Amount) => string;
  /** Three significant digits, but never fewer than stand before the decimal point. */
  readonly plain: (value: number) => string;
  /** Thousands, millions and on: "12.4K", "1.2bn", "1.24만"; undefined where the language has no short form for it. */
  readonly compact: (value: number) => string | undefined;
  /** For what is too large for any unit: "1.07E301". */
  readonly scientific: (value: number) => string;
  /** At most one decimal. */
  readonly percent: (share: number) => string;
  /** A sign of bytes behind its number: "12.4 MB", "12.4MB" in Korean, "12,4 Mo" in French. */
  readonly inBytes: (number: string, sign: string) => string;
  /** Whether words for so many are those for one, as in "1 host", and in French for none, too. */
  readonly isOne: (count: Amount) => boolean;
}

/** From here on a number is no longer sure to be written digit by digit. */
const exactLimit = 1e15;

/** Smaller numbers would be zeros mostly. */
const smallestPlain = 0.001;

const known = new Map<string | undefined, Numbers>();

/** Numbers in the language of a locale, or of the browser where that is undefined; set up once for each. */
export function numbersOf(locale: string | undefined): Numbers {
  let numbers = known.get(locale);
  if (numbers === undefined) known.set(locale, (numbers = buildNumbers(locale)));
  return numbers;
}

function buildNumbers(locale: string | undefined): Numbers {
  const make = (options: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options));
  const digits = make({ maximumSignificantDigits: 15 });
  const whole = make({ maximumFractionDigits: 0 });
  const scientific = make({ notation: "scientific", maximumSignificantDigits: 3 });
  const percent = make({ style: "percent", maximumFractionDigits: 1 });
  const compact = once(() => buildCompact(locale));
  const byteUnit = once(() => findByteUnit(locale));
  const plurals = once(() => new Intl.PluralRules(locale));
  return {
    exact(amount) {
      if (typeof amount === "bigint") return whole().format(amount);
      if (!Number.isInteger(amount)) return digits().format(amount);
      return whole().format(amount < exactLimit ? amount : BigInt(amount));
    },
    plain(value) {
      if (value > 0 && value < smallestPlain) return scientific().format(value);
      return value < 1000 ? digits().format(roundDigits(value)) : whole().format(value);
    },
    compact: (value) => compact()(value),
    scientific: (value) => scientific().format(value),
    percent: (share) => percent().format(share),
    inBytes(number, sign) {
      const { space, letter } = byteUnit();
      return `${number}${space}${sign.replace("B", letter)}`;
    },
    isOne: (count) => plurals().select(Number(count)) === "one",
  };
}

/** German has no word for a thousand that is short: its numbers up to a million stay as they are. */
function buildCompact(locale: string | undefined): (value: number) => string | undefined {
  const format = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
  const hasThousands = format.formatToParts(10_000).some(({ type }) => type === "compact");
  const isEnglish = format.resolvedOptions().locale.startsWith("en");
  return (value) => {
    if (!hasThousands && value < 1e6) return undefined;
    const text = format.format(value);
    // "1.2B" reads as bytes in a diagram of traffic; Power BI writes bn, too.
    return isEnglish ? text.replace(/B$/, "bn") : text;
  };
}

/** What stands between a number and its unit, a blank or nothing, and the letter for a byte: an octet in French. */
function findByteUnit(locale: string | undefined): { readonly space: string; readonly letter: string } {
  const format = new Intl.NumberFormat(locale, { style: "unit", unit: "gigabyte", unitDisplay: "short" });
  const parts = format.formatToParts(1);
  const hasSpace = parts.some(({ type, value }) => type === "literal" && value.trim() === "");
  const letter = /^G([A-Za-z])$/.exec(parts.find(({ type }) => type === "unit")?.value ?? "")?.[1];
  return { space: hasSpace ? " " : "", letter: letter ?? "B" };
}

/** A function that is called once at most; afterwards its result is at hand. */
function once<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined;
  return () => (built ??= { value: build() }).value;
}
