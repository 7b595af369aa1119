import type { BlobDownloadResponseParsed, BlockBlobClient } from "@azure/storage-blob";
import { openContainer, type AzureLogin } from "../azure/client.ts";
import { labelOf, splitContainerUrl } from "../azure/containerUrl.ts";
import { explain, statusOf } from "../azure/explain.ts";
import { usualPatience } from "../azure/patience.ts";
import { createSharedReads, isShared } from "../azure/sharedReads.ts";
import { PrepError } from "../errors.ts";
import { freeBytes } from "../freeBytes.ts";
import { markBlocks, provenLength, type Block } from "./blockMark.ts";
import { bare, listContainer, type Container } from "./listContainer.ts";
import { BlobChangedError, type BlobRef, type KnownPrefix, type OpenedBlob, type Source } from "./source.ts";

/** A connection that breaks this often without a byte in between is not tried again. */
const mostBreaks = 5;

/**
 * A container, or what lies below a prefix of it: `https://ACCOUNT.blob.core.windows.net/CONTAINER[/prefix]`, of any
 * cloud, or `http://127.0.0.1:PORT/ACCOUNT/CONTAINER[/prefix]` of an emulator. Throws a PrepError for any other URL.
 */
export function openAzureContainer(url: URL, login: AzureLogin): Source {
  const { containerUrl, prefix } = splitContainerUrl(url);
  const label = labelOf({ containerUrl, prefix });
  const client = openContainer(containerUrl, login, createSharedReads((login.patience ?? usualPatience).idleMs));
  const container: Container = { client, origin: containerUrl, label };
  return {
    label,
    list: (signal, narrowing) => listContainer(container, { prefix, narrowing }, signal),
    open: (blob, known, signal) => openBlob(container, blob, known, signal),
    // A block list, which proves later what was read, belongs to a whole reading.
    canOpenAt: ({ etag, isLive: mayGrow }) => etag !== undefined && !mayGrow,
    openAt: async (blob, { start, askedBytes }, signal) => {
      const { etag, sizeBytes } = blob;
      const version = { etag, sizeBytes, blocks: [], askedBytes };
      return (await openVersion(accessOf(container, blob, signal), version, start))?.bytes;
    },
  };
}

/** Where the bytes of one blob come from. */
interface Access {
  readonly client: BlockBlobClient;
  /** For people. */
  readonly where: string;
  readonly abortSignal: AbortSignal;
}

function accessOf({ client, label }: Container, { name }: BlobRef, abortSignal: AbortSignal): Access {
  return { client: client.getBlockBlobClient(name), where: `${label}: ${name}`, abortSignal };
}

interface Version {
  readonly etag: string | undefined;
  /** Undefined where the first download has to tell. */
  readonly sizeBytes: number | undefined;
  readonly blocks: readonly Block[];
  /** How much is asked for at a time, where its size is known: else all of it. */
  readonly askedBytes?: number;
}

/**
 * Where nothing is known of a blob and it will not grow, its listed version is downloaded: one request. Else, and where
 * that version has gone, the block list says which version is there now and how much of it is known.
 */
async function openBlob(
  container: Container,
  blob: BlobRef,
  known: KnownPrefix | undefined,
  signal: AbortSignal,
): Promise<OpenedBlob | undefined> {
  const access = accessOf(container, blob, signal);
  const isKnown = known !== undefined && known.length > 0;
  if (!isKnown && !blob.isLive) {
    try {
      return await openVersion(access, { etag: blob.etag, sizeBytes: undefined, blocks: [] }, 0);
    } catch (error) {
      if (!(error instanceof BlobChangedError)) throw error;
    }
  }
  const version = await readVersion(access);
  return version && (await openVersion(access, version, provenLength(version.blocks, known)));
}

/**
 * Undefined where the blob has disappeared. A page or append blob has no block list, and one that was put in one piece
 * may come without an ETag: their version is the one that the first download begins.
 */
async function readVersion({ client, where, abortSignal }: Access): Promise<Version | undefined> {
  const unknown: Version = { etag: undefined, sizeBytes: undefined, blocks: [] };
  try {
    const { etag, blobContentLength, committedBlocks = [] } = await client.getBlockList("committed", { abortSignal });
    if (etag === undefined) return unknown;
    return { etag: bare(etag), sizeBytes: blobContentLength, blocks: committedBlocks };
  } catch (cause) {
    const status = statusOf(cause) ?? 0;
    if (status === 404) return undefined;
    if (status < 400 || status >= 500 || status === 401 || status === 403) throw explain(cause, where, "source");
    return unknown;
  }
}

