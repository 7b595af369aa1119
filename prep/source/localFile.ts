import type { BigIntStats } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { codeOf, messageOf, PrepError } from "../errors.ts";
import { isLive } from "./isLive.ts";
import { BlobChangedError, type KnownPrefix, type OpenedBlob } from "./source.ts";

const readSizeBytes = 1 << 20;

/** Size, times of change and inode: a file that is written anew is another version, also with its old size and time. */
export function etagOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return [size, mtimeNs, ctimeNs, ino].map((number) => number.toString(36)).join("-");
}

/** What the system says, in words. */
export function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  if (code === "ENOENT") return "no such file or folder";
  if (code === "EACCES" || code === "EPERM") return "access is denied";
  return messageOf(cause);
}

/**
 * Opens a file as it is now: bytes that are appended later are not read. The known prefix is proven by its checksum.
 * A pipe or a device is read to its end. Undefined where there is no such file.
 */
export async function openFile(
  place: string,
  known: KnownPrefix | undefined,
  signal: AbortSignal,
): Promise<OpenedBlob | undefined> {
  const handle = await openHandle(place);
  if (handle === undefined) return undefined;
  try {
    const found = await handle.stat({ bigint: true });
    const mark = (): undefined => undefined;
    if (!found.isFile()) return { etag: undefined, from: 0, bytes: readPipe(handle, place, signal), mark };
    const file = openedFile({ place, handle, signal }, found);
    const from = await provenLength(file, known);
    return { etag: file.etag, from, bytes: readVersion(file, from, from === 0 ? 0 : (known?.crc32 ?? 0)), mark };
  } catch (cause) {
    await handle.close();
    throw explain(cause, place);
  }
}

/** The bytes of a version of a file from one of them on. Throws a BlobChangedError where the file is another one now. */
export async function openFileAt(
  place: string,
  { etag, start }: { readonly etag: string | undefined; readonly start: number },
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const handle = await openHandle(place);
  if (handle === undefined) return undefined;
  try {
    const found = await handle.stat({ bigint: true });
    if (etagOf(found) !== etag) throw changed(place);
    return readFrom(openedFile({ place, handle, signal }, found), start);
  } catch (cause) {
    await handle.close();
    throw explain(cause, place);
  }
}

async function openHandle(place: string): Promise<FileHandle | undefined> {
  try {
    return await open(place);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw explain(cause, place);
  }
}

async function* readPipe(handle: FileHandle, place: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* handle.createReadStream({ highWaterMark: readSizeBytes, signal }) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw explain(cause, place);
  }
}

interface OpenFile {
  readonly place: string;
  readonly handle: FileHandle;
  readonly signal: AbortSignal;
  readonly etag: string;
  readonly sizeBytes: number;
  readonly mayGrow: boolean;
}

function openedFile(opened: Pick<OpenFile, "place" | "handle" | "signal">, found: BigIntStats): OpenFile {
  const mayGrow = isLive(Number(found.mtimeMs), Date.now());
  return { ...opened, etag: etagOf(found), sizeBytes: Number(found.size), mayGrow };
}

/** The length of the known prefix where the file begins with it still, else 0. */
async function provenLength(file: OpenFile, known: KnownPrefix | undefined): Promise<number> {
  if (known === undefined || known.length > file.sizeBytes) return 0;
  return (await checksumOf(file, known.length)) === known.crc32 ? known.length : 0;
}

async function checksumOf(file: OpenFile, end: number): Promise<number> {
  let checksum = 0;
  for await (const chunk of readRange(file, 0, end)) checksum = crc32(chunk, checksum);
  return checksum;
}

/**
 * The bytes from `from` on, of which `before` is the checksum of all before. Closes the file. One that has been left
 * alone for hours is not expected to grow: if it does, it is read again.
 */
async function* readVersion(file: OpenFile, from: number, before: number): AsyncGenerator<Uint8Array> {
  let checksum = file.mayGrow ? before : undefined;
  try {
    for await (const chunk of readRange(file, from, file.sizeBytes)) {
      if (checksum !== undefined) checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (await hasChanged(file, checksum)) throw changed(file.place);
  } finally {
    await file.handle.close();
  }
}

/** What is read in pieces has to hold still: who reads some of its bytes cannot tell what else has changed. */
async function* readFrom(file: OpenFile, start: number): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of readRange(file, start, file.sizeBytes)) {
      if (etagOf(await file.handle.stat({ bigint: true })) !== file.etag) throw changed(file.place);
      yield chunk;
    }
  } finally {
    await file.handle.close();
  }
}

function changed(place: string): BlobChangedError {
  return new BlobChangedError(`${place} has changed while it was read`);
}

async function* readRange({ place, handle, signal }: OpenFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(Math.min(readSizeBytes, Math.max(end - start, 0)));
  for (let offset = start; offset < end;) {
    signal.throwIfAborted();
    const { bytesRead } = await handle
      .read(chunk, 0, Math.min(chunk.length, end - offset), offset)
      .catch((cause: unknown) => {
        throw explain(cause, place);
      });
    if (bytesRead === 0) throw new BlobChangedError(`${place} has become shorter while it was read`);
    yield chunk.subarray(0, bytesRead);
    offset += bytesRead;
  }
}

/**
 * Whether other bytes may have been read than stood in the file together. One that was touched meanwhile has grown, or
 * was written anew in its place: it is read once more to tell which.
 */
async function hasChanged(file: OpenFile, checksum: number | undefined): Promise<boolean> {
  const opened = await file.handle.stat({ bigint: true });
  const there = await stat(file.place, { bigint: true }).catch(() => undefined);
  if (there?.ino !== opened.ino) return true;
  if (etagOf(there) === file.etag) return false;
  return checksum === undefined || (await checksumOf(file, file.sizeBytes)) !== checksum;
}

function explain(cause: unknown, place: string): unknown {
  const isOfSystem = cause instanceof Error && "syscall" in cause;
  return isOfSystem
    ? new PrepError("source", `cannot read ${place}: ${reasonOf(cause)}`, { where: place, cause })
    : cause;
}
