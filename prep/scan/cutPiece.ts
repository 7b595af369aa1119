import { findRecordStart, recordStartBytes } from "./recordStart.ts";

/** A stretch of a blob, in bytes from its start; without an end it goes to that of the blob. */
export interface Stretch {
  readonly start: number;
  readonly end: number | undefined;
}

/** The records that begin in a stretch: from the first record start in it up to the first one behind it. */
export interface Piece {
  /** The first record start. */
  readonly from: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A record start is not searched for longer than records may be. */
const mostSearched = 64 << 20;

/**
 * Cuts the piece of a stretch out of bytes that begin with it and go on behind it. Two pieces of neighbouring stretches
 * end and begin at the same byte. A stretch from 0 on begins there. Undefined where no record start is found.
 */
export async function cutPiece(bytes: AsyncIterable<Uint8Array>, stretch: Stretch): Promise<Piece | undefined> {
  const iterator = bytes[Symbol.asyncIterator]();
  const window = { bytes: new Uint8Array(), start: stretch.start };
  const from = stretch.start === 0 ? 0 : await seekStart(iterator, window, stretch.start);
  if (from === undefined) {
    await iterator.return?.();
    return undefined;
  }
  return { from, bytes: readPiece(iterator, window, stretch.end && Math.max(stretch.end, from)) };
}

/** Bytes that were read and not given yet, and where in the blob they begin. */
interface Window {
  bytes: Uint8Array;
  start: number;
}

async function* readPiece(
  iterator: AsyncIterator<Uint8Array>,
  window: Window,
  end: number | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    do {
      const length = end === undefined ? window.bytes.length : Math.min(window.bytes.length, end - window.start);
      yield* give(window, length);
      if (window.start === end) break;
    } while (await readMore(iterator, window));
    if (end === undefined) return;
    for (let seen = 0; ;) {
      const found = findRecordStart(window.bytes, seen, window.bytes.length);
      if (found >= 0) {
        yield* give(window, found);
        return;
      }
      seen = 0;
      yield* give(window, Math.max(0, window.bytes.length - recordStartBytes));
      if (window.start - end > mostSearched || !(await readMore(iterator, window))) break;
    }
    yield* give(window, window.bytes.length);
  } finally {
    await iterator.return?.();
  }
}

function* give(window: Window, length: number): Generator<Uint8Array> {
  const given = window.bytes.subarray(0, length);
  window.bytes = window.bytes.subarray(length);
  window.start += length;
  if (length > 0) yield given;
}

/** Drops what lies before the first record start. */
async function seekStart(
  iterator: AsyncIterator<Uint8Array>,
  window: Window,
  start: number,
): Promise<number | undefined> {
  while (window.start - start <= mostSearched && (await readMore(iterator, window))) {
    const found = findRecordStart(window.bytes, 0, window.bytes.length);
    const dropped = found >= 0 ? found : Math.max(0, window.bytes.length - recordStartBytes);
    window.bytes = window.bytes.subarray(dropped);
    window.start += dropped;
    if (found >= 0) return window.start;
  }
  return undefined;
}

async function readMore(iterator: AsyncIterator<Uint8Array>, window: Window): Promise<boolean> {
  const kept = new Uint8Array(window.bytes);
  const next = await iterator.next();
  if (next.done === true) return false;
  window.bytes = kept.length === 0 ? next.value : Buffer.concat([kept, next.value]);
  return true;
}