/** Nothing is requested where nothing is new: a range that begins at the end is an error. */
async function openVersion(access: Access, version: Version, from: number): Promise<OpenedBlob | undefined> {
  const mark = (length: number): string | undefined => markBlocks(version.blocks, length);
  if (version.sizeBytes === from) {
    return { etag: version.etag, from, bytes: nothing(), mark };
  }
  const first = await download(access, version, from);
  if (first === undefined) return undefined;
  const etag = version.etag ?? bare(first.etag);
  const sizeBytes = version.sizeBytes ?? from + (first.contentLength ?? 0);
  return { etag, from, bytes: readOn(access, { ...version, etag, sizeBytes }, from, first), mark };
}

async function* nothing(): AsyncGenerator<never> {
  // A blob without new bytes.
}

/**
 * The bytes of a download and of further ones, where not all was asked for at once, and where the connection breaks, from
 * the byte where it broke: each byte once, all of one version.
 */
async function* readOn(
  access: Access,
  version: Version & { readonly sizeBytes: number },
  from: number,
  first: BlobDownloadResponseParsed,
): AsyncGenerator<Uint8Array> {
  const { sizeBytes } = version;
  let offset = from;
  for (let response: BlobDownloadResponseParsed | undefined = first, breaks = 0; ;) {
    const start = offset;
    let cause: unknown;
    try {
      for await (const chunk of bodyOf(response)) {
        offset += chunk.length;
        checkOwn(chunk, access);
        yield chunk;
        freeBytes(chunk);
      }
    } catch (error) {
      if (error instanceof PrepError) throw error;
      cause = error;
    }
    if (offset === sizeBytes) return;
    access.abortSignal.throwIfAborted();
    breaks = offset > start ? 0 : breaks + 1;
    if (breaks > mostBreaks) {
      const broken = new Error(`the connection broke or stalled at byte ${offset} of ${sizeBytes}, again and again`, {
        cause,
      });
      throw explain(broken, access.where, "source");
    }
    response = await download(access, version, offset);
    if (response === undefined) throw new BlobChangedError(`${access.where} has disappeared while it was read`);
  }
}

/** What is not copied by Node is not what was sent any more. */
function checkOwn(chunk: Uint8Array, { where }: Access): void {
  if (!isShared(chunk)) return;
  throw new PrepError("source", `cannot read ${where}: Node ${process.version} is not supported; use Node 24`, {
    where,
  });
}

/**
 * A version of a blob from a byte on, as far as is asked for; the answer has to be of the size that is expected. Undefined
 * where the blob is not there; throws a BlobChangedError where another version is.
 */
async function download(
  { client, where, abortSignal }: Access,
  { etag, sizeBytes, askedBytes = Infinity }: Version,
  offset: number,
): Promise<BlobDownloadResponseParsed | undefined> {
  const conditions = etag === undefined ? {} : { ifMatch: `"${etag}"` };
  const expected = sizeBytes === undefined ? undefined : Math.min(sizeBytes - offset, askedBytes);
  const count = askedBytes === Infinity ? undefined : expected;
  let response: BlobDownloadResponseParsed;
  try {
    response = await client.download(offset, count, { abortSignal, conditions, maxRetryRequests: 0 });
  } catch (cause) {
    const status = statusOf(cause);
    if (status === 404) return undefined;
    if (status === 412) throw new BlobChangedError(`${where} has changed while it was read`, { cause });
    throw explain(cause, where, "source");
  }
  const answered = response.contentLength ?? 0;
  if (expected !== undefined && answered !== expected) {
    const message = `cannot read ${where}: ${answered} bytes came where ${expected} are left`;
    throw new PrepError("source", message, { where });
  }
  // A connection may break before anybody reads from it: whoever does will see.
  response.readableStreamBody?.on("error", () => undefined);
  return response;
}

function bodyOf({ readableStreamBody }: BlobDownloadResponseParsed): AsyncIterable<Uint8Array> {
  return (readableStreamBody ?? []) as AsyncIterable<Uint8Array>;
}
