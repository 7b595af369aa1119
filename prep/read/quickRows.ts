import { createKernel, hasKernel } from "../kernel/kernel.ts";
import { createKernelRows, type KernelRows, type TakeHours } from "../kernel/takeRecords.ts";
import { addChunks, placeOf, type HourlyRows } from "../sink/hours.ts";
import type { Chunk, ChunkFormat } from "../sink/tableFormat.ts";
import type { TrafficChunks } from "../traffic/trafficChunks.ts";
import type { ReaderSettings } from "./reader.ts";

/**
 * Room of a kernel, of which only what is used takes memory: for as many rows as a row group of Parquet is to have, and
 * for records of 32 MB. Where a blob ends with half of the rows full, they are encoded.
 */
const kernelRows = 1 << 19;
const kernelInputBytes = (1 << 25) + (1 << 21);

/** Hours with fewer rows are no row group of their own as long as more of them may come: small ones are written twice. */
const smallRows = 1 << 16;

/** CSV is written as soon as there is so much of it. */
const csvRows = 1 << 14;

/** The quick way to rows, which go where all rows of a reader go; undefined where the kernel was not built. */
export function createQuickRows(
  rows: HourlyRows,
  format: ReaderSettings["format"],
  traffic: TrafficChunks | undefined,
): KernelRows | undefined {
  if (!hasKernel()) return undefined;
  const kernel = createKernel(kernelRows, kernelInputBytes);
  const takeHours: TakeHours = (_, hours) => {
    traffic?.begin(kernel);
    for (const hour of hours) {
      const encode = (table: ChunkFormat): Chunk => table.encodeKernel(kernel, hour, placeOf(rows, table, hour.hourMs));
      addChunks(rows, hour.hourMs, rows.formats.map(encode));
    }
  };
  return createKernelRows(kernel, takeHours, format === "csv" ? { mostRows: csvRows } : { smallRows });
}
