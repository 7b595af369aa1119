import { createHash } from "node:crypto";
import type { KnownPrefix } from "./source.ts";

/** A committed block of a block blob. */
export interface Block {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * `count:hash:all`: a hash of the ids and sizes of the first blocks that hold `length` bytes, and one of those of all
 * blocks. Undefined where the blocks hold fewer bytes, as those of a blob that was put in one piece do. A block never
 * changes under its id: who writes other bytes stages a block anew.
 * Source: Microsoft Learn, rest/api/storageservices/put-block-list.
 */
export function markBlocks(blocks: readonly Block[], length: number): string | undefined {
  let [count, covered] = [0, 0];
  while (covered < length && count < blocks.length) covered += blocks[count++]?.size ?? 0;
  if (count === 0 || covered < length) return undefined;
  return `${count}:${hashOf(blocks.slice(0, count))}:${hashOf(blocks)}`;
}

function hashOf(blocks: readonly Block[]): string {
  const hash = createHash("sha256");
  for (const { name, size } of blocks) hash.update(`${name} ${size}\n`);
  return hash.digest().subarray(0, 16).toString("base64url");
}

/**
 * The length of the known prefix where the blocks below it are the same as then, else 0. Where not a single block is
 * another one, though the blob is another version, they may have been written over under their ids: nothing is proven.
 */
export function provenLength(blocks: readonly Block[], known: KnownPrefix | undefined): number {
  if (known?.mark === undefined) return 0;
  const [count, prefix, all] = known.mark.split(":");
  const [countNow, prefixNow, allNow] = markBlocks(blocks, known.length)?.split(":") ?? [];
  return count === countNow && prefix === prefixNow && all !== allNow ? known.length : 0;
}
