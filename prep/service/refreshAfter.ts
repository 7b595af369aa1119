import type { AzureLogin } from "../azure/client.ts";
import { openPlaceFile } from "../destination/placeFile.ts";
import { exitStatus } from "../errors.ts";
import type { PrepOptions } from "../options.ts";
import type { ModelName } from "../refresh/modelName.ts";
import type { PowerBiLogin } from "../refresh/login.ts";
import { explainFailure, type PrepOutcome } from "./runOnce.ts";

/** What a service refreshes after its runs. */
export interface RefreshAfter {
  readonly model: ModelName;
  readonly timeoutMs: number;
  readonly login: PowerBiLogin;
  readonly destinationLogin: AzureLogin;
}

interface AfterContext {
  readonly signal: AbortSignal;
  readonly clock: () => number;
  readonly now: () => Date;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The file of a destination that holds what is still to be refreshed. */
const pendingName = "refresh.json";

/**
 * Brings what a good run has committed into the semantic model. Where that fails, the rows stay committed, the outcome is a
 * failure that says so, and the next run asks again. Never throws.
 */
export async function refreshAfter(
  outcome: PrepOutcome,
  { out }: Pick<PrepOptions, "out">,
  refresh: RefreshAfter,
  context: AfterContext,
): Promise<PrepOutcome> {
  const { summary } = outcome;
  if (summary === undefined) return outcome;
  try {
    // Its packages load only where it is wanted.
    const [{ refreshModel }, { openPowerBi }] = await Promise.all([
      import("../refresh/refresh.ts"),
      import("../refresh/powerBi.ts"),
    ]);
    const report = await refreshModel({
      ...refresh,
      powerBi: openPowerBi(refresh.login),
      pending: await openPlaceFile(out, pendingName, refresh.destinationLogin),
      now: context.now(),
      signal: context.signal,
      clock: context.clock,
      sleep: context.sleep,
    });
    return report === undefined ? outcome : { ...outcome, summary: { ...summary, refresh: report } };
  } catch (error) {
    if (context.signal.aborted)
      return { ...outcome, error: "stopped; the next run asks for the refresh", isStopped: true };
    const message = `the tables are up to date, but the semantic model is not: ${explainFailure(error)}`;
    return { ...outcome, error: message, status: exitStatus.failed };
  }
}

/** To be called before each commit: notes which days the model has to be refreshed for. */
export function createNote(
  { out }: Pick<PrepOptions, "out">,
  { destinationLogin }: RefreshAfter,
  now: () => Date,
): (paths: readonly string[]) => Promise<void> {
  return async (paths) => {
    const { noteDays } = await import("../refresh/refresh.ts");
    await noteDays(await openPlaceFile(out, pendingName, destinationLogin), paths, now().toISOString());
  };
}
