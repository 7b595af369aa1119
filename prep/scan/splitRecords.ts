import { appendBytes } from "./byteWindow.ts";
import { scanObject, startObject } from "./objectScan.ts";
import { parseJson, parseJsonText } from "./parseJson.ts";
import { findRecordStart, isWhiteSpace, recordStartBytes } from "./recordStart.ts";
import { bytesOf, damage, keptDamageBytes, type ResumePoint, type ScanPiece, type Splitter } from "./splitter.ts";

/** What one step of the scan says: bytes are used up, a piece was found, or nothing yet. */
type Step = "more" | ScanPiece | undefined;

const notJsonAfterBytes = 1 << 20;
const mostOpen = 100;

/**
 * Adds bytes and yields the records that are complete now, in order. Takes every form that flow logs are seen in:
 * an envelope with a `records` array (nested too), an array, one object after another, a range cut out of a blob.
 * Damage ends at the next record start, so that all complete records around it are kept.
 */
export function* splitChunk(splitter: Splitter, chunk: Uint8Array): Generator<ScanPiece> {
  if (splitter.mode === "stopped") return;
  keepSkipHead(splitter);
  splitter.window.start = Math.min(neededFrom(splitter) - splitter.window.base, splitter.window.end);
  appendBytes(splitter.window, chunk);
  // A chunk that is shorter than the one before is probably the last.
  if (chunk.length < splitter.lastChunkBytes) splitter.wantedUntil = 0;
  splitter.lastChunkBytes = chunk.length;
  yield* scan(splitter);
}

/** Yields what was waiting for more bytes to come, as far as it can be told without them. */
export function* splitRest(splitter: Splitter): Generator<ScanPiece> {
  splitter.wantedUntil = 0;
  yield* scan(splitter);
}

/** Tells the splitter that the input has ended, and yields what is left: records after damage, and the damage. */
export function* splitEnd(splitter: Splitter): Generator<ScanPiece> {
  yield* splitRest(splitter);
  const end = splitter.window.base + splitter.window.end;
  splitter.isFinal = true;
  yield* scan(splitter);
  while (splitter.mode === "object" && !splitter.object.isTail) {
    yield recover(splitter, end, "cut off by the end of the input");
    yield* scan(splitter);
    splitter.open.length = 0;
  }
  if (splitter.mode === "skipping") yield endSkipping(splitter, end);
  const isOpen = splitter.open.length > 0 || splitter.mode === "object";
  if (isOpen && splitter.mode !== "stopped")
    yield damage(splitter, end, end, "the input ends before its records array is closed");
}

function* scan(splitter: Splitter): Generator<ScanPiece> {
  for (;;) {
    const step = scanStep(splitter);
    if (step === "more") return;
    if (step === undefined) continue;
    splitter.sawPiece = true;
    if (step.kind === "record" || step.kind === "taken") splitter.resume = resumePoint(splitter);
    yield step;
  }
}

/**
 * What is found only because the input has ended, or because of bytes further on that do not fit, could be another
 * thing in a longer input: then there is no point.
 */
function resumePoint({ isFinal, pos, open, strictUntil }: Splitter): ResumePoint | undefined {
  return isFinal || pos < strictUntil ? undefined : { pos, open: [...open] };
}

function scanStep(splitter: Splitter): Step {
  if (splitter.mode === "between") return takeRecords(splitter) ?? scanBetween(splitter);
  if (splitter.mode === "object") return scanInObject(splitter);
  if (splitter.mode === "skipping") return scanSkipped(splitter);
  return "more";
}

/** The window goes on when more is skipped than a damage shows: its first bytes are copied before. */
function keepSkipHead(splitter: Splitter): void {
  const { mode, pos, skipStart, skipHead } = splitter;
  if (mode !== "skipping" || skipHead !== undefined || pos - skipStart < keptDamageBytes) return;
  splitter.skipHead = bytesOf(splitter, skipStart, skipStart + keptDamageBytes).slice();
}

function neededFrom({ mode, object, pos, skipStart }: Splitter): number {
  if (mode === "object") return object.start;
  return mode === "skipping" && pos - skipStart < keptDamageBytes ? skipStart : pos;
}

/** A record that is longer than this goes the careful way, where no byte is looked at twice. */
const longestTaken = 1 << 25;

/** The quick way: a record that goes it is sound to its last byte, wherever it stands. */
function takeRecords(splitter: Splitter): Step {
  const { taker, window, pos, isFinal } = splitter;
  if (taker === undefined) return undefined;
  const end = window.base + window.end;
  if (end < splitter.wantedUntil && !isFinal) return "more";
  const { length, isCut, ...taken } = taker(window.bytes.subarray(pos - window.base, window.end), pos);
  splitter.pos += length;
  const rest = end - splitter.pos;
  const isToCome = isCut && !isFinal && rest < longestTaken;
  // It is looked at again when there is twice as much of it: not three times as often as it is long.
  splitter.wantedUntil = isToCome ? splitter.pos + Math.min(2 * rest, longestTaken) : 0;
  if (taken.records > 0) {
    splitter.sawJson = true;
    return { kind: "taken", ...taken };
  }
  return isToCome ? "more" : undefined;
}

