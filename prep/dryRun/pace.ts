import { isUrl } from "../azure/containerUrl.ts";
import type { LedgerLine } from "../run/ledger.ts";

/** How fast a run is expected to be, and why. */
export interface Pace {
  readonly bytesPerSecond: number;
  /** `runs`: as the largest of the last runs at this destination; `guess`: there is none to go by. */
  readonly basis: "runs" | "guess";
}

/** Runs that have read less tell how long it takes to begin, not how fast it goes. */
const leastBytes = 1_000_000;
const largestRuns = 3;

/** Of logs with both tables on two cores: from a folder, and from Azurite on the same machine (`npm run bench -- prep`). */
const guesses = { folder: 75_000_000, container: 40_000_000 } as const;

/** The pace of the largest of the runs that lines of the ledger tell of. */
export function paceOf(lines: readonly string[], sources: readonly string[]): Pace {
  const runs = new Map<string, { bytes: number; ms: number }>();
  for (const line of lines) {
    const { run, elapsedMs, totals } = JSON.parse(line) as LedgerLine;
    const before = runs.get(run) ?? { bytes: 0, ms: 0 };
    // Parts of a run count on: the time of the last one is that of all.
    runs.set(run, { bytes: before.bytes + totals.bytesRead, ms: Math.max(before.ms, elapsedMs) });
  }
  const largest = [...runs.values()]
    .filter(({ bytes, ms }) => bytes >= leastBytes && ms > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, largestRuns);
  if (largest.length === 0) {
    return { bytesPerSecond: sources.some(isUrl) ? guesses.container : guesses.folder, basis: "guess" };
  }
  const [bytes, ms] = [largest.map((run) => run.bytes), largest.map((run) => run.ms)].map((numbers) =>
    numbers.reduce((sum, number) => sum + number, 0),
  ) as [number, number];
  return { bytesPerSecond: (bytes / ms) * 1000, basis: "runs" };
}
