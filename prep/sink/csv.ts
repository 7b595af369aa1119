import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { Batch } from "../columns/batch.ts";
import { flowColumns } from "../columns/schema.ts";
import type { TableFile, TableFormat } from "./tableFile.ts";

const chunkRows = 4096;

/** CSV as in RFC 4180: UTF-8, a header row, LF. Null is an empty field, an empty string is `""`. */
export const csvFormat: TableFormat = { extension: ".csv", open: openCsvFile };

function openCsvFile(path: string): TableFile {
  const descriptor = openSync(path, "wx");
  writeSync(descriptor, `${flowColumns.map(({ name }) => name).join(",")}\n`);
  return {
    append: (batch) => {
      for (let start = 0; start < batch.rows; start += chunkRows) {
        writeSync(descriptor, formatRows(batch, start, Math.min(start + chunkRows, batch.rows)));
      }
    },
    finish: () => {
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
    abandon: () => {
      closeSync(descriptor);
    },
  };
}

/** Rows `[start, end)` of a batch as CSV lines, each with its line feed. */
export function formatRows(batch: Batch, start: number, end: number): string {
  const formatters = batch.columns.map(formatterOf);
  let text = "";
  for (let row = start; row < end; row++) {
    for (let column = 0; column < formatters.length; column++) {
      text += (column === 0 ? "" : ",") + (formatters[column]?.(row) ?? "");
    }
    text += "\n";
  }
  return text;
}

function formatterOf(column: Batch["columns"][number]): (row: number) => string {
  switch (column.kind) {
    case "string": {
      const fields = column.values.map(quoteField);
      return (row) => fields[column.codes[row] ?? -1] ?? "";
    }
    case "bigint":
      return (row) => (column.nulls[row] === 1 ? "" : String(column.values[row]));
    case "number":
      return column.column.type === "timestamp"
        ? (row) => formatTime(column.values[row] ?? NaN)
        : (row) => String(column.values[row]);
  }
}

function quoteField(value: string): string {
  return value === "" || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** `2018-11-13T12:00:02Z`, with `.123` only where there are milliseconds. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(".000Z", "Z");
}
