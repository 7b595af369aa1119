import type { FlowRow } from "../../prep/columns/schema.ts";
import { parquetFormat, type Compression } from "../../prep/sink/parquet.ts";
import { fileOf, withSpool } from "./spooledFile.ts";
import { encodeChunk } from "./tables.ts";

/**
 * A Parquet file of pages as prep writes them, each list of rows a row group. Without rows it has no row group: a file
 * that a run never leaves.
 */
export async function parquetOf(
  chunks: readonly (readonly FlowRow[])[],
  compression: Compression = "snappy",
): Promise<Uint8Array> {
  const format = parquetFormat(compression);
  return withSpool(async (spool) => {
    const encoded = chunks.map((rows, lineage) => encodeChunk(format, spool, [[lineage, rows]]));
    return (await fileOf(format, encoded, spool)).bytes;
  });
}
