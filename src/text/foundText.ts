import type { FoundHosts } from "../model/findHosts";
import type { Totals } from "../model/types";
import { sayCount } from "./counted";
import { describeAmount } from "./summary";
import type { Texts } from "./texts";

/** What was found, in a few words, and whatever else there is to say about it. */
export interface FoundText {
  readonly short: string;
  readonly whole: string;
}

/** Says how many hosts were found and what runs to and from them, then which of them have no arc of their own. */
export function describeFound(found: FoundHosts, { total }: Totals, texts: Texts): FoundText {
  const { hostCount, ownCount, sharedCount, amount } = found;
  if (hostCount === 0) return { short: texts.say("search_none"), whole: texts.say("search_none") };
  const hosts = sayCount(texts, "hosts", hostCount);
  const short = texts.say("search_found", hosts, describeAmount(amount, texts), texts.share(amount, total));
  const whole = [short];
  const absentCount = hostCount - ownCount - sharedCount;
  if (sharedCount > 0) whole.push(texts.say("search_shared", texts.count(sharedCount)));
  if (absentCount > 0) whole.push(texts.say("search_absent", texts.count(absentCount)));
  return { short, whole: whole.join(texts.say("note_separator")) };
}
