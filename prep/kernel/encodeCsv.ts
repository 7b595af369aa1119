import type { Kernel } from "./kernel.ts";
import { selectRanges } from "./selectRanges.ts";
import type { KernelHour } from "./takeRecords.ts";

/** Lines of CSV, and how many rows they are. */
export interface CsvPiece {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** The rows of an hour as lines of CSV, in pieces of about a million bytes, each good until the next one is asked for. */
export function* encodeCsv(kernel: Kernel, { ranges }: KernelHour): Generator<CsvPiece> {
  selectRanges(kernel, ranges);
  kernel.beginCsv();
  for (;;) {
    kernel.writeCsv();
    const [start, length] = [kernel.get("csv"), kernel.get("csvLength")];
    if (length === 0) return;
    yield { bytes: kernel.bytes.subarray(start, start + length), rows: kernel.get("csvRows") };
  }
}
