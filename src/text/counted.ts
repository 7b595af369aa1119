import type { Amount } from "../model/amount";
import type { Texts } from "./texts";

/** What is counted in sentences; the strings are `count_…` and, for as many as one, `count_…_one`. */
export type Counted = "hosts" | "groups" | "flows" | "rows" | "connections";

/** A count and what it counts: "212 hosts", "1 host". */
export function sayCount(texts: Texts, counted: Counted, count: Amount): string {
  return texts.say(texts.isOne(count) ? `count_${counted}_one` : `count_${counted}`, texts.count(count));
}
