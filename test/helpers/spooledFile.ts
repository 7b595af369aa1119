import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createSpool, type Spool } from "../../prep/sink/spool.ts";
import type { Chunk, MergedFile, TableFormat } from "../../prep/sink/tableFormat.ts";
import { bytesOf } from "./tables.ts";

/** A file of the tables with what the merge said of it. */
export interface SpooledFile extends Pick<MergedFile, "segments" | "tally"> {
  readonly bytes: Uint8Array;
}

/** Works with a spool in a folder of its own, which goes at the end. */
export async function withSpool<T>(work: (spool: Spool) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "flow-chord-spool-"));
  const spool = createSpool(path.join(folder, "spool"));
  try {
    return await work(spool);
  } finally {
    spool.close();
    await rm(folder, { recursive: true });
  }
}

/** Chunks as the file that a run would leave, each row with its lineage. */
export async function fileOf(format: TableFormat, chunks: readonly Chunk[], spool: Spool): Promise<SpooledFile> {
  const keepAs = (lineage: number): number => lineage;
  const { parts, segments, tally } = await format.merge({ existing: undefined, chunks, keepAs, spool });
  return { bytes: Buffer.concat(parts.map((part) => bytesOf(part, spool.file))), segments, tally };
}
