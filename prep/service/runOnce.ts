import { codeOf, exitStatus, messageOf, PrepError } from "../errors.ts";
import type { PrepOptions } from "../options.ts";
import { runPrep } from "../run/run.ts";
import type { RunContext } from "../run/runContext.ts";
import type { Summary } from "../summary.ts";
import type { RunOutcome } from "./every.ts";

/** What came of one run: what it did, or why it could not. */
export interface PrepOutcome extends RunOutcome {
  readonly summary?: Summary;
  /** In words for people; may hold what a server has said. */
  readonly error?: string;
}

/** Runs once. Never throws. */
export async function runOnce(options: PrepOptions, context: RunContext): Promise<PrepOutcome> {
  try {
    const summary = await runPrep(options, context);
    return { summary, status: summary.rejected > 0 ? exitStatus.doneWithRejects : exitStatus.done, isStopped: false };
  } catch (error) {
    return { error: explainFailure(error), status: statusOfFailure(error), isStopped: codeOf(error) === "stopped" };
  }
}

/** Exit status of what was thrown. */
export function statusOfFailure(error: unknown): number {
  return error instanceof PrepError && error.code === "options" ? exitStatus.badOptions : exitStatus.failed;
}

/** What the system says, as of a full disk, is for people too; anything else is a fault of ours, told with its place. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return messageOf(error);
  if (error instanceof PrepError) return error.message;
  const isOfSystem = "syscall" in error || "code" in error;
  return isOfSystem
    ? `${error.message}; what was committed before stays, the next run goes on from there`
    : (error.stack ?? error.message);
}
