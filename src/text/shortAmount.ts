import type { Amount } from "../model/amount";
import type { MeasureFormat } from "./measureFormat";
import type { Numbers } from "./numbers";
import { scaleBytes } from "./units";

/** From here on an amount is shortened to thousands. */
const shortenedFrom = 10_000;
/** From here on there is no word for the unit. */
const namelessFrom = 1e18;

/** Bytes in the unit that suits them, as "12.4 GB" or, for a base of 1024, "11.6 GiB". */
export function shortBytes(numbers: Numbers, base: 1000 | 1024): (amount: Amount) => string {
  // Of three digits there are few: each is written once.
  const written = new Map<number, string>();
  return (amount) => {
    const { value, sign } = scaleBytes(amount, base);
    if (sign === undefined) return numbers.inBytes(numbers.scientific(value), "B");
    let text = written.get(value);
    if (text === undefined) written.set(value, (text = numbers.plain(value)));
    return numbers.inBytes(text, sign);
  };
}

/** Amounts below 10,000 as the measure's format has them, larger ones as "12.4K"; percentages stay as they are. */
export function shortThousands(numbers: Numbers, measure: MeasureFormat | undefined): (amount: Amount) => string {
  const plain = measure?.format ?? numbers.plain;
  return (amount) => {
    const value = Number(amount);
    if (value < shortenedFrom || measure?.isPercent === true) return plain(value);
    const text = value < namelessFrom ? numbers.compact(value) : numbers.scientific(value);
    return text === undefined ? plain(value) : `${measure?.before ?? ""}${text}${measure?.behind ?? ""}`;
  };
}
