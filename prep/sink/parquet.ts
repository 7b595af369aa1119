import { zstdCompressSync } from "node:zlib";
import type { ColumnChunk, CompressionCodec, Encoding, RowGroup } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";
import type { Batch } from "../columns/batch.ts";
import type { EncodedColumn } from "../columns/encodedColumn.ts";
import { groupByLineage } from "../columns/order.ts";
import { tallyBatch } from "../columns/tally.ts";
import type { Column } from "../columns/schema.ts";
import { encodeBatch } from "../kernel/encodeBatch.ts";
import { encodeColumns } from "../kernel/encodeColumns.ts";
import { freeBytes } from "../freeBytes.ts";
import { createKernel, hasKernel, type Kernel } from "../kernel/kernel.ts";
import type { KernelHour } from "../kernel/takeRecords.ts";
import type { Appendable } from "./hourFiles.ts";
import { mergeParquet } from "./mergeParquet.ts";
import { encodeColumn } from "./parquetColumn.ts";
import { elementOf, encodeFooter } from "./parquetFile.ts";
import type { Chunk, TableFormat } from "./tableFormat.ts";

export type Compression = "snappy" | "zstd" | "none";

const codecs: Readonly<Record<Compression, { name: CompressionCodec; compress: (page: Uint8Array) => Uint8Array }>> = {
  snappy: { name: "SNAPPY", compress: snappyCompress },
  zstd: { name: "ZSTD", compress: compressZstd },
  none: { name: "UNCOMPRESSED", compress: (page) => page },
};

/** In one buffer of its own: else it would be put together from many. Source: ZSTD_COMPRESSBOUND in zstd.h. */
function compressZstd(page: Uint8Array): Uint8Array {
  const bound = page.length + (page.length >> 8) + (1 << 9);
  return zstdCompressSync(page, { chunkSize: Math.max(bound, Buffer.poolSize + 1) });
}

/**
 * Parquet for Power BI's reader first: data pages of version 1, PLAIN and dictionary encodings, signed integers.
 * Each batch becomes a row group.
 */
export function parquetFormat(compression: Compression): TableFormat {
  const encode = (batch: Batch, spool: Appendable): Chunk => encodeRowGroup(batch, spool, compression);
  const encodeKernel = (kernel: Kernel, hour: KernelHour, spool: Appendable): Chunk =>
    writeRowGroup(encodeColumns(kernel, hour), hour, { spool, compression });
  return {
    name: "parquet",
    extension: ".parquet",
    isAppended: false,
    encode,
    encodeKernel,
    merge: (input) => mergeParquet(input, encode),
  };
}

interface Output {
  readonly compression: Compression;
  readonly write: (bytes: Uint8Array) => void;
  /** Where in the spool the next byte goes. */
  readonly offset: () => number;
}

function encodeRowGroup(ungrouped: Batch, spool: Appendable, compression: Compression): Chunk {
  const batch = groupByLineage(ungrouped);
  return writeRowGroup(
    encodeAll(batch),
    { segments: batch.segments, tally: tallyBatch(batch) },
    { spool, compression },
  );
}

const kernelRows = 1 << 17;
let batchKernel: Kernel | undefined;

/** In the kernel where there are many rows, and it takes them. */
function encodeAll(batch: Batch): Iterable<EncodedColumn> {
  const isForKernel = batch.rows > kernelRows / 16 && batch.rows <= kernelRows && hasKernel();
  if (!isForKernel) return encodeHere(batch);
  return encodeBatch((batchKernel ??= createKernel(kernelRows, 0)), batch);
}

function* encodeHere(batch: Batch): Generator<EncodedColumn> {
  for (const index of batch.columns.keys()) yield encodeColumn(batch, index);
}

function writeRowGroup(
  encoded: Iterable<EncodedColumn>,
  { segments, tally }: Pick<Chunk, "segments" | "tally">,
  { spool, compression }: { readonly spool: Appendable; readonly compression: Compression },
): Chunk {
  const { start } = spool.append(new Uint8Array());
  let end = start;
  const write = (bytes: Uint8Array): void => {
    end = spool.append(bytes).end;
  };
  const output: Output = { compression, write, offset: () => end };
  const schema: Column[] = [];
  const columns = Array.from(encoded, (column) => {
    schema.push(column.column);
    return writeColumn(column, output);
  });
  const uncompressed = columns.reduce((sum, { meta_data }) => sum + (meta_data?.total_uncompressed_size ?? 0n), 0n);
  const rowGroup: RowGroup = {
    columns,
    total_byte_size: uncompressed,
    num_rows: BigInt(tally.rows),
    total_compressed_size: BigInt(end - start),
  };
  const footer = spool.append(encodeFooter([rowGroup], schema));
  return { file: spool.file, start, end, segments, tally, footer };
}

function writeColumn(encoded: EncodedColumn, output: Output): ColumnChunk {
  const { column, dictionary, rows, nullCount, min, max } = encoded;
  const start = output.offset();
  const encoding: Encoding = dictionary ? "RLE_DICTIONARY" : "PLAIN";
  const dictionarySize = dictionary ? writeDictionaryPage(dictionary, output) : 0;
  const dataStart = output.offset();
  const dataSize = writeDataPage(encoded, encoding, output);
  return {
    file_offset: BigInt(start),
    meta_data: {
      type: elementOf[column.type].type ?? "BYTE_ARRAY",
      encodings: dictionary ? ["PLAIN", "RLE", "RLE_DICTIONARY"] : ["PLAIN", "RLE"],
      path_in_schema: [column.name],
      codec: codecs[output.compression].name,
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(dictionarySize + dataSize),
      total_compressed_size: BigInt(output.offset() - start),
      data_page_offset: BigInt(dataStart),
      ...(dictionary && { dictionary_page_offset: BigInt(start) }),
      statistics: {
        null_count: BigInt(nullCount),
        ...(min !== undefined && max !== undefined && { min_value: min, max_value: max }),
      },
    },
  };
}

function writeDictionaryPage({ bytes, count }: { bytes: Uint8Array; count: number }, output: Output): number {
  const header = { type: "DICTIONARY_PAGE", dictionary_page_header: { num_values: count, encoding: "PLAIN" } } as const;
  return writePage(header, bytes, output);
}

function writeDataPage({ page, rows }: EncodedColumn, encoding: Encoding, output: Output): number {
  const levels = { definition_level_encoding: "RLE", repetition_level_encoding: "RLE" } as const;
  return writePage({ type: "DATA_PAGE", data_page_header: { num_values: rows, encoding, ...levels } }, page, output);
}

type PageKind = Omit<Parameters<typeof writePageHeader>[1], "uncompressed_page_size" | "compressed_page_size">;

/** Returns the size of header and uncompressed page in bytes, as the metadata counts it. */
function writePage(kind: PageKind, bytes: Uint8Array, output: Output): number {
  const page = codecs[output.compression].compress(bytes);
  const header = new ByteWriter();
  writePageHeader(header, { ...kind, uncompressed_page_size: bytes.length, compressed_page_size: page.length });
  output.write(header.getBytes());
  output.write(page);
  if (page !== bytes) freeBytes(page);
  return header.offset + bytes.length;
}
