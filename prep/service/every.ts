import { exitStatus } from "../errors.ts";

/** What came of one run; `stopped` is one that was asked to leave. */
export interface RunOutcome {
  readonly status: number;
  /** It was stopped before its end, which is no failure. */
  readonly isStopped: boolean;
}

/** What running again and again needs. */
export interface EveryContext {
  readonly everyMs: number;
  /** Never throws. */
  readonly run: () => Promise<RunOutcome>;
  /** Ends the loop: at once while it waits, else when the run has left. */
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Comes back early where the signal is given. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told before each wait; `failures` in a row. */
  readonly onWait: (waitMs: number, failures: number) => void;
}

const firstRetryMs = 30_000;
/** So that many that were started together do not ask the storage at the same moment. */
const jitterPart = 0.1;
const mostJitterMs = 60_000;

/**
 * Runs, waits and runs again until it is told to stop; one run at a time: what would begin during another is left out. A run
 * that has failed is tried again sooner, after half a minute, twice that, and so on up to the interval. Options that cannot
 * be used do not get better: they end it. Returns the exit status.
 */
export async function runEvery(context: EveryContext): Promise<number> {
  const { everyMs, run, signal, clock, onWait } = context;
  const beginMs = clock();
  const isOver = (): boolean => signal.aborted;
  let failures = 0;
  while (!isOver()) {
    const { status, isStopped } = await run();
    if (status === exitStatus.badOptions) return status;
    if (isStopped || isOver()) return exitStatus.done;
    failures = status === exitStatus.failed ? failures + 1 : 0;
    const toNextMs = untilNext(clock() - beginMs, everyMs);
    const waitMs = failures === 0 ? toNextMs : Math.min(toNextMs, firstRetryMs * 2 ** Math.min(failures - 1, 20));
    const spread = waitMs + context.random() * Math.min(mostJitterMs, jitterPart * everyMs);
    onWait(spread, failures);
    await context.sleep(spread, signal);
  }
  return exitStatus.done;
}

/** To the next multiple of the interval; a timer may be a moment early, which does not make the same one come twice. */
function untilNext(elapsedMs: number, everyMs: number): number {
  return (Math.floor(elapsedMs / everyMs + 0.01) + 1) * everyMs - elapsedMs;
}
