import type { ByteWindow } from "./byteWindow.ts";
import { isRecordStart, isWhiteSpace, recordStartBytes } from "./recordStart.ts";

/** How far the scan of one JSON object has come. Indices are those of the window, offsets those of the input. */
export interface ObjectScan {
  /** Offset of its `{`, or of the first byte after its `records` array. */
  readonly start: number;
  /** What follows the `records` array of an envelope: no `{` of its own. */
  readonly isTail: boolean;
  /** Index of the next byte; where the scan has stopped, of the byte that stopped it. */
  index: number;
  /** Index of the key `records`, where the scan has stopped at its array. */
  keyStart: number;
  base: number;
  depth: number;
  inString: boolean;
  isEscaped: boolean;
  stringStart: number;
  expectsKey: boolean;
  sawRecordsKey: boolean;
}

/** `closed`: at its last `}`. `records`: at the `[` of its `records`. `recordStart`: at another record's `{`. */
export type ObjectOutcome = "more" | "closed" | "records" | "recordStart";

const recordsKey = new TextEncoder().encode("records");

/** The scan of an object whose first byte is at an offset, or of the rest of an envelope from there. */
export function startObject(start: number, isTail = false): ObjectScan {
  return {
    start,
    isTail,
    index: -1,
    keyStart: -1,
    base: 0,
    depth: isTail ? 1 : 0,
    inString: false,
    isEscaped: false,
    stringStart: -1,
    expectsKey: false,
    sawRecordsKey: false,
  };
}

/**
 * Scans on to the object's end, to the array under its own key `records`, or, where the object starts before
 * `strictUntil` or is a tail, to another record start inside it. Looks at brackets and strings only: whether the bytes are JSON is
 * the parser's to say.
 */
export function scanObject(
  scan: ObjectScan,
  window: ByteWindow,
  { strictUntil, isFinal }: { readonly strictUntil: number; readonly isFinal: boolean },
): ObjectOutcome {
  moveToWindow(scan, window);
  const { bytes, end } = window;
  const surelyToldUntil = isFinal ? end : end - recordStartBytes;
  const isStrict = scan.isTail || scan.start < strictUntil;
  const first = scan.start - window.base;
  for (; scan.index < end; scan.index++) {
    const byte = bytes[scan.index];
    if (isStrict && byte === 0x7b && (scan.index > first || scan.isTail) && !isValue(scan, bytes, first)) {
      if (isRecordStart(bytes, scan.index, end)) return "recordStart";
      if (scan.index > surelyToldUntil) return "more";
    }
    if (scan.inString) scanStringByte(scan, bytes, byte);
    else {
      const outcome = scanStructureByte(scan, byte);
      if (outcome !== "more") return outcome;
    }
  }
  return "more";
}

/** Whether the byte is the value of a key of the tail itself, as in `],"meta":{"time":…}}`. */
function isValue(scan: ObjectScan, bytes: Uint8Array, first: number): boolean {
  if (!scan.isTail || scan.inString) return false;
  let before = scan.index - 1;
  while (before >= first && isWhiteSpace(bytes[before])) before--;
  return before >= first && bytes[before] === 0x3a;
}

/** The window moves its bytes when it grows; indices move with them. */
function moveToWindow(scan: ObjectScan, window: ByteWindow): void {
  if (scan.index < 0) scan.index = scan.start - window.base;
  else {
    const shift = window.base - scan.base;
    scan.index -= shift;
    scan.stringStart -= shift;
    scan.keyStart -= shift;
  }
  scan.base = window.base;
}

function scanStringByte(scan: ObjectScan, bytes: Uint8Array, byte: number | undefined): void {
  if (scan.isEscaped) scan.isEscaped = false;
  else if (byte === 0x5c) scan.isEscaped = true;
  else if (byte === 0x22) {
    scan.inString = false;
    if (scan.depth === 1 && scan.expectsKey) readKey(scan, bytes);
  }
}

function readKey(scan: ObjectScan, bytes: Uint8Array): void {
  const keyStart = scan.stringStart + 1;
  scan.expectsKey = false;
  scan.sawRecordsKey =
    scan.index - keyStart === recordsKey.length && recordsKey.every((byte, at) => bytes[keyStart + at] === byte);
  if (scan.sawRecordsKey) scan.keyStart = scan.stringStart;
}

function scanStructureByte(scan: ObjectScan, byte: number | undefined): ObjectOutcome {
  switch (byte) {
    case 0x22:
      scan.inString = true;
      scan.stringStart = scan.index;
      break;
    case 0x7b:
      scan.depth++;
      if (scan.depth === 1) scan.expectsKey = true;
      break;
    case 0x5b:
      if (scan.depth === 1 && scan.sawRecordsKey) return "records";
      scan.depth++;
      break;
    case 0x7d:
    case 0x5d:
      scan.depth--;
      if (scan.depth === 0) return "closed";
      break;
    case 0x2c:
      if (scan.depth === 1) {
        scan.expectsKey = true;
        scan.sawRecordsKey = false;
      }
      break;
  }
  return "more";
}
