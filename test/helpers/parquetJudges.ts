import { readFile } from "node:fs/promises";
import { zstdDecompressSync } from "node:zlib";
import { tableFromIPC, Vector } from "apache-arrow";
import { parquetMetadata, parquetReadObjects, type ColumnMetaData, type SchemaElement } from "hyparquet";
import { ParquetFile, readParquet } from "parquet-wasm/node";
import { flowColumns, type ColumnType } from "../../prep/columns/schema.ts";
import { query } from "./duckdb.ts";
import type { PlainValue, Reading, Statistics } from "./parquetReading.ts";

/** Readers of Parquet that run in Node, by their names. */
export const parquetJudges: Readonly<Record<string, (file: string) => Promise<Reading>>> = {
  DuckDB: readWithDuckdb,
  "Arrow (parquet-wasm)": readWithArrow,
  hyparquet: readWithHyparquet,
};

const names = flowColumns.map(({ name }) => name);
const times = flowColumns.filter(({ type }) => type === "timestamp").map(({ name }) => name);

function byName<T>(valueOf: (name: string, index: number) => T): Record<string, T> {
  return Object.fromEntries(names.map((name, index) => [name, valueOf(name, index)]));
}

function columnsOf(rows: readonly Readonly<Record<string, unknown>>[]): Reading["values"] {
  return byName((name) => rows.map((row) => plain(row[name])));
}

function plain(value: unknown): PlainValue {
  if (typeof value === "bigint") return String(value);
  return (value ?? null) as PlainValue;
}

const duckdbTypes: Readonly<Record<string, ColumnType>> = {
  "TIMESTAMP WITH TIME ZONE": "timestamp",
  VARCHAR: "string",
  INTEGER: "int32",
  BIGINT: "int64",
};

async function readWithDuckdb(file: string): Promise<Reading> {
  const described = await query(`DESCRIBE SELECT * FROM '${file}'`);
  const elements = await query(`SELECT name, repetition_type FROM parquet_schema('${file}') OFFSET 1`);
  const micros = times.map((name) => `CAST(epoch_us(${name}) AS VARCHAR) AS ${name}`);
  return {
    columns: described.map(({ column_name: name, column_type: type }) => ({
      name: String(name),
      type: duckdbTypes[String(type)] ?? String(type),
    })),
    nullable: Object.fromEntries(
      elements.map(({ name, repetition_type: said }) => [String(name), said === "OPTIONAL"]),
    ),
    values: columnsOf(await query(`SELECT * REPLACE (${micros.join(", ")}) FROM '${file}'`)),
    ...(await duckdbRowGroups(file)),
  };
}

async function duckdbRowGroups(file: string): Promise<Pick<Required<Reading>, "rowGroups" | "statistics">> {
  const chunks = await query(
    `SELECT row_group_id AS id, row_group_num_rows AS rows, path_in_schema AS name, stats_null_count AS nulls,
      ${microsOf("stats_min_value")} AS min, ${microsOf("stats_max_value")} AS max
    FROM parquet_metadata('${file}') ORDER BY row_group_id, column_id`,
  );
  const rowGroups: number[] = [];
  const statistics: Record<string, Statistics>[] = [];
  for (const { id, rows, name, nulls, min, max } of chunks) {
    rowGroups[Number(id)] = Number(rows);
    const ofGroup = (statistics[Number(id)] ??= {});
    ofGroup[String(name)] = { min: plain(min), max: plain(max), nullCount: Number(nulls) };
  }
  return { rowGroups, statistics };
}

/** A bound, which is text, as microseconds where it is one of a timestamp. */
function microsOf(bound: string): string {
  const isTime = `path_in_schema IN (${times.map((name) => `'${name}'`).join(", ")})`;
  return `CASE WHEN ${isTime} THEN CAST(epoch_us(TRY_CAST(${bound} AS TIMESTAMPTZ)) AS VARCHAR) ELSE ${bound} END`;
}

const arrowTypes: Readonly<Record<string, ColumnType>> = {
  "Timestamp<MICROSECOND, UTC>": "timestamp",
  Utf8: "string",
  Int32: "int32",
  Int64: "int64",
};

async function readWithArrow(file: string): Promise<Reading> {
  const bytes = new Uint8Array(await readFile(file));
  const table = tableFromIPC(readParquet(bytes).intoIPCStream());
  const { fields } = table.schema;
  const metadata = (await ParquetFile.fromFile(new Blob([bytes]))).metadata();
  return {
    columns: fields.map(({ name, type }) => ({ name, type: arrowTypes[String(type)] ?? String(type) })),
    nullable: Object.fromEntries(fields.map(({ name, nullable }) => [name, nullable])),
    values: byName((name) => arrowValues(table.getChild(name))),
    rowGroups: metadata.rowGroups().map((group) => group.numRows()),
  };
}

/** 64-bit values as they are stored: of timestamps the vector itself would give milliseconds. */
function arrowValues(vector: Vector | null): PlainValue[] {
  return (vector?.data ?? []).flatMap((data) => {
    const stored: unknown = data.values;
    if (!(stored instanceof BigInt64Array)) return Array.from(new Vector([data]), plain);
    return Array.from({ length: data.length }, (_, row) => (data.getValid(row) ? plain(stored[row]) : null));
  });
}

const hyparquetOptions = {
  compressors: { ZSTD: (page: Uint8Array): Uint8Array => zstdDecompressSync(page) },
  parsers: { timestampFromMicroseconds: (micros: bigint): bigint => micros },
};

async function readWithHyparquet(path: string): Promise<Reading> {
  const file = new Uint8Array(await readFile(path)).buffer;
  const metadata = parquetMetadata(file, hyparquetOptions);
  const rows = await parquetReadObjects({ file, metadata, ...hyparquetOptions });
  const elements = metadata.schema.slice(1);
  return {
    columns: elements.map((element) => ({ name: element.name, type: hyparquetType(element) })),
    nullable: Object.fromEntries(elements.map(({ name, repetition_type: said }) => [name, said === "OPTIONAL"])),
    values: columnsOf(rows),
    rowGroups: metadata.row_groups.map((group) => Number(group.num_rows)),
    statistics: metadata.row_groups.map(({ columns }) =>
      byName((_, index) => hyparquetStatistics(columns[index]?.meta_data?.statistics)),
    ),
  };
}

function hyparquetType({ type, logical_type: logical }: SchemaElement): string {
  const isTime = logical?.type === "TIMESTAMP" && logical.isAdjustedToUTC && logical.unit === "MICROS";
  if (type === "INT64" && isTime) return "timestamp";
  if (type === "BYTE_ARRAY" && logical?.type === "STRING") return "string";
  return logical ? JSON.stringify(logical) : String(type).toLowerCase();
}

function hyparquetStatistics(stated: ColumnMetaData["statistics"]): Statistics {
  const { min_value: min, max_value: max, null_count: nulls } = stated ?? {};
  return { min: plain(min), max: plain(max), nullCount: Number(nulls) };
}
