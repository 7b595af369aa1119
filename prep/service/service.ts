import { exitStatus } from "../errors.ts";
import { count, formatJson, formatSeconds, formatText, type Summary } from "../summary.ts";
import { runEvery } from "./every.ts";
import type { Log } from "./log.ts";
import type { ServiceOptions } from "./options.ts";
import type { PrepOutcome } from "./runOnce.ts";
import { createStatusKeeper, type StatusKeeper } from "./statusKeeper.ts";

/** What a service needs from the process around it. */
export interface ServiceContext {
  readonly run: (signal: AbortSignal) => Promise<PrepOutcome>;
  readonly log: Log;
  readonly print: (text: string) => void;
  readonly redact: (text: string) => string;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly clock: () => number;
  readonly now: () => Date;
  readonly random: () => number;
  /** Comes back early where the signal is given. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Runs once, or again and again, tells what comes of it and keeps the status file. Returns the exit status. */
export async function runService(options: ServiceOptions, context: ServiceContext): Promise<number> {
  const keeper = createStatusKeeper(options, context);
  const run = (): Promise<PrepOutcome> => runTold(options, context, keeper);
  if (options.everyMs === undefined) {
    const { status } = await run();
    keeper.keep("ended");
    return status;
  }
  const { signal, clock, random, sleep, log, now } = context;
  const status = await runEvery({
    everyMs: options.everyMs,
    run,
    signal,
    clock,
    random,
    sleep,
    onWait: (waitMs, failures) => {
      const nextRun = new Date(now().getTime() + waitMs).toISOString();
      keeper.keep("waiting", nextRun);
      const again = failures === 0 ? "next run" : `${count(failures, "failure")} in a row; trying again`;
      log.tell("info", "waiting", `${again} in ${formatSeconds(waitMs)}, at ${nextRun}`, {
        nextRun,
        failuresInARow: failures,
      });
    },
  });
  keeper.keep("ended");
  if (status === exitStatus.done) log.tell("info", "stopped", "stopped; the next start goes on from there");
  return status;
}

/** One run, with a signal of its own: one for all of them would gather the listeners of each. */
async function runTold(options: ServiceOptions, context: ServiceContext, keeper: StatusKeeper): Promise<PrepOutcome> {
  const { log, print, redact, signal, now } = context;
  const started = now().toISOString();
  keeper.keep("running");
  const stop = new AbortController();
  const onStop = (): void => {
    stop.abort();
  };
  signal.addEventListener("abort", onStop, { once: true });
  if (signal.aborted) onStop();
  const outcome = await context.run(stop.signal);
  signal.removeEventListener("abort", onStop);
  const { summary, status, isStopped } = outcome;
  const error = outcome.error === undefined ? undefined : redact(outcome.error);
  keeper.add(
    {
      started,
      ended: now().toISOString(),
      exitStatus: status,
      rows: summary?.rows,
      rejected: summary?.rejected,
      error,
    },
    isStopped,
  );
  if (summary) {
    // Who collects logs cuts long lines: of very many files only how many there are.
    if (log.isJson) log.tell("info", "done", oneLine(summary), { ...summary, files: summary.files.length });
    if (options.json || !log.isJson) print(`${redact(options.json ? formatJson(summary) : formatText(summary))}\n`);
  }
  const isEndOfService = isStopped && options.everyMs !== undefined;
  if (error !== undefined && !isEndOfService) log.tell("error", "failed", error, { exitStatus: status });
  return outcome;
}

function oneLine(summary: Summary): string {
  return formatText(summary).split("\n", 1)[0] ?? "";
}
