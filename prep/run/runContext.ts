import type { AzureLogin } from "../azure/client.ts";
import { createRequestLimit } from "../azure/requestLimit.ts";
import type { Progress } from "../progress.ts";
import type { SourceContext } from "../source/openSource.ts";

/** What a run needs from the process around it. */
export interface RunContext {
  readonly source: Omit<SourceContext, "destination">;
  readonly destinationLogin: AzureLogin;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
  /** The time of day. */
  readonly started: Date;
  /** After how many bytes or blobs a long run commits what it has; unless every blob must be in one commit. */
  readonly partLimit?: PartLimit;
  /** Called with the paths of the tables' files that a commit is about to change; what it throws fails the run. */
  readonly beforeCommit?: (paths: readonly string[]) => Promise<void>;
  /** On how many cores it reads at most; on all of them unless it is given. */
  readonly mostReaders?: number;
}

/**
 * The same, with a bound on the requests that are on their way at once, of all its threads. The destination has one for itself:
 * a thread that is ended in the middle of a request never gives its turn back, and a lease must not wait for those that read.
 * What is written is written when all is read.
 */
export function limitRequests(context: RunContext, most: number): RunContext {
  const { source, destinationLogin } = context;
  return {
    ...context,
    source: { ...source, login: { ...source.login, limit: createRequestLimit(most) } },
    destinationLogin: { ...destinationLogin, limit: createRequestLimit(most) },
  };
}

/** How much one commit takes. */
export interface PartLimit {
  readonly bytes: number;
  readonly blobs: number;
}
