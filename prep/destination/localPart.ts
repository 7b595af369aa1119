import { open } from "node:fs/promises";
import type { FilePart } from "./destination.ts";

/** A part whose bytes are on this machine. */
export type LocalPart = Exclude<FilePart, { kind: "kept" }>;

/**
 * The bytes of a part in pieces of at most `pieceBytes`, none of them empty. A piece is valid until the next one is
 * asked for. Throws where the file ends too early.
 */
export async function* readPieces(part: LocalPart, pieceBytes: number): AsyncGenerator<Uint8Array> {
  if (part.kind === "new") {
    for (let start = 0; start < part.content.length; start += pieceBytes) {
      yield part.content.subarray(start, start + pieceBytes);
    }
    return;
  }
  const { file, start, end } = part;
  const handle = await open(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(pieceBytes, end - start)));
    for (let position = start; position < end;) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - position), position);
      if (bytesRead === 0) throw new Error(`${file} ends at byte ${position}, before byte ${end}`);
      yield buffer.subarray(0, bytesRead);
      position += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
