import { mkdirSync } from "node:fs";
import path from "node:path";
import { appendRow, createBatch, type BatchBuilder } from "../columns/batch.ts";
import type { FlowRow } from "../columns/schema.ts";
import type { TableFile, TableFormat } from "./tableFile.ts";

/** Writes rows into `date=YYYY-MM-DD/hour=HH/` folders by their Time, with a bounded number of rows in memory. */
export interface PartitionedTable {
  readonly folder: string;
  readonly formats: readonly TableFormat[];
  readonly partitions: Map<number, Partition>;
  /** Files of each hour that were opened so far; the next one takes this number. */
  readonly opened: Map<number, number>;
  /** Paths below `folder`, with `/`. */
  readonly files: string[];
  rows: number;
  bufferedRows: number;
  bufferedChars: number;
  openFiles: number;
  last: Partition | undefined;
}

interface Partition {
  readonly hourMs: number;
  batch: BatchBuilder;
  open: readonly TableFile[];
}

const hourLengthMs = 3_600_000;
const rowGroupRows = 1 << 17;
const mostBufferedRows = 1 << 18;
const mostBufferedChars = 32 << 20;
const mostPartitions = 2048;
const mostOpenFiles = 400;

/** A table that writes below a folder, in every given format. */
export function createPartitionedTable(folder: string, formats: readonly TableFormat[]): PartitionedTable {
  return {
    folder,
    formats,
    partitions: new Map(),
    opened: new Map(),
    files: [],
    rows: 0,
    bufferedRows: 0,
    bufferedChars: 0,
    openFiles: 0,
    last: undefined,
  };
}

/** Adds one row to the partition of its own time. */
export function writeRow(table: PartitionedTable, row: FlowRow): void {
  const partition = usePartition(table, Math.floor(row.Time / hourLengthMs) * hourLengthMs);
  const { batch } = partition;
  const charsBefore = batch.stringChars;
  appendRow(batch, row);
  table.rows++;
  table.bufferedRows++;
  table.bufferedChars += batch.stringChars - charsBefore;
  if (batch.rows >= rowGroupRows) flush(table, partition);
  else if (table.bufferedRows >= mostBufferedRows)
    flush(
      table,
      largest(table, ({ rows }) => rows),
    );
  else if (table.bufferedChars >= mostBufferedChars)
    flush(
      table,
      largest(table, ({ stringChars }) => stringChars),
    );
}

/** Writes what is buffered and makes all files durable. */
export function finishTable(table: PartitionedTable): void {
  for (const partition of table.partitions.values()) close(table, partition);
}

/** Lets go of every file; they are not complete. */
export function abandonTable(table: PartitionedTable): void {
  for (const { open } of table.partitions.values()) for (const file of open) file.abandon();
  table.partitions.clear();
}

/** The map keeps its order of insertion: the partition that was used last stands last. */
function usePartition(table: PartitionedTable, hourMs: number): Partition {
  if (table.last?.hourMs === hourMs) return table.last;
  let partition = table.partitions.get(hourMs);
  if (partition) table.partitions.delete(hourMs);
  else {
    const [oldest] = table.partitions.values();
    if (oldest && table.partitions.size >= mostPartitions) close(table, oldest);
    partition = { hourMs, batch: createBatch(), open: [] };
  }
  table.partitions.set(hourMs, partition);
  table.last = partition;
  return partition;
}

function largest(table: PartitionedTable, sizeOf: (batch: BatchBuilder) => number): Partition {
  return [...table.partitions.values()].reduce((a, b) => (sizeOf(b.batch) > sizeOf(a.batch) ? b : a));
}

function flush(table: PartitionedTable, partition: Partition): void {
  if (partition.batch.rows === 0) return;
  if (partition.open.length === 0) {
    makeRoomForFiles(table);
    partition.open = openFiles(table, partition.hourMs);
    table.openFiles += partition.open.length;
  }
  for (const file of partition.open) file.append(partition.batch);
  table.bufferedRows -= partition.batch.rows;
  table.bufferedChars -= partition.batch.stringChars;
  partition.batch = createBatch();
}

function close(table: PartitionedTable, partition: Partition): void {
  flush(table, partition);
  for (const file of partition.open) file.finish();
  table.openFiles -= partition.open.length;
  table.partitions.delete(partition.hourMs);
  if (table.last === partition) table.last = undefined;
}

/** A process may have only so many files open: those not used for the longest time are finished first. */
function makeRoomForFiles(table: PartitionedTable): void {
  for (const partition of table.partitions.values()) {
    if (table.openFiles + table.formats.length <= mostOpenFiles) return;
    if (partition.open.length > 0) close(table, partition);
  }
}

function openFiles(table: PartitionedTable, hourMs: number): TableFile[] {
  const number = table.opened.get(hourMs) ?? 0;
  table.opened.set(hourMs, number + 1);
  const partition = partitionPath(hourMs);
  mkdirSync(path.join(table.folder, ...partition.split("/")), { recursive: true });
  return table.formats.map((format) => {
    const file = `${partition}/flows-${String(number).padStart(4, "0")}${format.extension}`;
    table.files.push(file);
    return format.open(path.join(table.folder, ...file.split("/")));
  });
}

/** `date=YYYY-MM-DD/hour=HH`, in UTC. */
export function partitionPath(hourMs: number): string {
  const [date = "", time = ""] = new Date(hourMs).toISOString().split("T");
  return `date=${date}/hour=${time.slice(0, 2)}`;
}
