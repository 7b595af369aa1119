const openBrace = 0x7b;
const quote = 0x22;

/** The keys that stand first in a record or envelope; none of them occurs as the first key of anything inside one. */
const recordKeys = new Set([
  "time",
  "systemId",
  "macAddress",
  "category",
  "resourceId",
  "operationName",
  "operationVersion",
  "properties",
  "flowLogVersion",
  "flowLogGUID",
  "flowLogResourceID",
  "targetResourceID",
  "flowRecords",
  "records",
]);
const longestKey = Math.max(...Array.from(recordKeys, (key) => key.length));

/** How many bytes a record start can need to be told: the brace, some white space and the longest key in quotes. */
export const recordStartBytes = 256;

/**
 * Whether `{"time"`, `{ "category"` or the like stands at a byte. Inside the strings of a sound record this cannot
 * occur, since its quotes would be escaped: in damaged input it is the place to go on from.
 */
export function isRecordStart(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] !== openBrace) return false;
  let index = at + 1;
  const spaceEnd = Math.min(end, at + recordStartBytes - longestKey - 2);
  while (index < spaceEnd && isWhiteSpace(bytes[index])) index++;
  if (bytes[index] !== quote) return false;
  const keyStart = index + 1;
  const keyLimit = Math.min(end, keyStart + longestKey + 1);
  let keyEnd = keyStart;
  while (keyEnd < keyLimit && bytes[keyEnd] !== quote) keyEnd++;
  return keyEnd < keyLimit && recordKeys.has(String.fromCharCode(...bytes.subarray(keyStart, keyEnd)));
}

/** The first record start in `[from, end)`, or -1. */
export function findRecordStart(bytes: Uint8Array, from: number, end: number): number {
  // A buffer may be much longer than what is filled of it.
  const filled = bytes.subarray(0, end);
  let at = filled.indexOf(openBrace, from);
  while (at >= 0) {
    if (isRecordStart(filled, at, end)) return at;
    at = filled.indexOf(openBrace, at + 1);
  }
  return -1;
}

/** JSON's white space: space, tab, line feed, carriage return. */
export function isWhiteSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
