import { addToSegments, type Batch, type Segment } from "../columns/batch.ts";
import { flowColumns, type Column } from "../columns/schema.ts";
import { tallyBatch } from "../columns/tally.ts";
import { encodeCsv, type CsvPiece } from "../kernel/encodeCsv.ts";
import { takeSegments } from "../columns/takeSegments.ts";
import type { Appendable } from "./hourFiles.ts";
import { mergeCsv } from "./mergeCsv.ts";

import type { Chunk, TableFormat } from "./tableFormat.ts";

const pieceChars = 1 << 20;

/** The first line of a table's files. */
export function headerOf(columns: readonly Column[]): string {
  return `${columns.map(({ name }) => name).join(",")}\n`;
}

/** That of the flows table. */
export const csvHeader = headerOf(flowColumns);

/** CSV as in RFC 4180: UTF-8, a header row, LF. Null is an empty field, an empty string is `""`. */
export const csvFormat: TableFormat = {
  name: "csv",
  extension: ".csv",
  isAppended: true,
  encode: (batch, spool) => {
    return writeChunk(encodeRows(batch), { segments: batch.segments, tally: tallyBatch(batch) }, spool);
  },
  encodeKernel: (kernel, hour, spool) => writeChunk(encodeCsv(kernel, hour), hour, spool),
  merge: (input) => mergeCsv(Buffer.from(csvHeader), input),
};

function* encodeRows(batch: Batch): Generator<CsvPiece> {
  for (const { text, rows } of formatPieces(batch)) yield { bytes: Buffer.from(text), rows };
}

/** Pieces that have come behind each other are one. */
function writeChunk(
  encoded: Iterable<CsvPiece>,
  { segments, tally }: Pick<Chunk, "segments" | "tally">,
  { file, isHourFile = false, append }: Appendable,
): Chunk {
  const take = takeSegments(segments);
  const pieces: { start: number; end: number; segments: Segment[] }[] = [];
  for (const { bytes, rows } of encoded) {
    const { start, end } = append(bytes);
    const last = pieces.at(-1);
    const piece = last?.end === start ? last : { start, end, segments: [] };
    piece.end = end;
    for (const segment of take(rows)) addToSegments(piece.segments, segment);
    if (piece !== last) pieces.push(piece);
  }
  if (take(1, true).length > 0) throw new RangeError("fewer rows than there are");
  return { file, isHourFile, start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0, pieces, segments, tally };
}

/** The rows of a batch as CSV lines, each with its line feed. */
export function* formatRows(batch: Batch): Generator<string> {
  for (const { text } of formatPieces(batch)) yield text;
}

/** In pieces of about a million characters, with how many rows they are. */
function* formatPieces(batch: Batch): Generator<{ readonly text: string; readonly rows: number }> {
  const formatters = batch.columns.map(formatterOf);
  let text = "";
  let rows = 0;
  for (let row = 0; row < batch.rows; row++) {
    for (let column = 0; column < formatters.length; column++) {
      text += (column === 0 ? "" : ",") + (formatters[column]?.(row) ?? "");
    }
    text += "\n";
    rows++;
    if (text.length < pieceChars) continue;
    yield { text, rows };
    [text, rows] = ["", 0];
  }
  if (rows > 0) yield { text, rows };
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
