import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { makeFolder, syncFolder, withFile, writeAll } from "./durable.ts";

const pieceBytes = 65_536;
const lineFeed = 0x0a;

/**
 * Appends a line to a file of lines and makes it durable. Does nothing where it is the last line already, and cuts off
 * a last line without its line feed: a write that did not come to its end. So a repeat gives the same file.
 */
export async function appendLine(file: string, line: string): Promise<void> {
  await makeFolder(path.dirname(file));
  await withFile(file, constants.O_RDWR | constants.O_CREAT, async (handle) => {
    const end = await cutTornLine(handle);
    const bytes = lineBytes(line);
    if (!(await endsWithLine(handle, end, bytes))) await writeAll(handle, bytes, end);
    await handle.sync();
  });
  await syncFolder(path.dirname(file));
}

/** One of very many blobs is a long text: it is not copied once more to end it. */
function lineBytes(line: string): Buffer {
  const bytes = Buffer.alloc(Buffer.byteLength(line) + 1);
  bytes.write(line);
  bytes[bytes.length - 1] = lineFeed;
  return bytes;
}

/** Returns the size of what is left. */
async function cutTornLine(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  for (let end = size; end > 0; end -= pieceBytes) {
    const start = Math.max(0, end - pieceBytes);
    const at = (await readRange(handle, start, end)).lastIndexOf(lineFeed);
    if (at < 0) continue;
    if (start + at + 1 < size) await handle.truncate(start + at + 1);
    return start + at + 1;
  }
  if (size > 0) await handle.truncate(0);
  return 0;
}

async function endsWithLine(handle: FileHandle, end: number, line: Buffer): Promise<boolean> {
  const lineStart = end - line.length;
  if (lineStart < 0) return false;
  for (let to = end; to > lineStart; to -= pieceBytes) {
    const from = Math.max(lineStart, to - pieceBytes);
    if (!(await readRange(handle, from, to)).equals(line.subarray(from - lineStart, to - lineStart))) return false;
  }
  return lineStart === 0 || (await readRange(handle, lineStart - 1, lineStart))[0] === lineFeed;
}

async function readRange(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
