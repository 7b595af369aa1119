import type { FileMetaData, RowGroup, SchemaElement } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";
import type { Column, ColumnType } from "../columns/schema.ts";
import packageJson from "../../package.json" with { type: "json" };

/** The first four bytes of every file, and its last four. */
export const magic = new TextEncoder().encode("PAR1");
const createdBy = `${packageJson.name} version ${packageJson.version}`;

/** How Parquet stores a type of the table. */
export const elementOf: Readonly<Record<ColumnType, Omit<SchemaElement, "name">>> = {
  timestamp: {
    type: "INT64",
    converted_type: "TIMESTAMP_MICROS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
  },
  string: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  int32: { type: "INT32" },
  int64: { type: "INT64" },
};

function schemaOf(columns: readonly Column[]): SchemaElement[] {
  const elements = columns.map((column): SchemaElement => ({
    ...elementOf[column.type],
    name: column.name,
    repetition_type: column.nullable ? "OPTIONAL" : "REQUIRED",
  }));
  return [{ name: "table", num_children: columns.length }, ...elements];
}

/** What a reader needs to know of a file with these row groups. */
export function metadataOf(rowGroups: RowGroup[], columns: readonly Column[]): FileMetaData {
  const rows = rowGroups.reduce((sum, { num_rows }) => sum + num_rows, 0n);
  return {
    version: 2,
    created_by: createdBy,
    schema: schemaOf(columns),
    num_rows: rows,
    row_groups: rowGroups,
    metadata_length: 0,
  };
}

/** The last bytes of a file: metadata, its length, the magic number. */
export function encodeFooter(rowGroups: RowGroup[], columns: readonly Column[]): Uint8Array {
  const writer = new ByteWriter();
  writeMetadata(writer, metadataOf(rowGroups, columns), Infinity);
  writer.appendBytes(magic);
  return writer.getBytes();
}
