import { crc32 } from "node:zlib";
import { createInflater, type Inflater } from "./inflate.ts";
import { DamagedBlobError, type BlobRef, type OpenedBlob, type Source } from "./source.ts";

const pieceSizeBytes = 1 << 14;
const flag = { headerChecksum: 2, extra: 4, name: 8, comment: 16, unknown: 0xe0 } as const;

/** The same source, but blobs whose name ends in `.gz` are read as what they hold, always from the beginning. */
export function readCompressed(source: Source): Source {
  return {
    ...source,
    open: (blob, known, signal) =>
      isCompressed(blob) ? openGzip(source, blob, signal) : source.open(blob, known, signal),
    readAtOnce: (blob) => (isCompressed(blob) ? undefined : source.readAtOnce?.(blob)),
    canOpenAt: (blob) => !isCompressed(blob) && source.canOpenAt(blob),
  };
}

function isCompressed({ name }: BlobRef): boolean {
  return /\.gz$/i.test(name);
}

/** What lets a later run go on in the middle is of no use here, and not asked for. */
async function openGzip(source: Source, blob: BlobRef, signal: AbortSignal): Promise<OpenedBlob | undefined> {
  const opened = await source.open({ ...blob, isLive: false }, undefined, signal);
  return opened && { etag: opened.etag, from: 0, bytes: gunzip(opened.bytes), mark: () => undefined };
}

/**
 * Decompresses a gzip file (RFC 1952) of any number of members, with zeros behind each. Where it is cut or damaged,
 * all that the bytes before the damage hold is given before the DamagedBlobError. A wrong checksum shows only behind
 * the bytes that it is of.
 */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = createInput(bytes);
  try {
    yield* readMember(input, "not a gzip file");
    while (await skipZeros(input)) yield* readMember(input, "other bytes behind the end");
  } catch (error) {
    // The rest can show a better reason: that the blob has changed while it was read.
    if (error instanceof DamagedBlobError) while ((await input.read()) !== undefined);
    throw error;
  } finally {
    await input.close();
  }
}

/** Bytes in pieces of a limited size. */
interface Input {
  read(): Promise<Uint8Array | undefined>;
  /** Gives back what was not needed of the piece that was read last. */
  unread(bytes: Uint8Array): void;
  close(): Promise<void>;
}

function createInput(bytes: AsyncIterable<Uint8Array>): Input {
  const iterator = bytes[Symbol.asyncIterator]();
  const waiting: Uint8Array[] = [];
  return {
    read: async () => {
      while (waiting.length === 0) {
        const next = await iterator.next();
        if (next.done === true) return undefined;
        if (next.value.length > 0) waiting.push(new Uint8Array(next.value));
      }
      const first = waiting.shift() as Uint8Array;
      if (first.length > pieceSizeBytes) waiting.unshift(first.subarray(pieceSizeBytes));
      return first.subarray(0, pieceSizeBytes);
    },
    unread: (rest) => {
      if (rest.length > 0) waiting.unshift(rest);
    },
    close: async () => {
      await iterator.return?.();
    },
  };
}

async function take(input: Input, length: number): Promise<Buffer> {
  const taken: Uint8Array[] = [];
  for (let left = length; left > 0;) {
    const piece = await input.read();
    if (piece === undefined) throw damaged("unexpected end of file");
    taken.push(piece.subarray(0, left));
    input.unread(piece.subarray(left));
    left -= Math.min(left, piece.length);
  }
  return Buffer.concat(taken);
}

/** Whether anything comes behind them. */
async function skipZeros(input: Input): Promise<boolean> {
  for (let piece = await input.read(); piece !== undefined; piece = await input.read()) {
    const start = piece.findIndex((byte) => byte !== 0);
    if (start < 0) continue;
    input.unread(piece.subarray(start));
    return true;
  }
  return false;
}

async function* readMember(input: Input, otherwise: string): AsyncGenerator<Uint8Array> {
  await skipHeader(input, otherwise);
  let [checksum, sizeBytes] = [0, 0];
  for await (const chunk of inflateBody(input)) {
    checksum = crc32(chunk, checksum);
    sizeBytes = (sizeBytes + chunk.length) % 2 ** 32;
    yield chunk;
  }
  const trailer = await take(input, 8);
  if (trailer.readUInt32LE(0) !== checksum) throw damaged("the checksum does not match");
  if (trailer.readUInt32LE(4) !== sizeBytes) throw damaged("the size does not match");
}

async function skipHeader(input: Input, otherwise: string): Promise<void> {
  const first = await take(input, 1);
  if (first[0] !== 0x1f) throw damaged(otherwise);
  const [second, method, flags = 0] = await take(input, 9);
  if (second !== 0x8b) throw damaged(otherwise);
  if (method !== 8 || flags & flag.unknown) throw damaged("unknown compression");
  if (flags & flag.extra) await take(input, (await take(input, 2)).readUInt16LE(0));
  if (flags & flag.name) await skipText(input);
  if (flags & flag.comment) await skipText(input);
  if (flags & flag.headerChecksum) await take(input, 2);
}

/** A text ends with a zero. */
async function skipText(input: Input): Promise<void> {
  while ((await take(input, 1))[0] !== 0);
}

/**
 * zlib forgets what it made of a piece that it finds damaged. So a second decompression stays one piece behind: byte
 * by byte, it gives what comes before the damage.
 */
async function* inflateBody(input: Input): AsyncGenerator<Uint8Array> {
  const [ahead, behind] = [createInflater(), createInflater()];
  try {
    for (let before: Uint8Array | undefined; ;) {
      const piece = await input.read();
      if (piece === undefined) throw damaged("unexpected end of file");
      const [inflated] = await Promise.all([ahead.write(piece), before && behind.write(before)]);
      if (inflated.state === "damaged") {
        yield* inflateBytewise(behind, piece);
        throw damaged(inflated.reason);
      }
      yield* inflated.output;
      if (inflated.state === "ended") {
        input.unread(piece.subarray(inflated.used));
        return;
      }
      before = piece;
    }
  } finally {
    ahead.close();
    behind.close();
  }
}

async function* inflateBytewise(inflater: Inflater, piece: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < piece.length; at++) {
    const { output, state } = await inflater.write(piece.subarray(at, at + 1));
    yield* output;
    if (state !== "open") return;
  }
}

function damaged(reason: string): DamagedBlobError {
  return new DamagedBlobError(`gzip: ${reason}`);
}
