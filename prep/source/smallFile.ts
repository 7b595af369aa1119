import { closeSync, fstatSync, open, openSync, read, readSync } from "node:fs";
import { promisify } from "node:util";
import { etagOf } from "./localFile.ts";
import type { BlobRef, OpenedBlob } from "./source.ts";

/** Files of at most so many bytes are read when they are opened. */
const smallBytes = 1 << 18;

/** Where reading a file took longer, so many of the next ones are waited for beside each other, before one is tried again. */
const nearMs = 2;
const waitedFor = 100;

const openAsync = promisify(open);
const readAsync = promisify(read);

/** Small files that are still the version that was listed, read with as few calls as can be: their time goes there. */
export interface SmallFiles {
  /** At once, where the disk is near; the bytes are good until the next call. Undefined for any other. */
  readonly readAtOnce: (file: string, listed: BlobRef) => Uint8Array | undefined;
  /** Undefined for any other file, and for what cannot be read. */
  readonly open: (file: string, listed: BlobRef) => Promise<OpenedBlob | undefined>;
}

export function createSmallFiles(slowMs = nearMs): SmallFiles {
  const room = new Uint8Array(smallBytes);
  let waits = 0;
  const readAtOnce: SmallFiles["readAtOnce"] = (file, { etag, sizeBytes = Infinity }) => {
    if (etag === undefined || sizeBytes > smallBytes || waits > 0) return undefined;
    const startMs = performance.now();
    const content = readNear({ file, etag, sizeBytes }, room.subarray(0, sizeBytes));
    if (performance.now() - startMs > slowMs) waits = waitedFor;
    return content;
  };
  const open: SmallFiles["open"] = async (file, listed) => {
    const { etag, sizeBytes = Infinity } = listed;
    if (etag === undefined || sizeBytes > smallBytes) return undefined;
    const isNear = waits === 0;
    if (!isNear) waits--;
    const content = isNear ? readAtOnce(file, listed)?.slice() : await readFar({ file, etag, sizeBytes });
    return content && { etag, from: 0, bytes: giveOnce(content), mark: () => undefined };
  };
  return { readAtOnce, open };
}

interface Listed {
  readonly file: string;
  readonly etag: string;
  readonly sizeBytes: number;
}

/** From a disk that is near: a thread would take longer to begin than to read it. */
function readNear({ file, etag }: Listed, content: Uint8Array): Uint8Array | undefined {
  let opened: number | undefined;
  try {
    opened = openSync(file, "r");
    return isWhole(opened, etag, content, readSync(opened, content)) ? content : undefined;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

async function readFar({ file, etag, sizeBytes }: Listed): Promise<Uint8Array | undefined> {
  let opened: number | undefined;
  try {
    opened = await openAsync(file, "r");
    const content = new Uint8Array(sizeBytes);
    const { bytesRead } = await readAsync(opened, content, 0, sizeBytes, 0);
    return isWhole(opened, etag, content, bytesRead) ? content : undefined;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

function isWhole(opened: number, etag: string, content: Uint8Array, bytesRead: number): boolean {
  return bytesRead === content.length && etagOf(fstatSync(opened, { bigint: true })) === etag;
}

// eslint-disable-next-line @typescript-eslint/require-await -- an async iterable, as sources give it
async function* giveOnce(content: Uint8Array): AsyncGenerator<Uint8Array> {
  if (content.length > 0) yield content;
}
