import type { Kernel } from "./kernel.ts";
import { selectRanges } from "./selectRanges.ts";
import type { KernelHour } from "./takeRecords.ts";

/** The rows of an hour as lines of CSV, in pieces of about a million bytes, each good until the next one is asked for. */
export function* encodeCsv(kernel: Kernel, { ranges }: KernelHour): Generator<Uint8Array> {
  selectRanges(kernel, ranges);
  kernel.beginCsv();
  for (;;) {
    kernel.writeCsv();
    const [start, length] = [kernel.get("csv"), kernel.get("csvLength")];
    if (length === 0) return;
    yield kernel.bytes.subarray(start, start + length);
  }
}
