import type { Stretch } from "../scan/cutPiece.ts";

/** Bytes of a piece, at least and at most. */
const leastBytes = 8 << 20;
const mostBytes = 64 << 20;

/** Each reader gets some pieces, so that none waits long for another. */
const piecesPerReader = 4;

/** Whether a blob of so many bytes would be more than one piece. */
export function isWorthCutting(sizeBytes: number): boolean {
  return sizeBytes >= 2 * leastBytes;
}

/** Cuts a blob into stretches for so many readers. One that is not worth it is a single stretch. */
export function planPieces(sizeBytes: number, readers: number): Stretch[] {
  const wanted = Math.ceil(sizeBytes / (readers * piecesPerReader));
  const pieceBytes = Math.min(Math.max(wanted, leastBytes), mostBytes);
  const count = readers > 1 ? Math.max(1, Math.floor(sizeBytes / pieceBytes)) : 1;
  return Array.from({ length: count }, (_, index) => ({
    start: index * pieceBytes,
    end: index === count - 1 ? undefined : (index + 1) * pieceBytes,
  }));
}
