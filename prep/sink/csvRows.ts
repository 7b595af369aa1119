import type { RandomAccess } from "../destination/destination.ts";

/** One row of a CSV file that flow-chord has written. */
export interface CsvRow {
  /** First byte of the row, and the first one behind its line feed. */
  readonly start: number;
  readonly end: number;
  /** Undefined is null; quotes are taken off. */
  readonly fields: readonly (string | undefined)[];
}

const pieceBytes = 1 << 20;
const lineFeed = 0x0a;
const quote = 0x22;

/** Reads rows of `[start, end)` of a file, in order. A last row without its line feed is an error: the file is cut. */
export async function* readCsvRows(access: RandomAccess, start = 0, end = access.byteLength): AsyncGenerator<CsvRow> {
  for await (const rows of readCsvPieces(access, start, end)) yield* rows;
}

/** The same, many at a time: to wait for each row takes longer than to read it. */
export async function* readCsvPieces(
  access: RandomAccess,
  start = 0,
  end = access.byteLength,
): AsyncGenerator<readonly CsvRow[]> {
  let rest = Buffer.alloc(0);
  let restStart = start;
  const scan: RowScan = { at: 0, isQuoted: false };
  for (let at = start; at < end; at += pieceBytes) {
    const piece = Buffer.from(await access.slice(at, Math.min(end, at + pieceBytes)));
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let rowStart = 0;
    const rows: CsvRow[] = [];
    while (scanToRowEnd(scan, bytes)) {
      const fields = readFields(bytes.toString("utf8", rowStart, scan.at - 1));
      rows.push({ start: restStart + rowStart, end: restStart + scan.at, fields });
      rowStart = scan.at;
    }
    yield rows;
    rest = bytes.subarray(rowStart);
    restStart += rowStart;
    scan.at -= rowStart;
  }
  if (rest.length > 0) throw new RangeError(`the row at byte ${restStart} is cut`);
}

/** How far the search for the end of a row has come; each byte is looked at once. */
interface RowScan {
  at: number;
  isQuoted: boolean;
}

/** Goes on behind the line feed that ends the row, or to the end. A quote inside quotes is doubled: pairs cancel out. */
function scanToRowEnd(scan: RowScan, bytes: Uint8Array): boolean {
  while (scan.at < bytes.length) {
    const byte = bytes[scan.at++];
    if (byte === quote) scan.isQuoted = !scan.isQuoted;
    else if (byte === lineFeed && !scan.isQuoted) return true;
  }
  return false;
}

function readFields(text: string): (string | undefined)[] {
  if (!text.includes('"')) return text.split(",").map((field) => (field === "" ? undefined : field));
  const fields: (string | undefined)[] = [];
  for (let at = 0; at <= text.length;) {
    const isQuoted = text[at] === '"';
    const end = isQuoted ? findQuoteEnd(text, at + 1) : findComma(text, at);
    const field = isQuoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, end) || undefined;
    fields.push(field);
    at = isQuoted ? end + 2 : end + 1;
  }
  return fields;
}

/** Not a regular expression: those overflow the stack on fields of many megabytes. */
function findQuoteEnd(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

function findComma(text: string, from: number): number {
  const at = text.indexOf(",", from);
  return at < 0 ? text.length : at;
}
