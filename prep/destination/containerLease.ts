import { hostname } from "node:os";
import { statusOf } from "../azure/explain.ts";
import { codeOf, PrepError } from "../errors.ts";
import { isConflict, type BlockBlob } from "./blocks.ts";

/** The right to write to a container. Without renewal it ends by itself, as after a crash. */
export interface ContainerLease {
  /** Throws a PrepError from the moment on that another run may have it. Asks the service where that is not certain. */
  assertHeld(): Promise<void>;
  /** Lets the next run in; never throws. */
  release(): Promise<void>;
}

/** The service takes 15 to 60 seconds. */
export interface LeaseTimes {
  readonly durationS: number;
  readonly renewalMs: number;
}

const usual: LeaseTimes = { durationS: 60, renewalMs: 20_000 };

/** Answers that say that the lease is another's, or nobody's; all other errors may pass. */
const lostStatuses = new Set([404, 409, 412]);

/** Takes the lease on a blob, which is made where it is missing, or throws a PrepError that says who has it. */
export async function takeLease(blob: BlockBlob, label: string, times = usual): Promise<ContainerLease> {
  await createEmpty(blob);
  const client = blob.getBlobLeaseClient();
  let heldUntilMs = Date.now() + times.durationS * 1000;
  try {
    await client.acquireLease(times.durationS);
  } catch (cause) {
    if (statusOf(cause) !== 409) throw cause;
    throw await otherRun(blob, label, cause);
  }
  await blob.setMetadata(describeSelf(), { conditions: { leaseId: client.leaseId } });
  let lost: unknown;
  const renewOnce = async (): Promise<void> => {
    const endMs = Date.now() + times.durationS * 1000;
    try {
      await client.renewLease({ abortSignal: AbortSignal.timeout(times.durationS * 1000) });
      heldUntilMs = endMs;
    } catch (cause) {
      if (lostStatuses.has(statusOf(cause) ?? 0)) lost = cause;
      else if (Date.now() >= heldUntilMs) throw cannotRenew(label, cause);
    }
  };
  let renewal: Promise<void> | undefined;
  const renew = (): Promise<void> => (renewal ??= renewOnce().finally(() => (renewal = undefined)));
  const timer = setInterval(() => void renew().catch(() => undefined), times.renewalMs).unref();
  return {
    assertHeld: async () => {
      if (lost === undefined && Date.now() >= heldUntilMs) await renew();
      if (lost === undefined) return;
      throw new PrepError("destination", `another run has taken over ${label}; run again`, {
        where: label,
        cause: lost,
      });
    },
    release: async () => {
      clearInterval(timer);
      await renewal?.catch(() => undefined);
      await client.releaseLease().catch(() => undefined);
    },
  };
}

/** Not the error itself: that of a request without an answer looks like a run that the user has stopped. */
function cannotRenew(label: string, cause: unknown): PrepError {
  const message = `cannot use ${label}: the right to write to it could not be renewed; run again`;
  return new PrepError("destination", message, { where: label, cause });
}

async function createEmpty(blob: BlockBlob): Promise<void> {
  try {
    await blob.upload("", 0, { conditions: { ifNoneMatch: "*" } });
  } catch (cause) {
    if (!isConflict(cause) && codeOf(cause) !== "LeaseIdMissing") throw cause;
  }
}

/** Metadata are HTTP headers, which are ASCII. */
function describeSelf(): Record<string, string> {
  return { since: new Date().toISOString(), process: String(process.pid), host: encodeURIComponent(hostname()) };
}

async function otherRun(blob: BlockBlob, label: string, cause: unknown): Promise<PrepError> {
  const { metadata = {} } = await blob.getProperties();
  const { since, process: id, host } = metadata;
  const who =
    since === undefined ? "" : ` (since ${since}, process ${id ?? "?"} on ${decodeURIComponent(host ?? "?")})`;
  const message = `another run is writing to ${label}${who}; one that has died lets go after a minute`;
  return new PrepError("destination", message, { where: label, cause });
}
