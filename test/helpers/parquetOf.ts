import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FlowRow } from "../../prep/columns/schema.ts";
import { parquetFormat, type Compression } from "../../prep/sink/parquet.ts";
import { createSpool } from "../../prep/sink/spool.ts";
import { bytesOf, encodeChunk } from "./tables.ts";

/**
 * A Parquet file as prep writes it, each list of rows a chunk of its own. Chunks of 65,536 rows and more are row groups
 * of their own; smaller ones come last, put together. Without rows it has no row group: a file that a run never leaves.
 */
export async function parquetOf(
  chunks: readonly (readonly FlowRow[])[],
  compression: Compression = "snappy",
): Promise<Uint8Array> {
  const format = parquetFormat(compression);
  const folder = await mkdtemp(path.join(tmpdir(), "flow-chord-parquet-"));
  const spool = createSpool(path.join(folder, "spool"));
  try {
    const encoded = chunks.map((rows, lineage) => encodeChunk(format, spool, [[lineage, rows]]));
    const keepAs = (lineage: number): number => lineage;
    const { parts } = await format.merge({ existing: undefined, chunks: encoded, keepAs, spool });
    return Buffer.concat(parts.map((part) => bytesOf(part, spool.file)));
  } finally {
    spool.close();
    await rm(folder, { recursive: true });
  }
}
