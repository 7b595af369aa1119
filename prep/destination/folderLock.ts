import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { PrepError } from "../errors.ts";
import { loadSqlite } from "./loadSqlite.ts";

/** Lets the next run in; never throws. */
export type ReleaseLock = () => void;

/** What `lock.json` says of the run that writes; information for people, never a reason to refuse. */
interface Holder {
  readonly since: string;
  readonly pid: number;
  readonly host: string;
}

const sqliteBusy = 5;

/**
 * Locks a folder for this process, or throws a PrepError that says who has it. The lock is a transaction in
 * `lock.sqlite` that writes nothing and is never committed: the system frees it when the process dies, however.
 * No other code may open that file: closing it would free the lock of the whole process (POSIX).
 */
export function lockFolder(stateFolder: string, label: string): ReleaseLock {
  const { DatabaseSync } = loadSqlite();
  const infoFile = path.join(stateFolder, "lock.json");
  const database = new DatabaseSync(path.join(stateFolder, "lock.sqlite"));
  try {
    database.exec("BEGIN IMMEDIATE");
  } catch (cause) {
    database.close();
    if (!isBusy(cause)) throw cause;
    throw new PrepError("destination", `another run is writing to ${label}${describeHolder(infoFile)}`, {
      where: label,
      cause,
    });
  }
  const holder: Holder = { since: new Date().toISOString(), pid: process.pid, host: hostname() };
  ignoreErrors(() => {
    writeFileSync(infoFile, `${JSON.stringify(holder)}\n`);
  });
  return () => {
    ignoreErrors(() => {
      rmSync(infoFile, { force: true });
    });
    ignoreErrors(() => {
      database.close();
    });
  };
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && "errcode" in cause && (Number(cause.errcode) & 0xff) === sqliteBusy;
}

function describeHolder(infoFile: string): string {
  try {
    const { since, pid, host } = JSON.parse(readFileSync(infoFile, "utf8")) as Holder;
    return ` (since ${since}, process ${pid} on ${host})`;
  } catch {
    return "";
  }
}

function ignoreErrors(action: () => void): void {
  try {
    action();
  } catch {
    // What is for people only, or at the end of the run, must not stop it.
  }
}
