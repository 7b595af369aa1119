import { zstdCompressSync } from "node:zlib";
import type { ColumnChunk, CompressionCodec, Encoding, RowGroup, SchemaElement } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";
import type { Batch } from "../columns/batch.ts";
import { flowColumns, type Column, type ColumnType } from "../columns/schema.ts";
import packageJson from "../../package.json" with { type: "json" };
import { createOutputFile } from "./outputFile.ts";
import { encodeColumn, type EncodedColumn } from "./parquetColumn.ts";
import type { TableFile, TableFormat } from "./tableFile.ts";

export type Compression = "snappy" | "zstd" | "none";

const magic = 0x31524150;
const createdBy = `${packageJson.name} version ${packageJson.version}`;

const codecs: Readonly<Record<Compression, { name: CompressionCodec; compress: (page: Uint8Array) => Uint8Array }>> = {
  snappy: { name: "SNAPPY", compress: snappyCompress },
  zstd: { name: "ZSTD", compress: (page) => zstdCompressSync(page) },
  none: { name: "UNCOMPRESSED", compress: (page) => page },
};

const elementOf: Readonly<Record<ColumnType, Omit<SchemaElement, "name">>> = {
  timestamp: {
    type: "INT64",
    converted_type: "TIMESTAMP_MICROS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
  },
  string: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  int32: { type: "INT32" },
  int64: { type: "INT64" },
};

const schema: readonly SchemaElement[] = [
  { name: "flows", num_children: flowColumns.length },
  ...flowColumns.map((column: Column): SchemaElement => ({
    ...elementOf[column.type],
    name: column.name,
    repetition_type: column.nullable ? "OPTIONAL" : "REQUIRED",
  })),
];

/**
 * Parquet for Power BI's reader first: data pages of version 1, PLAIN and dictionary encodings, signed integers.
 * Each batch that is appended becomes a row group.
 */
export function parquetFormat(compression: Compression): TableFormat {
  return { extension: ".parquet", open: (path) => openParquetFile(path, compression) };
}

function openParquetFile(path: string, compression: Compression): TableFile {
  const file = createOutputFile(path);
  const rowGroups: RowGroup[] = [];
  file.write(magicBytes());
  return {
    append: (batch) => {
      if (batch.rows > 0)
        rowGroups.push(writeRowGroup(batch, { compression, write: file.write, offset: file.sizeBytes }));
    },
    finish: () => {
      file.write(encodeFooter(rowGroups));
      file.finish();
    },
    abandon: file.abandon,
  };
}

interface Output {
  readonly compression: Compression;
  readonly write: (bytes: Uint8Array) => void;
  readonly offset: () => number;
}

function writeRowGroup(batch: Batch, output: Output): RowGroup {
  const start = output.offset();
  const columns = batch.columns.map((_, index) => writeColumn(encodeColumn(batch, index), output));
  const uncompressed = columns.reduce((sum, { meta_data }) => sum + (meta_data?.total_uncompressed_size ?? 0n), 0n);
  return {
    columns,
    total_byte_size: uncompressed,
    num_rows: BigInt(batch.rows),
    total_compressed_size: BigInt(output.offset() - start),
  };
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
  return header.offset + bytes.length;
}

function encodeFooter(rowGroups: RowGroup[]): Uint8Array {
  const writer = new ByteWriter();
  const rows = rowGroups.reduce((sum, { num_rows }) => sum + num_rows, 0n);
  writeMetadata(
    writer,
    {
      version: 2,
      created_by: createdBy,
      schema: [...schema],
      num_rows: rows,
      row_groups: rowGroups,
      metadata_length: 0,
    },
    Infinity,
  );
  writer.appendUint32(magic);
  return writer.getBytes();
}

function magicBytes(): Uint8Array {
  const writer = new ByteWriter();
  writer.appendUint32(magic);
  return writer.getBytes();
}
