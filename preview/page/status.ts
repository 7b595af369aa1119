import type { PreviewGroups } from "../payload.ts";
import type { Words } from "./texts.ts";

/** What the selected groups add up to, in words; the hint where nothing is selected. */
export function describeSelection(selected: readonly number[], groups: PreviewGroups, words: Words): string {
  if (selected.length === 0) return words.say("hint");
  const pairs = new Set(selected.map((group) => `${groups.source[group]},${groups.destination[group]}`));
  const flows = sum(selected.map((group) => groups.flows[group] ?? 0));
  const measured = selected.map((group) => groups.bytes[group] ?? null).filter((bytes) => bytes !== null);
  const counts = [words.count(flows), words.count(pairs.size)];
  if (measured.length === 0) return words.say("selectedUnmeasured", ...counts);
  return words.say("selected", ...counts, words.bytes(sum(measured)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
