import { parseDuration } from "../duration.ts";
import { PrepError } from "../errors.ts";
import { parseModelName, type ModelName } from "../refresh/modelName.ts";

/** How a command runs, beside what one run does. */
export interface ServiceOptions {
  /** Undefined: once. */
  readonly everyMs: number | undefined;
  readonly statusFile: string | undefined;
  readonly isJsonLog: boolean;
  /** Each run ends with a line of JSON. */
  readonly json: boolean;
  /** What is refreshed after a run that has written rows. */
  readonly refresh: { readonly model: ModelName; readonly timeoutMs: number } | undefined;
}

/** As the settings give them. */
export interface RawServiceOptions {
  readonly every?: string;
  readonly status?: string;
  readonly log?: "text" | "json";
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly refresh?: string;
  readonly refreshTimeout?: string;
}

const leastEveryMs = 60_000;
const mostEveryMs = 7 * 86_400_000;

/** Throws a PrepError of code `options` for an interval that cannot be kept, and for what can be read only once. */
export function readServiceOptions(sources: readonly string[], raw: RawServiceOptions): ServiceOptions {
  const everyMs = raw.every === undefined ? undefined : parseDuration("--every", raw.every);
  if (everyMs !== undefined && (everyMs < leastEveryMs || everyMs > mostEveryMs)) {
    throw new PrepError("options", `--every ${raw.every ?? ""} is not between 1m and 7d`);
  }
  if (everyMs !== undefined && sources.includes("-")) {
    throw new PrepError("options", "--every reads its sources again and again, which - (standard input) cannot be");
  }
  const refresh = raw.refresh === undefined ? undefined : readRefresh(raw.refresh, raw.refreshTimeout ?? "1h");
  return { everyMs, refresh, statusFile: raw.status, isJsonLog: raw.log === "json", json: raw.json ?? false };
}

function readRefresh(model: string, timeout: string): NonNullable<ServiceOptions["refresh"]> {
  return { model: parseModelName(model), timeoutMs: parseDuration("--refresh-timeout", timeout) };
}
