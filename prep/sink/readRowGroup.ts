import { zstdDecompressSync } from "node:zlib";
import { parquetMetadataAsync, parquetScan, type FileMetaData, type RowGroup } from "hyparquet";
import { flowColumns, type FlowRow } from "../columns/schema.ts";
import type { RandomAccess } from "../destination/destination.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Timestamps stay 64-bit integers of microseconds, in values and in statistics; a string keeps the byte-order mark that it
 * begins with.
 */
const parsers = {
  timestampFromMicroseconds: (micros: bigint): bigint => micros,
  stringFromBytes: (bytes: Uint8Array): string => decoder.decode(bytes),
};
const compressors = { ZSTD: (page: Uint8Array): Uint8Array => zstdDecompressSync(page) };

/** A row group where it lies. */
export interface PlacedRowGroup {
  readonly access: RandomAccess;
  readonly metadata: FileMetaData;
  readonly rowGroup: RowGroup;
}

/** The metadata at the end of a Parquet file. Throws where the file is none. */
export function readMetadata(access: RandomAccess): Promise<FileMetaData> {
  return parquetMetadataAsync(access, { parsers });
}

/** First byte of a row group, and the first one behind it. */
export function rangeOf({ columns, total_compressed_size }: RowGroup): { start: number; end: number } {
  const meta = columns[0]?.meta_data;
  const start = Number(meta?.dictionary_page_offset ?? meta?.data_page_offset ?? 0n);
  return { start, end: start + Number(total_compressed_size) };
}

/**
 * Reads columns of a row group by their names, a value per row: string, number, bigint (microseconds for
 * timestamps), null or undefined for null.
 */
export async function readColumns(group: PlacedRowGroup, names: readonly string[]): Promise<ArrayLike<unknown>[]> {
  const { metadata, rowGroup } = group;
  const file = await inMemory(group);
  const only = { ...metadata, num_rows: rowGroup.num_rows, row_groups: [rowGroup] };
  const scan = await parquetScan({ file, metadata: only, columns: [...names], parsers, compressors });
  const rows = { rowStart: 0, rowEnd: Number(rowGroup.num_rows) };
  const columns: ArrayLike<unknown>[] = [];
  for (const column of names) columns.push(await scan.readColumn({ column, ...rows }));
  return columns;
}

/** One read for the whole group, where a reader would make one for each column. */
async function inMemory({ access, rowGroup }: PlacedRowGroup): Promise<RandomAccess> {
  const { start, end } = rangeOf(rowGroup);
  const bytes = await access.slice(start, end);
  return {
    byteLength: access.byteLength,
    slice: (from, to = access.byteLength) => Promise.resolve(bytes.slice(from - start, to - start)),
  };
}

/** All columns of the table. */
export const columnNames = flowColumns.map(({ name }) => name);

/** One row of them, as `readColumns` gives them. */
export function rowAt(columns: readonly ArrayLike<unknown>[], index: number): FlowRow {
  const entries = flowColumns.map(({ name, type }, at) => {
    const value = columns[at]?.[index] ?? null;
    return [name, type === "timestamp" ? Number((value as bigint) / 1000n) : value];
  });
  return Object.fromEntries(entries) as FlowRow;
}
