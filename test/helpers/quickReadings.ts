import assert from "node:assert/strict";
import { appendRow, createBatch } from "../../prep/columns/batch.ts";
import { createKernel, type Kernel } from "../../prep/kernel/kernel.ts";
import { beginRecords, createKernelRows, endRecords, flushRows, takeRecords } from "../../prep/kernel/takeRecords.ts";
import type { FlattenInput } from "../../prep/flatten/reading.ts";
import { csvFormat, formatRows } from "../../prep/sink/csv.ts";
import { parquetFormat } from "../../prep/sink/parquet.ts";
import { columnNames, readColumns, readMetadata, rowAt } from "../../prep/sink/readRowGroup.ts";
import type { Spool, SpoolRange } from "../../prep/sink/spool.ts";
import type { Chunk } from "../../prep/sink/tableFormat.ts";
import { readBytes, type Reading } from "./readings.ts";

/** Room of a kernel. */
export interface KernelRoom {
  readonly rows: number;
  readonly inputBytes: number;
  /** Hours with fewer rows stay in it when it is emptied for more. */
  readonly smallRows?: number;
}

type Changes = Partial<FlattenInput> & { readonly chunkBytes?: number; readonly isInMemory?: boolean };

/** Reads blobs with one kernel; its rows are those of the Parquet that it writes, `quickRows` of them; CSV must be the same. */
export function quickReader({ rows, inputBytes, smallRows = 0 }: KernelRoom) {
  const kernel = createKernel(rows, inputBytes);
  return async (bytes: Uint8Array, changes: Changes = {}) => {
    const chunks: Chunks[] = [];
    const spool = memorySpool();
    const reading = await readQuickly(kernel, { bytes, changes, chunks, spool, smallRows });
    const quick: string[] = [];
    for (const { parquet, csv } of chunks) {
      const lines = await readChunk(parquet, spool);
      assert.deepEqual(await readLines(csv, spool), lines);
      quick.push(...lines);
    }
    return { ...reading, rows: [...reading.rows, ...quick], quickRows: quick.length };
  };
}

/** A spool without a file. Nothing starts at offset 0, as in the real one. */
function memorySpool(): Spool {
  let bytes = Buffer.from("spool");
  const access = {
    get byteLength() {
      return bytes.length;
    },
    slice: (start: number, end = bytes.length) => Promise.resolve(new Uint8Array(bytes.subarray(start, end)).buffer),
  };
  const append = (content: Uint8Array): SpoolRange => {
    const start = bytes.length;
    bytes = Buffer.concat([bytes, content]);
    return { start, end: bytes.length };
  };
  return { file: "", append, sizeBytes: () => bytes.length, access, close: () => undefined };
}

/** The rows of an hour in both formats. */
interface Chunks {
  readonly parquet: Chunk;
  readonly csv: Chunk;
}

interface Work {
  readonly bytes: Uint8Array;
  readonly changes: Changes;
  readonly chunks: Chunks[];
  readonly spool: Spool;
  readonly smallRows: number;
}

async function readQuickly(kernel: Kernel, { bytes, changes, chunks, spool, smallRows }: Work): Promise<Reading> {
  kernel.clear();
  const rows = createKernelRows(
    kernel,
    (_, hours) => {
      for (const hour of hours) {
        chunks.push({
          parquet: parquetFormat("none").encodeKernel(kernel, hour, spool),
          csv: csvFormat.encodeKernel(kernel, hour, spool),
        });
      }
    },
    { smallRows },
  );
  const range = changes.range ?? { sinceMs: undefined, untilMs: undefined };
  beginRecords(rows, { lineage: 2 ** 31, mac: changes.mac, range });
  const quick = {
    take: (part: Uint8Array, offset: number) => takeRecords(rows, part, offset),
    end: () => endRecords(rows),
  };
  const reading = await readBytes(bytes, { ...changes, quick });
  flushRows(rows);
  return reading;
}

async function readLines({ start, end }: Chunk, spool: Spool): Promise<string[]> {
  return Buffer.from(await spool.access.slice(start, end))
    .toString()
    .split("\n")
    .slice(0, -1);
}

/** The rows of a chunk, as hyparquet reads them, as lines of CSV. */
async function readChunk({ footer, start, end, tally, segments }: Chunk, spool: Spool): Promise<string[]> {
  if (!footer) throw new TypeError("no chunk of Parquet");
  const bytes = await spool.access.slice(footer.start, footer.end);
  const metadata = await readMetadata({
    byteLength: bytes.byteLength,
    slice: (from, to) => Promise.resolve(bytes.slice(from, to)),
  });
  const [rowGroup] = metadata.row_groups;
  if (!rowGroup || Number(rowGroup.num_rows) !== tally.rows || end <= start) throw new TypeError("not as it says");
  const columns = await readColumns({ access: spool.access, metadata, rowGroup }, columnNames);
  const batch = createBatch();
  for (let row = 0; row < tally.rows; row++) appendRow(batch, rowAt(columns, row), segments[0]?.lineage ?? 0);
  return [...formatRows(batch)].join("").split("\n").slice(0, -1);
}
