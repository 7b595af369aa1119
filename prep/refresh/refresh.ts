import type { PlaceFile } from "../destination/destination.ts";
import { PrepError } from "../errors.ts";
import { findModel } from "./findModel.ts";
import { follow, type FollowContext } from "./follow.ts";
import type { ModelName } from "./modelName.ts";
import { readPending, withoutDone, writePending, type PendingDates } from "./pending.ts";
import { stepsFor, type RefreshStep } from "./steps.ts";

/** What came of asking. `postponed`: another refresh was running; the next run asks again. */
export interface RefreshReport {
  readonly status: "completed" | "postponed";
  /** Dates whose rows were to be brought into the model, in order. */
  readonly dates: readonly string[];
  readonly requestIds: readonly string[];
}

/** What a refresh after a run needs. */
export interface RefreshContext extends Omit<FollowContext, "deadlineMs"> {
  readonly model: ModelName;
  readonly timeoutMs: number;
  /** Where dates that are still to be refreshed are kept. */
  readonly pending: PlaceFile;
  readonly now: Date;
}

/**
 * Asks for a refresh of what a run has changed, and of what earlier runs have left to do; follows it to its end. Returns
 * undefined where nothing is to be done: then nobody is asked. Throws a PrepError of code `refresh`; the dates stay to be
 * done then.
 */
export async function refreshModel(
  files: readonly string[],
  run: string,
  context: RefreshContext,
): Promise<RefreshReport | undefined> {
  const { pending: file } = context;
  const before = await readPending(file);
  const wanted: PendingDates = { ...before, ...Object.fromEntries(datesOf(files).map((date) => [date, run])) };
  const dates = Object.keys(wanted).sort();
  if (dates.length === 0) return undefined;
  if (files.length > 0) await writePending(file, wanted);
  const requestIds: string[] = [];
  const modelPath = await findModel(context.powerBi, context.model, context.signal);
  const deadlineMs = context.clock() + context.timeoutMs;
  for (const step of stepsFor(dates, context.now)) {
    const { outcome, requestId } = await ask(modelPath, step, { ...context, deadlineMs });
    if (outcome === "busy") return { status: "postponed", dates, requestIds };
    if (outcome === "unknown") throw new PrepError("refresh", "Power BI does not know what is in the model");
    if (requestId !== undefined) requestIds.push(requestId);
  }
  await writePending(file, withoutDone(await readPending(file), wanted));
  return { status: "completed", dates, requestIds };
}

/** A model that has other tables or partitions is refreshed as a whole. */
async function ask(modelPath: string, step: RefreshStep, context: FollowContext): ReturnType<typeof follow> {
  const followed = await follow(modelPath, step, context);
  if (followed.outcome !== "unknown") return followed;
  return follow(modelPath, { objects: [], applyRefreshPolicy: step.applyRefreshPolicy }, context);
}

/** The days of the tables' files, in order. */
function datesOf(files: readonly string[]): string[] {
  const dates = files.flatMap((file) => /^(?:flows|traffic)\/date=(\d{4}-\d{2}-\d{2})\//.exec(file)?.[1] ?? []);
  return [...new Set(dates)].sort();
}
