import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { addTally, createTally } from "../../prep/columns/tally.ts";
import { layOutChunks } from "../../prep/sink/mergeParquet.ts";
import { createSpool, type Spool } from "../../prep/sink/spool.ts";
import type { Chunk, MergedFile, TableFormat } from "../../prep/sink/tableFormat.ts";
import { bytesOf } from "./tables.ts";

/** A file of the tables, its segments and what its rows add up to. */
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

/** Chunks as a file, each row with its lineage; in Parquet each chunk is a row group: a run would join small ones. */
export async function fileOf(format: TableFormat, chunks: readonly Chunk[], spool: Spool): Promise<SpooledFile> {
  const { parts, segments } = await (format.name === "parquet"
    ? layOutChunks(chunks)
    : mergeAll(format, chunks, spool));
  const tally = createTally();
  for (const chunk of chunks) addTally(tally, chunk.tally);
  return { bytes: Buffer.concat(parts.map((part) => bytesOf(part, spool.file))), segments, tally };
}

function mergeAll(format: TableFormat, chunks: readonly Chunk[], spool: Spool): Promise<MergedFile> {
  return format.merge({ existing: undefined, chunks, keepAs: (lineage) => lineage, spool });
}
