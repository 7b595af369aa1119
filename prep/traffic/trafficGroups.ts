/**
 * Rows of the traffic table while they are added up: a group for each distinct key, 32-bit words in one array, found by
 * open addressing. Words 0 to 6 are the key: source and destination, each an IPv4 address or the code of a text, port
 * and kind, codes of protocol, rule and resource, lineage. Then which counters were measured, a bit each; flows,
 * sessions and unmeasured flows; the sums of the four counters, low word first.
 */
export interface TrafficGroups {
  words: Uint32Array<ArrayBuffer>;
  count: number;
  /** Number of a group and 1, or 0; twice as many as there is room for groups, at least. */
  slots: Uint32Array;
  /** One group, for whoever adds: to be filled anew each time. */
  readonly next: Uint32Array<ArrayBuffer>;
}

export const groupWords = 19;

/** Places of words in a group. */
export const word = {
  source: 0,
  target: 1,
  kind: 2,
  protocol: 3,
  rule: 4,
  resource: 5,
  lineage: 6,
  measured: 7,
  flows: 8,
  sessions: 9,
  unmeasured: 10,
  counters: 11,
} as const;

/** Bits of the kind, below the port. */
export const kindBits = { isOutbound: 1, isDenied: 2, hasSourceText: 4, hasTargetText: 8, port: 4 } as const;

const keyWords = 7;
const firstCount: number = word.flows;
const firstCounter: number = word.counters;
const initialGroups = 1 << 10;

export function createTrafficGroups(): TrafficGroups {
  return {
    words: new Uint32Array(initialGroups * groupWords),
    count: 0,
    slots: new Uint32Array(initialGroups * 2),
    next: new Uint32Array(groupWords),
  };
}

/** Forgets all groups, and makes room for so many. */
export function clearGroups(groups: TrafficGroups, most = initialGroups): void {
  groups.count = 0;
  if (groups.words.length < most * groupWords) groups.words = new Uint32Array(most * groupWords);
  const slots = 2 ** Math.ceil(Math.log2(most * 2));
  if (groups.slots.length < slots) groups.slots = new Uint32Array(slots);
  else groups.slots.fill(0);
}

/** Adds `next` to the group of its key. A sum that 63 bits cannot hold goes on in another group of the same key. */
export function addNext(groups: TrafficGroups): void {
  const { next, slots, words } = groups;
  const mask = slots.length - 1;
  let slot = hashOf(next, 0) & mask;
  for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
    const at = (found - 1) * groupWords;
    if (hasKey(words, at, next)) {
      if (fits(words, at, next)) addTo(words, at, next);
      else slots[slot] = append(groups);
      return;
    }
    slot = (slot + 1) & mask;
  }
  slots[slot] = append(groups);
  if (groups.count * 2 > slots.length) growSlots(groups);
}

function hashOf(words: Uint32Array, at: number): number {
  let hash = 0;
  for (let index = at; index < at + keyWords; index++) {
    hash = Math.imul(hash ^ (words[index] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function hasKey(words: Uint32Array, at: number, next: Uint32Array): boolean {
  for (let index = 0; index < keyWords; index++) if (words[at + index] !== next[index]) return false;
  return true;
}

function fits(words: Uint32Array, at: number, next: Uint32Array): boolean {
  for (let index = firstCount; index < firstCounter; index++) {
    if ((words[at + index] ?? 0) + (next[index] ?? 0) > 0xffffffff) return false;
  }
  for (let index = firstCounter + 1; index < groupWords; index += 2) {
    // One more for what the low words carry.
    if ((words[at + index] ?? 0) + (next[index] ?? 0) >= 0x7fffffff) return false;
  }
  return true;
}

function addTo(words: Uint32Array, at: number, next: Uint32Array): void {
  words[at + word.measured] = (words[at + word.measured] ?? 0) | (next[word.measured] ?? 0);
  for (let index = firstCount; index < firstCounter; index++) {
    words[at + index] = (words[at + index] ?? 0) + (next[index] ?? 0);
  }
  for (let index = firstCounter; index < groupWords; index += 2) {
    const low = (words[at + index] ?? 0) + (next[index] ?? 0);
    words[at + index] = low;
    words[at + index + 1] = (words[at + index + 1] ?? 0) + (next[index + 1] ?? 0) + (low > 0xffffffff ? 1 : 0);
  }
}

/** Returns what its slot says. */
function append(groups: TrafficGroups): number {
  const at = groups.count * groupWords;
  if (at === groups.words.length) {
    const grown = new Uint32Array(at * 2);
    grown.set(groups.words);
    groups.words = grown;
  }
  const { words, next } = groups;
  for (let index = 0; index < groupWords; index++) words[at + index] = next[index] ?? 0;
  return ++groups.count;
}

function growSlots(groups: TrafficGroups): void {
  const slots = new Uint32Array(groups.slots.length * 2);
  const mask = slots.length - 1;
  // Of groups with the same key the last one is the one that takes more: it is put in first.
  for (let group = groups.count; group > 0; group--) {
    let slot = hashOf(groups.words, (group - 1) * groupWords) & mask;
    while ((slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask;
    slots[slot] = group;
  }
  groups.slots = slots;
}
