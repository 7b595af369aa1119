import { readdirSync } from "node:fs";

/** What the process holds after a run; bytes and counts. */
export interface Sample {
  readonly rssBytes: number;
  /** Of JavaScript, after a garbage collection. */
  readonly heapBytes: number;
  /** Open files and sockets; undefined where the system does not tell. */
  readonly descriptors: number | undefined;
}

/** What the first runs held, and the last. */
export interface Judgement {
  readonly before: Sample;
  readonly after: Sample;
  readonly isFlat: boolean;
  /** Of each tenth of the runs, the memory of the process. */
  readonly course: readonly number[];
}

/** So much may come and go, whatever runs: caches of the engine, pages that the allocator keeps. */
const heapSlackBytes = 2_000_000;
const rssSlackBytes = 16_000_000;

/** Needs `node --expose-gc`. */
export function takeSample(): Sample {
  if (globalThis.gc === undefined) throw new Error("run it with node --expose-gc");
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  return { rssBytes: rss, heapBytes: heapUsed, descriptors: countDescriptors() };
}

/**
 * The second tenth of the runs against the last: the first warms up. Flat is a heap that has not grown by more than a
 * twentieth, memory of the process by no more than a tenth, and not one file or socket more.
 */
export function judgeSamples(samples: readonly Sample[]): Judgement {
  const tenth = Math.max(1, Math.floor(samples.length / 10));
  const before = medianOf(samples.slice(tenth, 2 * tenth));
  const after = medianOf(samples.slice(-tenth));
  const isFlat =
    after.heapBytes <= before.heapBytes * 1.05 + heapSlackBytes &&
    after.rssBytes <= before.rssBytes * 1.1 + rssSlackBytes &&
    (after.descriptors ?? 0) <= (before.descriptors ?? 0);
  const course = Array.from({ length: 10 }, (_, at) => medianOf(samples.slice(at * tenth, (at + 1) * tenth)).rssBytes);
  return { before, after, isFlat, course };
}

function medianOf(samples: readonly Sample[]): Sample {
  const middle = (of: (sample: Sample) => number | undefined): number | undefined => {
    const sorted = samples.flatMap((sample) => of(sample) ?? []).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  return {
    rssBytes: middle(({ rssBytes }) => rssBytes) ?? NaN,
    heapBytes: middle(({ heapBytes }) => heapBytes) ?? NaN,
    descriptors: middle(({ descriptors }) => descriptors),
  };
}

function countDescriptors(): number | undefined {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return undefined;
  }
}
