/** What was read, and what became of it. `tuples = rows + rejectedTuples + skippedTuples`, always. */
export interface Counts {
  bytesRead: number;
  /** Flow records, good and bad. */
  records: number;
  /** Records of another service. */
  skippedRecords: number;
  /** Tuples seen. */
  tuples: number;
  rows: number;
  allowed: number;
  denied: number;
  /** Rejects of any kind: a tuple, a record, a damaged range of bytes. */
  rejected: number;
  rejectedTuples: number;
  /** Tuples outside the wanted time. */
  skippedTuples: number;
}

/** Counts before the first byte. */
export function emptyCounts(): Counts {
  return {
    bytesRead: 0,
    records: 0,
    skippedRecords: 0,
    tuples: 0,
    rows: 0,
    allowed: 0,
    denied: 0,
    rejected: 0,
    rejectedTuples: 0,
    skippedTuples: 0,
  };
}

/** In the order of the checkpoint, which keeps counts without their names. */
export const countNames = Object.keys(emptyCounts()) as (keyof Counts)[];

/** Adds `other` to `counts`; what is missing counts as nothing. */
export function addCounts(counts: Counts, other: Partial<Counts>): void {
  for (const name of countNames) counts[name] += other[name] ?? 0;
}

/** The first and the last of some times, in milliseconds since 1970 UTC. */
export interface TimeSpan {
  readonly minMs: number;
  readonly maxMs: number;
}

/** The span with one more time in it. */
export function widenSpan(span: TimeSpan | undefined, timeMs: number): TimeSpan {
  if (span && timeMs >= span.minMs && timeMs <= span.maxMs) return span;
  return joinSpans(span, { minMs: timeMs, maxMs: timeMs }) as TimeSpan;
}

/** A span of two numbers; undefined where they are none. */
export function spanOf(minMs: unknown, maxMs: unknown): TimeSpan | undefined {
  return typeof minMs === "number" && typeof maxMs === "number" ? { minMs, maxMs } : undefined;
}

/** The span that holds both. */
export function joinSpans(a: TimeSpan | undefined, b: TimeSpan | undefined): TimeSpan | undefined {
  if (!a || !b) return a ?? b;
  return { minMs: Math.min(a.minMs, b.minMs), maxMs: Math.max(a.maxMs, b.maxMs) };
}
