import type { Column, ColumnType } from "../columns/schema.ts";
import type { RandomAccess } from "../destination/destination.ts";
import { readCsvPieces, type CsvRow } from "./csvRows.ts";
import { readColumns, readMetadata } from "./readRowGroup.ts";

/** Values of a row by column: text, number, 64-bit integer, null; a timestamp is milliseconds. */
export type TableRow = Readonly<Record<string, string | number | bigint | null>>;

/**
 * Reads a table that flow-chord has written, the columns that are asked for, many rows at a time: to wait for each one takes
 * longer than to read it. Throws where it cannot be read.
 */
export function readTable(
  access: RandomAccess,
  format: "parquet" | "csv",
  columns: readonly Column[],
): AsyncGenerator<Iterable<TableRow>> {
  return format === "csv" ? readCsv(access, columns) : readParquet(access, columns);
}

async function* readParquet(access: RandomAccess, columns: readonly Column[]): AsyncGenerator<Iterable<TableRow>> {
  const metadata = await readMetadata(access);
  const names = columns.map(({ name }) => name);
  for (const rowGroup of metadata.row_groups) {
    yield rowsOf(columns, await readColumns({ access, metadata, rowGroup }, names), Number(rowGroup.num_rows));
  }
}

function* rowsOf(columns: readonly Column[], values: readonly ArrayLike<unknown>[], rows: number): Generator<TableRow> {
  for (let row = 0; row < rows; row++) {
    const found: Record<string, TableRow[string]> = {};
    for (const [index, { name, type }] of columns.entries()) {
      const value = (values[index]?.[row] ?? null) as TableRow[string];
      found[name] = type === "timestamp" ? Number((value as bigint) / 1000n) : value;
    }
    yield found;
  }
}

async function* readCsv(access: RandomAccess, columns: readonly Column[]): AsyncGenerator<Iterable<TableRow>> {
  let places: readonly number[] | undefined;
  for await (const rows of readCsvPieces(access)) {
    const isFirst = places === undefined;
    places ??= findColumns(columns, rows[0]);
    yield parseRows(columns, places, isFirst ? rows.slice(1) : rows);
  }
  if (places === undefined) findColumns(columns, undefined);
}

/** Where in a row the columns are. Throws where the header does not name them all. */
function findColumns(columns: readonly Column[], header: CsvRow | undefined): readonly number[] {
  const places = columns.map(({ name }) => header?.fields.indexOf(name) ?? -1);
  if (places.includes(-1)) throw new TypeError("its first line is not that of the table");
  return places;
}

function* parseRows(
  columns: readonly Column[],
  places: readonly number[],
  rows: readonly CsvRow[],
): Generator<TableRow> {
  for (const { fields } of rows) {
    const found: Record<string, TableRow[string]> = {};
    for (const [index, { name, type }] of columns.entries())
      found[name] = parseField(type, fields[places[index] ?? -1]);
    yield found;
  }
}

function parseField(type: ColumnType, field: string | undefined): TableRow[string] {
  if (field === undefined) return null;
  if (type === "string") return field;
  if (type === "timestamp") return Date.parse(field);
  return type === "int64" ? BigInt(field) : Number(field);
}
