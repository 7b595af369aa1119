// Loaded before a program that is measured: when it ends, its usage goes to file descriptor 3, as JSON (`ProcessUsage`).
// Plain JavaScript: TypeScript here would have every measured process load what strips its types, 0.1 s and 60 MB. Where
// Linux is not, `maxRSS` counts what the starting process had, too.
import { readFileSync, writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.once("exit", () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(3, JSON.stringify({ peakMb: readPeakMb(), cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
  });
}

function readPeakMb() {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1000;
  } catch {
    return process.resourceUsage().maxRSS / 1000;
  }
}
