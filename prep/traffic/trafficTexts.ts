import { kindBits, word } from "./trafficGroups.ts";

/** Distinct texts by their codes. */
export interface TrafficTexts {
  readonly values: string[];
  readonly codeOf: Map<string, number>;
}

export function createTexts(): TrafficTexts {
  return { values: [], codeOf: new Map() };
}

/** The code of a text, which is a new one where the text is. */
export function codeText({ values, codeOf }: TrafficTexts, text: string): number {
  const known = codeOf.get(text);
  if (known !== undefined) return known;
  codeOf.set(text, values.length);
  return values.push(text) - 1;
}

/** Words of a group that are always codes of texts, and those that may be, with the bit of the kind that says so. */
const alwaysTexts = [word.protocol, word.rule, word.resource] as const;
const mayBeTexts = [
  [word.source, kindBits.hasSourceText],
  [word.target, kindBits.hasTargetText],
] as const;

/** Replaces the codes of texts in a group by others. */
export function replaceCodes(words: Uint32Array, at: number, codeOf: (code: number, place: number) => number): void {
  for (const place of alwaysTexts) words[at + place] = codeOf(words[at + place] ?? 0, place);
  const kind = words[at + word.kind] ?? 0;
  if ((kind & (kindBits.hasSourceText | kindBits.hasTargetText)) === 0) return;
  for (const [place, bit] of mayBeTexts) {
    if ((kind & bit) !== 0) words[at + place] = codeOf(words[at + place] ?? 0, place);
  }
}

/** Traffic of an hour that is too much for memory is added up in turns, by this number of a group. */
export const bucketCount = 64;

/** The same for groups of the same key, whatever the codes of their texts. */
export function bucketOf(words: Uint32Array, at: number): number {
  const kind = words[at + word.kind] ?? 0;
  const source = (kind & kindBits.hasSourceText) === 0 ? (words[at + word.source] ?? 0) : 0;
  const target = (kind & kindBits.hasTargetText) === 0 ? (words[at + word.target] ?? 0) : 0;
  let hash = Math.imul(source ^ Math.imul(target, 0x85ebca6b), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ kind, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & (bucketCount - 1);
}
