import { readFileSync, writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/** What a process took, all of its threads together. */
export interface ProcessUsage {
  /** The most memory that it had at a time. */
  readonly peakMb: number;
  readonly cpuSeconds: number;
}

/*
 * Loaded before a program that is measured: when it ends, its usage goes to file descriptor 3, as JSON. Where Linux is
 * not, `maxRSS` counts what the starting process had, too.
 */

if (isMainThread) {
  process.once("exit", () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage: ProcessUsage = { peakMb: readPeakMb(), cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
    writeSync(3, JSON.stringify(usage));
  });
}

function readPeakMb(): number {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1000;
  } catch {
    return process.resourceUsage().maxRSS / 1000;
  }
}
