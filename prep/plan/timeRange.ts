/** Flow tuples with `sinceMs <= Time < untilMs` are wanted; undefined is open. */
export interface TimeRange {
  readonly sinceMs: number | undefined;
  readonly untilMs: number | undefined;
}

/** Whether a tuple's time is in the range. */
export function isInRange(timeMs: number, { sinceMs, untilMs }: TimeRange): boolean {
  return (sinceMs === undefined || timeMs >= sinceMs) && (untilMs === undefined || timeMs < untilMs);
}

/** Of the tuples that were left out, those nearest to the range; milliseconds since 1970 UTC. */
export interface SkippedTimes {
  /** The latest one before the range. */
  readonly beforeMs: number | undefined;
  /** The earliest one behind it. */
  readonly afterMs: number | undefined;
}

export const nothingSkipped: SkippedTimes = { beforeMs: undefined, afterMs: undefined };

/** With one more tuple that is outside of the range. */
export function addSkipped({ beforeMs, afterMs }: SkippedTimes, timeMs: number, { sinceMs }: TimeRange): SkippedTimes {
  const isBefore = sinceMs !== undefined && timeMs < sinceMs;
  return isBefore
    ? { beforeMs: Math.max(beforeMs ?? -Infinity, timeMs), afterMs }
    : { beforeMs, afterMs: Math.min(afterMs ?? Infinity, timeMs) };
}

/** Those of both. */
export function joinSkipped(a: SkippedTimes, b: SkippedTimes): SkippedTimes {
  const before = [a.beforeMs, b.beforeMs].filter((timeMs) => timeMs !== undefined);
  const after = [a.afterMs, b.afterMs].filter((timeMs) => timeMs !== undefined);
  return {
    beforeMs: before.length === 0 ? undefined : Math.max(...before),
    afterMs: after.length === 0 ? undefined : Math.min(...after),
  };
}

/** Whether a wider range holds any of them. */
export function holdsSkipped({ sinceMs, untilMs }: TimeRange, { beforeMs, afterMs }: SkippedTimes): boolean {
  const holdsBefore = beforeMs !== undefined && (sinceMs === undefined || beforeMs >= sinceMs);
  const holdsAfter = afterMs !== undefined && (untilMs === undefined || afterMs < untilMs);
  return holdsBefore || holdsAfter;
}

/** The smallest range that holds both. */
export function joinRanges(a: TimeRange, b: TimeRange): TimeRange {
  const isOpenStart = a.sinceMs === undefined || b.sinceMs === undefined;
  const isOpenEnd = a.untilMs === undefined || b.untilMs === undefined;
  return {
    sinceMs: isOpenStart ? undefined : Math.min(a.sinceMs, b.sinceMs),
    untilMs: isOpenEnd ? undefined : Math.max(a.untilMs, b.untilMs),
  };
}

const hourLengthMs = 3_600_000;
/** Records of an hour hold tuples of the hour before, and some come an hour late. */
const latestMs = 2 * hourLengthMs;

/** Whether logs of any hour from the first to the last, both given by their beginning, can hold tuples of the range. */
export function canHold(
  { firstMs, lastMs }: { readonly firstMs: number; readonly lastMs: number },
  { sinceMs, untilMs }: TimeRange,
): boolean {
  const isBefore = sinceMs !== undefined && lastMs + hourLengthMs <= sinceMs;
  const isBehind = untilMs !== undefined && firstMs - latestMs >= untilMs;
  return !isBefore && !isBehind;
}
