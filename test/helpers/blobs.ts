import type { BlockBlobClient } from "@azure/storage-blob";
import { crc32 } from "node:zlib";
import type { KnownPrefix, OpenedBlob } from "../../prep/source/source.ts";

/** Blocks of a block blob: an id and what is in it, undefined where the block is in the blob already. */
export type BlockOfText = readonly [id: string, text?: string];

/** Stages the blocks that have a text and commits all of them, in this order, as the blob. */
export async function commitBlocks(client: BlockBlobClient, blocks: readonly BlockOfText[]): Promise<void> {
  const ids = blocks.map(([id]) => Buffer.from(id.padEnd(8)).toString("base64"));
  for (const [index, [, text]] of blocks.entries()) {
    if (text !== undefined) await client.stageBlock(ids[index] ?? "", text, Buffer.byteLength(text));
  }
  await client.commitBlockList(ids);
}

/** All bytes of an opened blob; fails where there is no blob. */
export async function bytesOf(opened: Pick<OpenedBlob, "bytes"> | undefined): Promise<Buffer> {
  if (opened === undefined) throw new Error("there is no blob");
  return Buffer.concat(await Array.fromAsync(opened.bytes, (chunk) => new Uint8Array(chunk)));
}

/** The same as text. */
export async function textOf(opened: Pick<OpenedBlob, "bytes"> | undefined): Promise<string> {
  return (await bytesOf(opened)).toString();
}

/** What a run keeps of a text that it has read from the beginning of an opened blob. */
export function knownOf(text: string | Buffer, opened?: OpenedBlob): KnownPrefix {
  const length = Buffer.byteLength(text);
  return { length, crc32: crc32(text), mark: opened?.mark(length) };
}
