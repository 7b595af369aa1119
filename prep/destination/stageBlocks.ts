import { createHash, randomBytes } from "node:crypto";
import { listBlocks, planKept, type Block, type BlobVersion, type BlockBlob } from "./blocks.ts";
import type { FilePart } from "./destination.ts";
import { downloadRange } from "./downloadRange.ts";
import { readPieces, type LocalPart } from "./localPart.ts";

/** Small enough to be sent again on a slow line, large enough for a blob of 50,000 of them. */
const blockBytes = 8 << 20;
const idBytes = 16;

/**
 * Sends the blocks of a new version of a blob, which no reader sees until they are committed. Each part has blocks of
 * its own, so that a later run can keep it by their ids; blocks of the version before are kept like that too.
 * Returns the ids of all blocks, in order.
 */
export async function stageBlocks(
  blob: BlockBlob,
  parts: readonly FilePart[],
  before: BlobVersion | undefined,
): Promise<string[]> {
  const hasKept = parts.some(({ kind }) => kind === "kept");
  const base = before !== undefined && hasKept ? { ...before, blocks: await listBlocks(blob, before) } : undefined;
  const ids: string[] = [];
  for (const part of parts) {
    if (part.kind !== "kept") ids.push(...(await sendPart(blob, part)));
    else ids.push(...(await keepRange(blob, part, base)));
  }
  return ids;
}

/** The id of a block that a repeat must find again. All ids of a blob have to have the same length. */
export function namedBlockId(name: string): string {
  return createHash("sha256").update(name).digest().subarray(0, idBytes).toString("base64");
}

async function sendPart(blob: BlockBlob, part: LocalPart): Promise<string[]> {
  const ids: string[] = [];
  for await (const piece of readPieces(part, blockBytes)) {
    const id = randomBytes(idBytes).toString("base64");
    await blob.stageBlock(id, Buffer.from(piece.buffer, piece.byteOffset, piece.length), piece.length);
    ids.push(id);
  }
  return ids;
}

async function keepRange(
  blob: BlockBlob,
  { start, end }: { readonly start: number; readonly end: number },
  base: (BlobVersion & { readonly blocks: readonly Block[] }) | undefined,
): Promise<string[]> {
  if (start === end) return [];
  if (base === undefined || end > base.sizeBytes) {
    throw new Error(`${blob.name} ends at byte ${base?.sizeBytes ?? 0}, before byte ${end}`);
  }
  const ids: string[] = [];
  for (const piece of planKept(base.blocks, start, end)) {
    if ("id" in piece) ids.push(piece.id);
    else ids.push(...(await sendAgain(blob, base.etag, piece)));
  }
  return ids;
}

async function sendAgain(
  blob: BlockBlob,
  etag: string,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<string[]> {
  const ids: string[] = [];
  for (let at = start; at < end; at += blockBytes) {
    const content = await downloadRange(blob, etag, { start: at, end: Math.min(end, at + blockBytes) });
    ids.push(...(await sendPart(blob, { kind: "new", content })));
  }
  return ids;
}
