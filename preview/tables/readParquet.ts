import { zstdDecompressSync } from "node:zlib";
import { asyncBufferFromFile, parquetMetadataAsync, parquetScan } from "hyparquet";
import { chooseColumns, type FlowBatch } from "./flowBatch.ts";

/** Reads the columns of the preview, one row group at a time. Codecs: none, snappy, zstd. */
export async function* readParquet(filePath: string): AsyncGenerator<FlowBatch> {
  const file = await asyncBufferFromFile(filePath);
  const metadata = await parquetMetadataAsync(file);
  const columns = chooseColumns(
    metadata.schema.map(({ name }) => name),
    filePath,
  );
  const compressors = { ZSTD: (input: Uint8Array) => zstdDecompressSync(input) };
  const scan = await parquetScan({ file, metadata, columns, compressors });
  for (const range of scan.ranges) {
    const read = new Map<string, ArrayLike<unknown>>();
    for (const column of columns) read.set(column, await scan.readColumn({ column, ...range }));
    yield {
      rowCount: range.rowEnd - range.rowStart,
      timeMs: Float64Array.from((read.get("Time") ?? []) as ArrayLike<Date>, (time) => time.getTime()),
      texts: (column) => read.get(column) as ReturnType<FlowBatch["texts"]>,
      counts: (column) => read.get(column) as ReturnType<FlowBatch["counts"]>,
    };
  }
}
