import { exitStatus, messageOf } from "../errors.ts";
import type { Log } from "./log.ts";
import type { ServiceOptions } from "./options.ts";
import { findStatus, writeStatus, type LastRun, type StatusChange } from "./statusFile.ts";

/** Keeps the status file of a service, where one is wanted. */
export interface StatusKeeper {
  /** Takes what came of a run; one that was stopped has neither failed nor succeeded. */
  add(lastRun: LastRun, isStopped: boolean): void;
  /** Throws a PrepError where the file cannot be written from the beginning; later that is told, and the runs go on. */
  keep(state: StatusChange["state"], nextRun?: string): void;
}

/** What was in the file before goes on: a timer starts a process for each run, and a service may be started again. */
export function createStatusKeeper(
  { statusFile, everyMs }: ServiceOptions,
  { log, now }: { readonly log: Log; readonly now: () => Date },
): StatusKeeper {
  const before = statusFile === undefined ? undefined : findStatus(statusFile);
  let { runs = 0, failuresInARow = 0, lastRun, lastSuccess }: Partial<StatusChange> = before ?? {};
  let wasWritten = false;
  return {
    add: (run, isStopped) => {
      runs++;
      lastRun = run;
      const isFailure = run.exitStatus !== exitStatus.done && run.exitStatus !== exitStatus.doneWithRejects;
      if (isStopped) return;
      failuresInARow = isFailure ? failuresInARow + 1 : 0;
      if (!isFailure) lastSuccess = run.ended;
    },
    keep: (state, nextRun) => {
      if (statusFile === undefined) return;
      try {
        writeStatus(statusFile, { state, everyMs, runs, failuresInARow, lastRun, lastSuccess, nextRun }, now());
        wasWritten = true;
      } catch (error) {
        if (!wasWritten) throw error;
        log.tell("warning", "note", messageOf(error));
      }
    },
  };
}
