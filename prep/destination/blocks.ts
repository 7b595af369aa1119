import { codeOf, PrepError } from "../errors.ts";
import { statusOf } from "../azure/explain.ts";
import type { openContainer } from "../azure/client.ts";

export type BlobContainer = ReturnType<typeof openContainer>;
export type BlockBlob = ReturnType<BlobContainer["getBlockBlobClient"]>;

/** A committed block and the bytes of the blob that it holds. `end` is exclusive. */
export interface Block {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** One version of a blob. */
export interface BlobVersion {
  readonly etag: string;
  readonly sizeBytes: number;
}

/** A piece of a kept range: a block that can be taken as it is, or bytes that have to be downloaded. */
export type KeptPiece = { readonly id: string } | { readonly start: number; readonly end: number };

/** How a commit of blocks ended: as wanted (now or before), or the blob is another version, or the blocks are gone. */
export type CommitOutcome =
  { readonly kind: "committed"; readonly etag: string } | { readonly kind: "changed" } | { readonly kind: "vanished" };

/** A blob takes 50,000 blocks; from here on what is kept is uploaded again, in larger ones. */
const mostBlocks = 20_000;

/** The version of a blob that is there, or undefined. */
export async function findVersion(blob: BlockBlob): Promise<BlobVersion | undefined> {
  try {
    const { etag = "", contentLength = 0 } = await blob.getProperties();
    return { etag, sizeBytes: contentLength };
  } catch (cause) {
    if (statusOf(cause) === 404 && codeOf(cause) !== "ContainerNotFound") return undefined;
    throw cause;
  }
}

/** The blocks of a version. None where they are not known: it was not written in blocks, or it is not there any more. */
export async function listBlocks(blob: BlockBlob, { etag, sizeBytes }: BlobVersion): Promise<Block[]> {
  const { etag: listedEtag, committedBlocks = [] } = await blob.getBlockList("committed");
  const blocks: Block[] = [];
  let end = 0;
  for (const { name, size } of committedBlocks) blocks.push({ id: name, start: end, end: (end += size) });
  return listedEtag === etag && end === sizeBytes && blocks.length < mostBlocks ? blocks : [];
}

/** Cuts a kept range into pieces: whole blocks inside it, and the bytes between them. */
export function planKept(blocks: readonly Block[], start: number, end: number): KeptPiece[] {
  const pieces: KeptPiece[] = [];
  let at = start;
  for (const block of blocks) {
    if (block.start < start || block.end > end || block.start === block.end) continue;
    if (at < block.start) pieces.push({ start: at, end: block.start });
    pieces.push({ id: block.id });
    at = block.end;
  }
  if (at < end) pieces.push({ start: at, end });
  return pieces;
}

/**
 * Makes blocks the content of a blob, in one step, where it still is the version of that ETag, or is not there for
 * null. Can be repeated: a blob that consists of these blocks already is as wanted, whoever has sent the request.
 */
export async function commitBlocks(
  blob: BlockBlob,
  blockIds: readonly string[],
  ifMatch: string | null,
): Promise<CommitOutcome> {
  const conditions = ifMatch === null ? { ifNoneMatch: "*" } : { ifMatch };
  try {
    const blobHTTPHeaders = { blobContentType: contentTypeOf(blob.name) };
    const { etag = "" } = await blob.commitBlockList([...blockIds], { conditions, blobHTTPHeaders });
    return { kind: "committed", etag };
  } catch (cause) {
    const isVanished = codeOf(cause) === "InvalidBlockList";
    if (!isVanished && !isConflict(cause)) throw cause;
    const etag = await etagIfMadeOf(blob, blockIds);
    if (etag !== undefined) return { kind: "committed", etag };
    return { kind: isVanished ? "vanished" : "changed" };
  }
}

/** Whether the service refused because the blob is another version than the one that was asked for. */
export function isConflict(cause: unknown): boolean {
  if (codeOf(cause) === "BlobAlreadyExists") return true;
  return statusOf(cause) === 412 && !codeOf(cause).startsWith("Lease");
}

/** What another program has done to a blob under our lease, told in one sentence; undefined for any other error. */
export function explainConflict(cause: unknown, where: string): PrepError | undefined {
  if (!isConflict(cause) && codeOf(cause) !== "BlobNotFound") return undefined;
  const message = `${where} was changed by another program; run again`;
  return new PrepError("destination", message, { where, cause });
}

async function etagIfMadeOf(blob: BlockBlob, blockIds: readonly string[]): Promise<string | undefined> {
  const version = await findVersion(blob);
  if (version === undefined) return undefined;
  const { etag, committedBlocks = [] } = await blob.getBlockList("committed");
  const isSame =
    etag === version.etag &&
    committedBlocks.length === blockIds.length &&
    committedBlocks.every(({ name }, index) => name === blockIds[index]);
  return isSame ? etag : undefined;
}

function contentTypeOf(name: string): string {
  if (name.endsWith(".parquet")) return "application/vnd.apache.parquet";
  if (name.endsWith(".csv")) return "text/csv";
  if (/\.(ndjson|jsonl)$/.test(name)) return "application/x-ndjson";
  return name.endsWith(".zst") ? "application/zstd" : "application/octet-stream";
}
