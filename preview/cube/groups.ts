import type { Dictionary } from "./dictionary.ts";
import { createDictionary } from "./dictionary.ts";
import { dimensionNames, measureNames, type DimensionName } from "../payload.ts";

/** Rows that are alike in all dimensions: a code of each, and a sum of each measure, null where no row had one. */
export interface Group {
  readonly codes: readonly number[];
  readonly sums: (bigint | null)[];
}

/** Groups by their codes, and what the codes stand for. */
export interface Groups {
  readonly dictionaries: readonly Dictionary[];
  readonly byKey: Map<string, Group>;
}

/** Ports that are not told apart. */
export const otherPorts = "other";

/** How much is told apart: all; not ports; days instead of hours; no times at all. */
export const coarsest = 3;

/** The text of a dimension at a level of coarseness. */
export function spellText(name: DimensionName, text: string, level: number): string {
  if (name === "DestPort") return level >= 1 && text !== "" ? otherPorts : text;
  if (name !== "Hour" || level < 2) return text;
  return level === 2 ? text.slice(0, "2018-11-13".length) : "";
}

/** No groups, with dictionaries of their own. */
export function createGroups(): Groups {
  return { dictionaries: dimensionNames.map(createDictionary), byKey: new Map() };
}

/** Adds sums to the group of these codes; a new one where `isOpen` or it is known. Returns whether there was a place. */
export function addToGroup(
  { byKey }: Groups,
  codes: readonly number[],
  sums: readonly (bigint | null)[],
  isOpen = true,
): boolean {
  const key = codes.join();
  const known = byKey.get(key);
  if (known !== undefined) addSums(known.sums, sums);
  else if (isOpen) byKey.set(key, { codes, sums: [...sums] });
  return known !== undefined || isOpen;
}

/** Adds measure by measure; what was never measured stays null. */
export function addSums(target: (bigint | null)[], sums: readonly (bigint | null)[]): void {
  for (let at = 0; at < sums.length; at++) {
    const sum = sums[at] ?? null;
    if (sum !== null) target[at] = (target[at] ?? 0n) + sum;
  }
}

/** Puts the groups together that are alike when each text is spelt anew. Sums stay the same. */
export function mergeGroups(groups: Groups, spell: (name: DimensionName, text: string) => string): Groups {
  const merged = createGroups();
  const recoded = dimensionNames.map((name, at) => {
    const { texts = [] } = groups.dictionaries[at] ?? {};
    return texts.map((text) => merged.dictionaries[at]?.codeOf(spell(name, text)) ?? 0);
  });
  for (const { codes, sums } of groups.byKey.values()) {
    const now = codes.map((code, at) => recoded[at]?.[code] ?? 0);
    addToGroup(merged, now, sums);
  }
  return merged;
}

/** No sums yet. */
export function noSums(): (bigint | null)[] {
  return measureNames.map(() => null);
}

/** The text that a group has in a dimension. */
export function textOf({ dictionaries }: Groups, { codes }: Group, name: DimensionName): string {
  const at = dimensionNames.indexOf(name);
  return dictionaries[at]?.texts[codes[at] ?? -1] ?? "";
}

/** A group's sum of a measure. */
export function sumOf({ sums }: Group, name: (typeof measureNames)[number]): bigint | null {
  return sums[measureNames.indexOf(name)] ?? null;
}
