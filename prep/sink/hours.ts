import { appendRow, createBatch, type BatchBuilder } from "../columns/batch.ts";
import type { FlowRow } from "../columns/schema.ts";
import type { Appendable, HourFiles } from "./hourFiles.ts";
import type { Spool } from "./spool.ts";
import type { Chunk, ChunkFormat } from "./tableFormat.ts";

/** Rows of a run by the UTC hour of their Time; a bounded number of them in memory, the others encoded in the spool. */
export interface HourlyRows {
  readonly spool: Spool;
  /** For formats whose chunks can lie one behind the other; without them all goes into the spool. */
  readonly hourFiles: HourFiles | undefined;
  readonly formats: readonly ChunkFormat[];
  readonly hours: Map<number, Hour>;
  /** Hours of which something is buffered. */
  openHours: number;
  bufferedRows: number;
  bufferedChars: number;
  /** Rows that were written so far. */
  written: number;
  last: Hour | undefined;
}

/** One hour of the table. */
export interface Hour {
  /** Milliseconds since 1970 UTC. */
  readonly hourMs: number;
  /** Undefined while nothing is buffered. */
  batch: BatchBuilder | undefined;
  /** The last row that came into it: how many were written then. */
  touched: number;
  /** Encoded rows, in the order of `formats`. */
  readonly chunks: readonly Chunk[][];
}

const hourLengthMs = 3_600_000;
const rowGroupRows = 1 << 17;
const mostBufferedRows = 1 << 18;
const mostBufferedChars = 32 << 20;
/** An open hour takes about 20 kB, however few its rows. */
const mostOpenHours = 1 << 11;

export function createHourlyRows(spool: Spool, formats: readonly ChunkFormat[], hourFiles?: HourFiles): HourlyRows {
  return {
    spool,
    hourFiles,
    formats,
    hours: new Map(),
    openHours: 0,
    bufferedRows: 0,
    bufferedChars: 0,
    written: 0,
    last: undefined,
  };
}

/** Adds one row to the hour of its own time. */
export function writeRow(table: HourlyRows, row: FlowRow, lineage: number): void {
  const hour = hourOf(table, Math.floor(row.Time / hourLengthMs) * hourLengthMs);
  const batch = hour.batch ?? openHour(table, hour);
  const charsBefore = batch.stringChars;
  appendRow(batch, row, lineage);
  hour.touched = ++table.written;
  table.bufferedRows++;
  table.bufferedChars += batch.stringChars - charsBefore;
  if (batch.rows >= rowGroupRows) flush(table, hour);
  else if (table.openHours > mostOpenHours) flushOld(table);
  else if (table.bufferedRows >= mostBufferedRows) flushLarge(table, "rows");
  else if (table.bufferedChars >= mostBufferedChars) flushLarge(table, "stringChars");
}

/** Takes rows of an hour that are encoded already, a chunk for each format. */
export function addChunks(table: HourlyRows, hourMs: number, chunks: readonly Chunk[]): void {
  const hour = hourOf(table, hourMs);
  chunks.forEach((chunk, index) => hour.chunks[index]?.push(chunk));
}

/** Where the chunks of an hour go. */
export function placeOf({ spool, hourFiles }: HourlyRows, { isAppended }: ChunkFormat, hourMs: number): Appendable {
  return (isAppended ? hourFiles?.open(hourMs) : undefined) ?? spool;
}

/** Encodes what is buffered. */
export function flushHours(table: HourlyRows): void {
  for (const hour of table.hours.values()) flush(table, hour);
}

function hourOf(table: HourlyRows, hourMs: number): Hour {
  if (table.last?.hourMs === hourMs) return table.last;
  const hour = table.hours.get(hourMs) ?? { hourMs, batch: undefined, touched: 0, chunks: table.formats.map(() => []) };
  table.hours.set(hourMs, hour);
  table.last = hour;
  return hour;
}

function openHour(table: HourlyRows, hour: Hour): BatchBuilder {
  table.openHours++;
  return (hour.batch = createBatch());
}

/** Makes room by half of the open hours: those that no row has come into for the longest. */
function flushOld(table: HourlyRows): void {
  const open = [...table.hours.values()].filter(({ batch }) => batch !== undefined);
  open.sort((a, b) => a.touched - b.touched);
  for (const hour of open.slice(0, Math.ceil(open.length / 2))) flush(table, hour);
}

/** Makes room by the largest hours, and by all of them where all are small. */
function flushLarge(table: HourlyRows, size: "rows" | "stringChars"): void {
  let most = 0;
  for (const { batch } of table.hours.values()) most = Math.max(most, batch?.[size] ?? 0);
  for (const hour of table.hours.values()) if ((hour.batch?.[size] ?? 0) * 2 >= most) flush(table, hour);
}

function flush(table: HourlyRows, hour: Hour): void {
  const { batch } = hour;
  if (batch === undefined) return;
  table.formats.forEach((format, index) => {
    hour.chunks[index]?.push(format.encode(batch, placeOf(table, format, hour.hourMs)));
  });
  table.openHours--;
  table.bufferedRows -= batch.rows;
  table.bufferedChars -= batch.stringChars;
  hour.batch = undefined;
}

/** Folder of an hour of the table, `date=YYYY-MM-DD/hour=HH`, in UTC. */
export function hourFolder(hourMs: number): string {
  const [date = "", time = ""] = new Date(hourMs).toISOString().split("T");
  return `date=${date}/hour=${time.slice(0, 2)}`;
}