function scanBetween(splitter: Splitter): Step {
  const { bytes, base, end } = splitter.window;
  for (let index = splitter.pos - base; index < end; index++) {
    const byte = bytes[index];
    splitter.pos = base + index;
    if (isWhiteSpace(byte) || byte === 0x2c || isByteOrderMark(splitter.pos, byte)) continue;
    if (byte === 0x7b || byte === 0x5b) splitter.sawJson = true;
    if (byte === 0x7b) {
      splitter.object = startObject(splitter.pos);
      splitter.mode = "object";
      return undefined;
    }
    if (!openOrClose(splitter, byte)) {
      splitter.mode = "skipping";
      splitter.skipStart = splitter.pos;
      return undefined;
    }
    if (splitter.mode === "object") return undefined;
  }
  splitter.pos = base + end;
  return "more";
}

/** Only at offset 0 to 2, where its three bytes are EF BB BF. */
function isByteOrderMark(offset: number, byte: number | undefined): boolean {
  return offset < 3 && byte === [0xef, 0xbb, 0xbf][offset];
}

/** Brackets around records; a closing one without its opener is what a range cut out of a blob ends with. */
function openOrClose(splitter: Splitter, byte: number | undefined): boolean {
  if (byte === 0x5b) return splitter.open.push("array") <= mostOpen;
  if (byte === 0x5d) {
    if (splitter.open.pop() === "envelope") {
      splitter.object = startObject(splitter.pos + 1, true);
      splitter.mode = "object";
    }
    return true;
  }
  if (byte === 0x7d) splitter.open.pop();
  return byte === 0x7d;
}

function scanInObject(splitter: Splitter): Step {
  const { window, object } = splitter;
  const outcome = scanObject(object, window, splitter);
  const at = window.base + object.index;
  if (outcome === "more") {
    const isTooLong = at - object.start > splitter.maxRecordBytes;
    return isTooLong ? recover(splitter, at, `longer than ${splitter.maxRecordBytes} bytes`) : "more";
  }
  splitter.mode = "between";
  if (outcome === "recordStart" && object.isTail) return leaveTail(splitter, at);
  if (outcome === "recordStart") return recover(splitter, at, "cut off: another record starts inside it");
  splitter.pos = at + 1;
  if (outcome === "records" && splitter.open.push("envelope") > mostOpen) {
    splitter.open.pop();
    return damage(splitter, object.start, splitter.pos, `records nested more than ${mostOpen} deep`);
  }
  return outcome === "records" || object.isTail ? takePart(splitter, outcome) : takeRecord(splitter);
}

function takeRecord(splitter: Splitter): ScanPiece {
  const { start } = splitter.object;
  const bytes = bytesOf(splitter, start, splitter.pos);
  const parsed = parseJson(bytes);
  if (parsed instanceof Error) return recover(splitter, splitter.pos, `not valid JSON: ${parsed.message}`);
  return { kind: "record", start, end: splitter.pos, bytes, value: parsed.value };
}

/** A range was put behind the closer of an envelope; what stands between the two must be brackets only. */
function leaveTail(splitter: Splitter, at: number): Step {
  const { start } = splitter.object;
  splitter.pos = at;
  const between = new TextDecoder().decode(bytesOf(splitter, start, at));
  return /^[\s,\]}]*$/.test(between) ? undefined : damage(splitter, start, at, "not part of any record");
}

/** What stands in an envelope beside its `records`: a record of its own where it has flows, else of no interest. */
function takePart(splitter: Splitter, outcome: "records" | "closed"): Step {
  const { start, isTail, keyStart } = splitter.object;
  const end = outcome === "records" ? keyStart + splitter.window.base : splitter.pos - 1;
  const textStart = isTail ? start : start + 1;
  const bytes = bytesOf(splitter, textStart, end);
  const text = new TextDecoder().decode(bytes).trim().replace(/^,/, "").replace(/,$/, "");
  if (!/"(?:properties|flowRecords)"/.test(text)) return undefined;
  const parsed = parseJsonText(`{${text}}`);
  if (parsed instanceof Error) return recover(splitter, splitter.pos, `not valid JSON: ${parsed.message}`);
  return { kind: "record", start: textStart, end, bytes, value: parsed.value };
}

/**
 * Where nothing of JSON was met, only the first bytes are searched: up to the same one, in whatever chunks they come.
 */
function scanSkipped(splitter: Splitter): Step {
  const { bytes, base, end } = splitter.window;
  const isHopeless = !splitter.sawPiece && splitter.open.length === 0;
  const searchEnd = isHopeless ? splitter.skipStart + notJsonAfterBytes + recordStartBytes : Infinity;
  const seenEnd = Math.min(base + end, searchEnd);
  const found = findRecordStart(bytes, splitter.pos - base, seenEnd - base);
  if (found >= 0) return endSkipping(splitter, base + found);
  splitter.pos = Math.max(splitter.pos, seenEnd - recordStartBytes);
  if (seenEnd < searchEnd) return "more";
  splitter.mode = "stopped";
  return { kind: "notJson" };
}

function endSkipping(splitter: Splitter, end: number): ScanPiece {
  const { skipStart, skipHead } = splitter;
  splitter.pos = end;
  splitter.mode = "between";
  splitter.skipHead = undefined;
  const piece = damage(splitter, skipStart, end, "not part of any record");
  return skipHead === undefined ? piece : { ...piece, bytes: skipHead };
}

/** Gives up the open object and goes on at the next record start before `limit`, else at `limit`. */
function recover(splitter: Splitter, limit: number, reason: string): ScanPiece {
  const { window } = splitter;
  const { start } = splitter.object;
  const found = findRecordStart(window.bytes, start + 1 - window.base, limit - window.base);
  splitter.strictUntil = Math.max(splitter.strictUntil, limit);
  splitter.mode = "between";
  splitter.pos = found < 0 ? limit : window.base + found;
  return damage(splitter, start, splitter.pos, reason);
}
