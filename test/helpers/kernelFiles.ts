import assert from "node:assert/strict";
import { appendRow, createBatch } from "../../prep/columns/batch.ts";
import type { FlowRow } from "../../prep/columns/schema.ts";
import { tallyBatch } from "../../prep/columns/tally.ts";
import { flattenBlob } from "../../prep/flatten/flattenBlob.ts";
import type { QuickTarget } from "../../prep/flatten/reading.ts";
import { createKernel, type Kernel } from "../../prep/kernel/kernel.ts";
import { beginRecords, createKernelRows, endRecords, flushRows, takeRecords } from "../../prep/kernel/takeRecords.ts";
import { csvFormat, csvHeader, formatRows } from "../../prep/sink/csv.ts";
import { parquetFormat } from "../../prep/sink/parquet.ts";
import type { Spool } from "../../prep/sink/spool.ts";
import type { Chunk } from "../../prep/sink/tableFormat.ts";
import { kernelRoom, type KernelTable } from "./kernelTables.ts";
import { fileOf, withSpool, type SpooledFile } from "./spooledFile.ts";
import type { LineageRows } from "./tables.ts";

/** The files of an hour that come out of the kernel, and the rows that the careful path makes of each document. */
export interface KernelFile {
  readonly parquet: SpooledFile;
  readonly csv: SpooledFile;
  readonly readings: readonly LineageRows[];
  /** The same rows as the kernel has given them away. */
  readonly rowGroups: readonly (readonly FlowRow[])[];
  /** Rows of the table that did not go the quick way. */
  readonly leftRows: number;
}

const range = { sinceMs: undefined, untilMs: undefined };
const inputBytes = 1 << 20;
const hourLengthMs = 3_600_000;

/** Kernels by their room: a table begins where the one before has left off. */
const kernels = new Map<number, Kernel>();

/** The files of a table, one for each hour. */
export async function readWithKernel(table: KernelTable): Promise<KernelFile[]> {
  const fills = table.fills();
  const expected = await readCarefully(fills.flat());
  return withSpool(async (spool) => {
    const { hours, leftRows } = await readQuickly(table, fills, spool);
    const files: KernelFile[] = [];
    for (const [hourMs, chunks] of hours) {
      const parquet = await fileOf(parquetFormat(table.compression), chunks.parquet, spool);
      const csv = await fileOf(csvFormat, chunks.csv, spool);
      const readings = expected.get(hourMs) ?? [];
      files.push({ parquet, csv, readings, rowGroups: cut(readings, chunks.parquet), leftRows });
    }
    return files;
  });
}

/** The rows one behind the other, cut where chunks end; what is behind them all is one more. */
function cut(readings: readonly LineageRows[], chunks: readonly Chunk[]): FlowRow[][] {
  const rows = readings.flatMap(([, list]) => list);
  const groups = chunks.map(({ tally }) => rows.splice(0, tally.rows));
  return rows.length > 0 ? [...groups, rows] : groups;
}

type Fills = ReturnType<KernelTable["fills"]>;

interface HourChunks {
  readonly parquet: Chunk[];
  readonly csv: Chunk[];
}

async function readQuickly(
  { room = kernelRoom, compression }: KernelTable,
  fills: Fills,
  spool: Spool,
): Promise<{ hours: Map<number, HourChunks>; leftRows: number }> {
  const kernel = kernels.get(room) ?? createKernel(room, inputBytes);
  kernels.set(room, kernel);
  const hours = new Map<number, HourChunks>();
  const rows = createKernelRows(kernel, (_, flushed) => {
    for (const hour of flushed) {
      const chunks = hours.get(hour.hourMs) ?? { parquet: [], csv: [] };
      hours.set(hour.hourMs, chunks);
      chunks.parquet.push(parquetFormat(compression).encodeKernel(kernel, hour, spool));
      chunks.csv.push(csvFormat.encodeKernel(kernel, hour, spool));
    }
  });
  const quick = {
    take: (bytes: Uint8Array, offset: number) => takeRecords(rows, bytes, offset),
    end: () => endRecords(rows),
  };
  let [lineage, leftRows] = [0, 0];
  for (const documents of fills) {
    for (const document of documents) {
      beginRecords(rows, { lineage: lineage++, mac: pathMac, range });
      leftRows += (await flatten(document, quick)).length;
    }
    flushRows(rows);
  }
  return { hours, leftRows };
}

/** By hour, the rows of each document. */
async function readCarefully(documents: readonly string[]): Promise<Map<number, LineageRows[]>> {
  const hours = new Map<number, LineageRows[]>();
  for (const [lineage, document] of documents.entries()) {
    const rows = Map.groupBy(await flatten(document), ({ Time }) => Math.floor(Time / hourLengthMs) * hourLengthMs);
    for (const [hourMs, list] of rows) hours.set(hourMs, [...(hours.get(hourMs) ?? []), [lineage, list]]);
  }
  return hours;
}

const pathMac = "00155D000001";

/** The rows of a document that went the careful way. */
async function flatten(document: string, quick?: QuickTarget): Promise<FlowRow[]> {
  const rows: FlowRow[] = [];
  const input = { origin: "logs", name: "PT1H.json", mac: pathMac, range, resume: undefined, isFlowLog: false };
  await flattenBlob(input, chunksOf(Buffer.from(document)), {
    onBytes: () => undefined,
    quick,
    writeRow: (row) => rows.push(row),
    writeReject: ({ reason }) => assert.fail(reason),
  });
  return rows;
}

// eslint-disable-next-line @typescript-eslint/require-await -- an async iterable, as sources give it
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += inputBytes) yield bytes.subarray(at, at + inputBytes);
}

/** Throws where the CSV, the sums or the lineages are not those of the rows, or a row did not go the quick way. */
export function checkKernelFile({ parquet, csv, readings, leftRows }: KernelFile): void {
  assert.equal(leftRows, 0, "rows that went the careful way");
  const batch = createBatch();
  for (const [lineage, rows] of readings) for (const row of rows) appendRow(batch, row, lineage);
  const lines = [csvHeader, ...formatRows(batch)].join("").split("\n");
  const read = Buffer.from(csv.bytes).toString().split("\n");
  const at = lines.findIndex((line, index) => line !== read[index]);
  assert.equal(read[at], lines[at], `line ${at} of the CSV`);
  assert.equal(read.length, lines.length, "lines of the CSV");
  const said = { segments: batch.segments, tally: tallyBatch(batch) };
  for (const { segments, tally } of [parquet, csv]) assert.deepEqual({ segments, tally }, said);
}
