import type { ReadBytes } from "../flatten/reading.ts";
import { gatherChunks } from "../scan/gatherChunks.ts";
import { cutPiece } from "../scan/cutPiece.ts";
import { DamagedBlobError, type OpenedBlob, type Source } from "../source/source.ts";
import type { ReadJob } from "./reader.ts";

/** What a reader gets at the sources with. */
export interface ReaderContext {
  readonly openSource: (place: string) => Promise<Source>;
  readonly signal: AbortSignal;
}

const chunkBytes = 1 << 20;

/** A piece ends with the first record start behind its stretch: mostly within so many bytes. */
const behindBytes = 1 << 20;

/** Opens what is to be read. Undefined where the blob has gone, or where its stretch holds no piece. */
export async function openJob(job: ReadJob, context: ReaderContext): Promise<OpenedBlob | undefined> {
  const opened = await openBytes(job, context);
  return opened && { ...opened, bytes: gatherChunks(opened.bytes, chunkBytes) };
}

async function openBytes(job: ReadJob, { openSource, signal }: ReaderContext): Promise<OpenedBlob | undefined> {
  const { place, blob, stretch, known } = job;
  const source = await openSource(place);
  if (stretch) {
    const { start, end = Infinity } = stretch;
    const bytes = await source.openAt(blob, { start, askedBytes: end - start + behindBytes }, signal);
    const piece = bytes && (await cutPiece(bytes, stretch));
    return piece && { ...piece, etag: blob.etag, mark: () => undefined };
  }
  const prefix = known && { length: known.resume.point.pos, crc32: known.resume.crc32, mark: known.mark };
  return source.open(blob, prefix, signal);
}

/** A blob that was opened and read. */
export interface ReadAhead extends Omit<OpenedBlob, "bytes"> {
  readonly content: ReadBytes;
}

/** Opens a blob and reads it, so that its bytes are there when it is its turn. */
export async function readAhead(open: () => Promise<OpenedBlob | undefined>): Promise<ReadAhead | undefined> {
  const opened = await open();
  if (!opened) return undefined;
  const { bytes, ...version } = opened;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of bytes) chunks.push(new Uint8Array(chunk));
    return { ...version, content: { chunks, damagedBecause: undefined } };
  } catch (error) {
    if (!(error instanceof DamagedBlobError)) throw error;
    return { ...version, content: { chunks, damagedBecause: error.message } };
  }
}
