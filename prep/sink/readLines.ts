import type { RandomAccess } from "../destination/destination.ts";

/** One line of a text file. */
export interface Line {
  /** First byte, and the first one behind its line feed. */
  readonly start: number;
  readonly end: number;
  /** Without the line feed. */
  readonly text: string;
}

const pieceBytes = 1 << 20;

/** Reads the lines of a file, in order. What follows the last line feed is not a line. */
export async function* readLines(access: RandomAccess): AsyncGenerator<Line> {
  let pieces: Buffer[] = [];
  let lineStart = 0;
  for (let at = 0; at < access.byteLength; at += pieceBytes) {
    const piece = Buffer.from(await access.slice(at, Math.min(access.byteLength, at + pieceBytes)));
    let from = 0;
    for (let to = piece.indexOf(0x0a); to >= 0; to = piece.indexOf(0x0a, from)) {
      const text = Buffer.concat([...pieces, piece.subarray(from, to)]).toString("utf8");
      from = to + 1;
      yield { start: lineStart, end: at + from, text };
      lineStart = at + from;
      pieces = [];
    }
    pieces.push(piece.subarray(from));
  }
}
