import { zstdDecompressSync } from "node:zlib";
import { asyncBufferFromFile, parquetMetadataAsync, parquetScan } from "hyparquet";
import { flowColumns, type FlowBatch, type FlowColumn } from "./flowBatch.ts";

/** Reads the columns of the preview, one row group at a time. Codecs: none, snappy, zstd. */
export async function* readParquet(filePath: string): AsyncGenerator<FlowBatch> {
  const file = await asyncBufferFromFile(filePath);
  const metadata = await parquetMetadataAsync(file);
  const names = new Set(metadata.schema.map(({ name }) => name));
  const missing = flowColumns.find((column) => !names.has(column));
  if (missing !== undefined) throw new Error(`no column "${missing}" in ${filePath}; is it a flows table?`);
  const compressors = { ZSTD: (input: Uint8Array) => zstdDecompressSync(input) };
  const scan = await parquetScan({ file, metadata, columns: [...flowColumns], compressors });
  for (const range of scan.ranges) {
    const columns = {} as Record<FlowColumn, ArrayLike<unknown>>;
    for (const column of flowColumns) columns[column] = await scan.readColumn({ column, ...range });
    yield {
      rowCount: range.rowEnd - range.rowStart,
      timeMs: Float64Array.from(columns.Time as ArrayLike<Date>, (time) => time.getTime()),
      texts: columns as FlowBatch["texts"],
      bytes: columns as FlowBatch["bytes"],
    };
  }
}
