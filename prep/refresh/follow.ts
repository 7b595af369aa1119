import { PrepError } from "../errors.ts";
import type { PowerBi } from "./powerBi.ts";
import { isBusy, refusal } from "./refusal.ts";
import type { RefreshObject, RefreshStep } from "./steps.ts";

/** What a refresh needs beside the model. */
export interface FollowContext {
  readonly powerBi: PowerBi;
  readonly signal: AbortSignal;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** By then it must have ended, on that clock. */
  readonly deadlineMs: number;
}

/** How a request ended; `busy`: another refresh is running, and none was begun; `unknown`: it names what is not there. */
export interface Followed {
  readonly outcome: "completed" | "busy" | "unknown";
  readonly requestId: string | undefined;
  /** What was refreshed, as far as the service tells. */
  readonly completed: readonly RefreshObject[];
}

const [firstPollMs, mostPollMs] = [2_000, 30_000];
const unknownObject = /(not exist|not found|cannot find|can't find|could ?n.?t be found|invalid (table|partition))/i;

/**
 * Begins an enhanced refresh and follows it to its end. Throws a PrepError of code `refresh` where it is refused, fails, or
 * does not end in time.
 */
export async function follow(modelPath: string, step: RefreshStep, context: FollowContext): Promise<Followed> {
  const { powerBi, signal } = context;
  const { objects, applyRefreshPolicy } = step;
  const whole = { type: "Full", commitMode: "transactional", retryCount: 1, applyRefreshPolicy };
  const body = objects.length === 0 ? whole : { ...whole, objects };
  const answer = await powerBi.send("POST", `${modelPath}/refreshes`, signal, body);
  if (isBusy(answer)) return { outcome: "busy", requestId: answer.requestId, completed: [] };
  if (answer.status !== 202) {
    if (answer.status === 400 && unknownObject.test(JSON.stringify(answer.body ?? ""))) {
      return { outcome: "unknown", requestId: answer.requestId, completed: [] };
    }
    throw refusal("Power BI did not begin the refresh", answer);
  }
  const requestId = answer.location?.split("/").at(-1) ?? answer.requestId;
  if (requestId === undefined) throw new PrepError("refresh", "Power BI did not say which refresh it has begun");
  return poll(`${modelPath}/refreshes/${encodeURIComponent(requestId)}`, requestId, context);
}

interface Details {
  readonly status?: string;
  readonly extendedStatus?: string;
  readonly objects?: readonly (RefreshObject & { readonly status?: string })[];
  readonly messages?: readonly { readonly message?: string; readonly code?: string }[];
}

async function poll(path: string, requestId: string, context: FollowContext): Promise<Followed> {
  const { powerBi, signal, clock, sleep, deadlineMs } = context;
  for (let waitMs = firstPollMs; ; waitMs = Math.min(waitMs * 1.5, mostPollMs)) {
    const leftMs = deadlineMs - clock();
    if (leftMs <= 0) {
      const message = `the refresh has not ended in time (request ${requestId}); the next run asks again`;
      throw new PrepError("refresh", message);
    }
    await sleep(Math.min(waitMs, leftMs), signal);
    signal.throwIfAborted();
    const answer = await powerBi.send("GET", path, signal);
    if (answer.status !== 200 && answer.status !== 202) throw refusal("cannot follow the refresh", answer);
    const details = (answer.body ?? {}) as Details;
    const status = details.extendedStatus ?? details.status ?? "Unknown";
    if (status === "Completed") return { outcome: "completed", requestId, completed: completedIn(details) };
    if (/^(Failed|TimedOut|Disabled|Cancelled)$/.test(status)) return ended(details, status, requestId);
  }
}

function completedIn({ objects = [] }: Details): readonly RefreshObject[] {
  return objects.filter(({ status }) => status === "Completed");
}

function ended({ messages = [] }: Details, status: string, requestId: string): Followed {
  const said = messages.flatMap(({ message, code }) => message ?? code ?? []).join("; ");
  if (status === "Failed" && unknownObject.test(said)) return { outcome: "unknown", requestId, completed: [] };
  const words = { TimedOut: "has taken too long", Disabled: "is disabled", Cancelled: "was cancelled" } as const;
  const what = status in words ? words[status as keyof typeof words] : "has failed";
  throw new PrepError("refresh", `the refresh ${what}${said === "" ? "" : `: ${said}`} (request ${requestId})`);
}
