import type { PlaceFile } from "../destination/destination.ts";
import { PrepError } from "../errors.ts";
import { findModel } from "./findModel.ts";
import { follow, type FollowContext } from "./follow.ts";
import type { ModelName } from "./modelName.ts";
import { readPending, withoutDone, writePending } from "./pending.ts";
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

/** Notes the days of files that a run is about to change: whatever becomes of it, the next refresh has them. */
export async function noteDays(file: PlaceFile, files: readonly string[], run: string): Promise<void> {
  const dates = Object.fromEntries(datesOf(files).map((date) => [date, run]));
  if (Object.keys(dates).length > 0) await writePending(file, { ...(await readPending(file)), ...dates });
}

/**
 * Asks for a refresh of the days that are noted, and follows it to its end. Returns undefined where there are none: then
 * nobody is asked. Throws a PrepError of code `refresh`; the days stay noted then.
 */
export async function refreshModel(context: RefreshContext): Promise<RefreshReport | undefined> {
  const { pending: file } = context;
  const wanted = await readPending(file);
  const dates = Object.keys(wanted).sort();
  if (dates.length === 0) return undefined;
  const requestIds: string[] = [];
  const modelPath = await findModel(context.powerBi, context.model, context.signal);
  const deadlineMs = context.clock() + context.timeoutMs;
  const done = new Set<string>();
  for (const step of stepsFor(dates, context.now)) {
    // What the policy has read already, as it does the first time, is not read again.
    const objects = step.objects.filter(
      ({ table, partition }) => partition === undefined || !done.has(`${table}/${partition}`),
    );
    if (objects.length === 0) continue;
    const { outcome, requestId, completed } = await ask(modelPath, { ...step, objects }, { ...context, deadlineMs });
    for (const { table, partition } of completed) done.add(`${table}/${partition ?? ""}`);
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
