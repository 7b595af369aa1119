import type { Batch } from "../columns/batch.ts";
import { flowColumns } from "../columns/schema.ts";
import { tallyBatch } from "../columns/tally.ts";
import { encodeCsv } from "../kernel/encodeCsv.ts";
import { mergeCsv } from "./mergeCsv.ts";
import type { Spool } from "./spool.ts";
import type { Chunk, TableFormat } from "./tableFormat.ts";

const pieceChars = 1 << 20;

/** The first line of every file. */
export const csvHeader = `${flowColumns.map(({ name }) => name).join(",")}\n`;

/** CSV as in RFC 4180: UTF-8, a header row, LF. Null is an empty field, an empty string is `""`. */
export const csvFormat: TableFormat = {
  name: "csv",
  extension: ".csv",
  encode: (batch, spool) => {
    return writeChunk(encodeRows(batch), { segments: batch.segments, tally: tallyBatch(batch) }, spool);
  },
  encodeKernel: (kernel, hour, spool) => writeChunk(encodeCsv(kernel, hour), hour, spool),
  merge: (input) => mergeCsv(Buffer.from(csvHeader), input),
};

function* encodeRows(batch: Batch): Generator<Uint8Array> {
  for (const text of formatRows(batch)) yield Buffer.from(text);
}

function writeChunk(
  pieces: Iterable<Uint8Array>,
  { segments, tally }: Pick<Chunk, "segments" | "tally">,
  spool: Spool,
): Chunk {
  const start = spool.sizeBytes();
  for (const piece of pieces) spool.append(piece);
  return { file: spool.file, start, end: spool.sizeBytes(), segments, tally };
}

/** The rows of a batch as CSV lines, each with its line feed, in pieces of about a million characters. */
export function* formatRows(batch: Batch): Generator<string> {
  const formatters = batch.columns.map(formatterOf);
  let text = "";
  for (let row = 0; row < batch.rows; row++) {
    for (let column = 0; column < formatters.length; column++) {
      text += (column === 0 ? "" : ",") + (formatters[column]?.(row) ?? "");
    }
    text += "\n";
    if (text.length < pieceChars) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
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
