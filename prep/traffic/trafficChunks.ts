import type { Kernel } from "../kernel/kernel.ts";
import type { ChunkFormat } from "../sink/tableFormat.ts";
import { encodeBatchTraffic } from "./batchTraffic.ts";
import { createKernelTraffic } from "./kernelTraffic.ts";

/** Rows of the flows table as groups of the traffic table: not yet a file, since other readers may have the same groups. */
export interface TrafficChunks extends ChunkFormat {
  /** To be called when the kernel holds other rows than before. */
  readonly begin: (kernel: Kernel) => void;
}

export function createTrafficChunks(): TrafficChunks {
  const { begin, encode } = createKernelTraffic();
  return {
    isAppended: false,
    encode: encodeBatchTraffic,
    encodeKernel: (_, hour, spool) => encode(hour, spool),
    begin,
  };
}
