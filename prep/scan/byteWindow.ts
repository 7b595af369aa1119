/** The bytes of a stream that are still needed, in one growing buffer. Offsets from outside are those of the stream. */
export interface ByteWindow {
  /** The buffer; only `[start, end)` is filled. */
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Offset in the stream of `bytes[0]`. */
  base: number;
}

/** An empty window at an offset of the stream. */
export function createByteWindow(base = 0): ByteWindow {
  return { bytes: new Uint8Array(), start: 0, end: 0, base };
}

/** Adds a chunk at the end and drops what lies before `start`. Copies each byte a bounded number of times. */
export function appendBytes(window: ByteWindow, chunk: Uint8Array): void {
  const kept = window.end - window.start;
  const needed = kept + chunk.length;
  if (window.start > 0 || needed > window.bytes.length) {
    const target =
      needed > window.bytes.length ? new Uint8Array(Math.max(needed, 2 * window.bytes.length)) : window.bytes;
    const from = window.bytes.subarray(window.start, window.end);
    if (target === window.bytes) target.copyWithin(0, window.start, window.end);
    else target.set(from);
    window.bytes = target;
    window.base += window.start;
    window.end = kept;
    window.start = 0;
  }
  window.bytes.set(chunk, window.end);
  window.end += chunk.length;
}
