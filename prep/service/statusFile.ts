import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { codeOf, messageOf, PrepError } from "../errors.ts";
import packageJson from "../../package.json" with { type: "json" };

/** How the runs of a process go; times are ISO 8601 in UTC. */
export interface Status {
  readonly program: string;
  readonly host: string;
  readonly pid: number;
  readonly state: "running" | "waiting" | "ended";
  /** When the file was written. */
  readonly updated: string;
  /** Milliseconds between two runs; undefined of a single run. */
  readonly everyMs?: number | undefined;
  readonly runs: number;
  /** How many of the last runs have failed, without one in between that has not. */
  readonly failuresInARow: number;
  readonly lastRun?: LastRun | undefined;
  /** The end of the last run that did not fail. */
  readonly lastSuccess?: string | undefined;
  readonly nextRun?: string | undefined;
}

/** What came of the last run that has ended. */
export interface LastRun {
  readonly started: string;
  readonly ended: string;
  /** As the exit status of a single run. */
  readonly exitStatus: number;
  readonly rows?: number | undefined;
  readonly rejected?: number | undefined;
  readonly error?: string | undefined;
}

/** What changes from one status to the next. */
export type StatusChange = Omit<Status, "program" | "host" | "pid" | "updated">;

/** Writes the file so that nobody reads half of it. Throws a PrepError where it cannot be written. */
export function writeStatus(file: string, change: StatusChange, now: Date): void {
  const status: Status = {
    program: `${packageJson.name} ${packageJson.version}`,
    host: hostname(),
    pid: process.pid,
    updated: now.toISOString(),
    ...change,
  };
  const half = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    writeFileSync(half, `${JSON.stringify(status, undefined, 2)}\n`);
    renameSync(half, file);
  } catch (cause) {
    throw new PrepError("options", `cannot write the status to ${file}: ${messageOf(cause)}`, { where: file, cause });
  }
}

/** The status in a file. Throws a PrepError where there is none. */
export function readStatus(file: string): Status {
  try {
    const status = JSON.parse(readFileSync(file, "utf8")) as Partial<Status>;
    if (typeof status.state === "string" && typeof status.updated === "string") return status as Status;
    throw new Error("it is not a status of flow-chord");
  } catch (cause) {
    const reason =
      codeOf(cause) === "ENOENT" ? "there is no such file; has it been run with --status?" : messageOf(cause);
    throw new PrepError("source", `cannot read the status in ${file}: ${reason}`, { where: file, cause });
  }
}

/** The status in a file, or undefined where there is none that can be read. */
export function findStatus(file: string): Status | undefined {
  try {
    return readStatus(file);
  } catch {
    return undefined;
  }
}

/** Whether all is well, and in words why. */
export interface Health {
  readonly isHealthy: boolean;
  readonly words: string;
}

/** A run may be late by so many intervals, as one that has much to read is. */
const lateRuns = 3;
const leastAgeMs = 10 * 60_000;

/**
 * Healthy is who has ended a run well not too long ago: three intervals, ten minutes at least, or the age that is given. A
 * single run, of which no interval is known, is judged by its end alone unless an age is given.
 */
export function judgeStatus(status: Status, nowMs: number, mostAgeMs?: number): Health {
  const { everyMs, lastRun, lastSuccess, state, failuresInARow, updated } = status;
  const most = mostAgeMs ?? (everyMs === undefined ? undefined : Math.max(leastAgeMs, lateRuns * everyMs));
  const sinceMs = Date.parse(lastSuccess ?? updated);
  const isLate = most !== undefined && nowMs - sinceMs > most;
  const last = lastRun?.error === undefined ? "" : `; the last run failed: ${lastRun.error}`;
  if (isLate) {
    const good =
      lastSuccess === undefined ? `no good run since ${updated}` : `the last good run ended at ${lastSuccess}`;
    return { isHealthy: false, words: `${good}${last}` };
  }
  if (everyMs === undefined && lastRun?.error !== undefined) {
    return { isHealthy: false, words: `the last run failed: ${lastRun.error}` };
  }
  const failing = failuresInARow === 0 ? "" : `, ${failuresInARow} failed since`;
  const good =
    lastSuccess === undefined ? "no run has ended yet" : `the last good run ended at ${lastSuccess}${failing}`;
  return { isHealthy: true, words: `${state}; ${good}${last}` };
}
