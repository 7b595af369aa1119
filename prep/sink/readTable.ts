import type { Column } from "../columns/schema.ts";
import type { RandomAccess } from "../destination/destination.ts";
import { readCsvRows } from "./csvRows.ts";
import { readColumns, readMetadata } from "./readRowGroup.ts";

/** Values of a row by column: text, number, 64-bit integer, null; a timestamp is milliseconds. */
export type TableRow = Readonly<Record<string, string | number | bigint | null>>;

/** Reads a table that flow-chord has written, the columns that are asked for. Throws where it cannot be read. */
export function readTable(
  access: RandomAccess,
  format: "parquet" | "csv",
  columns: readonly Column[],
): AsyncGenerator<TableRow> {
  return format === "csv" ? readCsv(access, columns) : readParquet(access, columns);
}

async function* readParquet(access: RandomAccess, columns: readonly Column[]): AsyncGenerator<TableRow> {
  const metadata = await readMetadata(access);
  const names = columns.map(({ name }) => name);
  for (const rowGroup of metadata.row_groups) {
    const values = await readColumns({ access, metadata, rowGroup }, names);
    for (let row = 0; row < Number(rowGroup.num_rows); row++) {
      yield rowOf(columns, (column, index) => {
        const value = (values[index]?.[row] ?? null) as string | number | bigint | null;
        return column.type === "timestamp" ? Number((value as bigint) / 1000n) : value;
      });
    }
  }
}

async function* readCsv(access: RandomAccess, columns: readonly Column[]): AsyncGenerator<TableRow> {
  const rows = readCsvRows(access);
  const header = await rows.next();
  const names = header.done === true ? [] : header.value.fields;
  const places = columns.map(({ name }) => names.indexOf(name));
  if (places.includes(-1)) throw new TypeError("its first line is not that of the table");
  for await (const { fields } of rows) {
    yield rowOf(columns, ({ type }, index) => {
      const field = fields[places[index] ?? -1];
      if (field === undefined) return null;
      if (type === "string") return field;
      if (type === "timestamp") return Date.parse(field);
      return type === "int64" ? BigInt(field) : Number(field);
    });
  }
}

function rowOf(columns: readonly Column[], valueOf: (column: Column, index: number) => TableRow[string]): TableRow {
  return Object.fromEntries(columns.map((column, index) => [column.name, valueOf(column, index)]));
}
