import type { Kernel } from "./kernel.ts";
import type { KernelHour } from "./takeRecords.ts";

/** What is encoded next is of these rows. */
export function selectRanges(kernel: Kernel, ranges: KernelHour["ranges"]): void {
  const at = kernel.get("ranges") / 4;
  ranges.forEach((range, index) => {
    kernel.words.set(range, at + index * 2);
  });
  kernel.select(ranges.length);
}
