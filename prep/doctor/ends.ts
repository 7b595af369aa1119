import { openSource, type SourceContext } from "../source/openSource.ts";
import { BlobChangedError, DamagedBlobError, type BlobRef, type Source } from "../source/source.ts";
import { isUrl } from "../azure/containerUrl.ts";

/** The first and the last bytes of one version of a blob. */
export interface BlobEnds {
  /** The version that they are of. */
  readonly blob: BlobRef;
  readonly head: Uint8Array;
  /** Undefined where the head is all of it, or where its end cannot be had without all of it, as of a gzip file. */
  readonly tail: Uint8Array | undefined;
  readonly isWhole: boolean;
  /** Why no more bytes could be had, where it is damaged. */
  readonly damagedBecause: string | undefined;
}

/** How much of each end is read. A record of the service has 32 KB at most. */
const endBytes = 65_536;
/** A blob that is written to once a minute does not change so often while two ranges are read. */
const mostTries = 5;

/**
 * Reads a little of a blob, of the version that is there now: a blob of this hour is another one each minute, and a long
 * listing is older than that. Undefined where it has disappeared, or never holds still. Throws a PrepError where it cannot
 * be read.
 */
export async function readEnds(
  source: Source,
  listed: BlobRef,
  context: Omit<SourceContext, "destination">,
  signal: AbortSignal,
): Promise<BlobEnds | undefined> {
  let blob: BlobRef | undefined = listed;
  for (let tries = 0; tries < mostTries && blob !== undefined; tries++) {
    try {
      return await readVersion(source, blob, signal);
    } catch (error) {
      if (!(error instanceof BlobChangedError)) throw error;
      blob = await listAgain(blob, context, signal);
    }
  }
  return undefined;
}

/** The same blob as it is there now. */
async function listAgain(
  { origin, name }: BlobRef,
  context: Omit<SourceContext, "destination">,
  signal: AbortSignal,
): Promise<BlobRef | undefined> {
  const path = isUrl(origin) ? name.split("/").map(encodeURIComponent).join("/") : name;
  const source = await openSource(`${origin}/${path}`, { ...context, destination: "" });
  for await (const blob of source.list(signal)) if (blob.name === name) return { ...blob, origin, name };
  return undefined;
}

async function readVersion(source: Source, blob: BlobRef, signal: AbortSignal): Promise<BlobEnds | undefined> {
  const size = blob.sizeBytes;
  if (size === undefined || /\.gz$/i.test(blob.name)) return readStart(source, blob, signal);
  if (size === 0) return { blob, head: new Uint8Array(), tail: undefined, isWhole: true, damagedBecause: undefined };
  const head = await readFrom(source, blob, 0, signal);
  const isWhole = size <= endBytes;
  const tail = isWhole ? undefined : await readFrom(source, blob, size - endBytes, signal);
  return head && { blob, head: head.bytes, tail: tail?.bytes, isWhole, damagedBecause: undefined };
}

async function readStart(source: Source, blob: BlobRef, signal: AbortSignal): Promise<BlobEnds | undefined> {
  const opened = await source.open(blob, undefined, signal);
  if (opened === undefined) return undefined;
  const { bytes, hasMore, damagedBecause } = await take(opened.bytes, endBytes + 1);
  return { blob, head: bytes, tail: undefined, isWhole: !hasMore, damagedBecause };
}

async function readFrom(source: Source, blob: BlobRef, start: number, signal: AbortSignal) {
  const opened = await source.openAt(blob, { start, askedBytes: endBytes }, signal);
  return opened && (await take(opened, endBytes));
}

/** Asks for no more than so many bytes; with a word where they end in the middle. */
async function take(chunks: AsyncIterable<Uint8Array>, askedBytes: number) {
  const taken: Buffer[] = [];
  let length = 0;
  const result = (damagedBecause?: string) => ({
    bytes: Buffer.concat(taken).subarray(0, endBytes),
    hasMore: length > endBytes,
    damagedBecause,
  });
  try {
    for await (const chunk of chunks) {
      taken.push(Buffer.from(chunk));
      length += chunk.length;
      if (length >= askedBytes) break;
    }
    return result();
  } catch (error) {
    if (error instanceof DamagedBlobError) return result(error.message);
    throw error;
  }
}
