import {
  addExpiredRows,
  expiredRowsOf,
  forgetExpiredRows,
  listFilesBefore,
  readExpired,
  readKeptFrom,
  writeExpired,
  writeKeptFrom,
} from "../checkpoint/expired.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { deleteFile } from "../checkpoint/tableFiles.ts";
import { addTally, createTally, type Tally } from "../columns/tally.ts";
import { folders } from "../destination/destination.ts";
import type { PrepOptions } from "../options.ts";
import type { TimeRange } from "../plan/timeRange.ts";
import type { Part } from "./part.ts";
import type { StagedTables } from "./stagedFiles.ts";

const hourLengthMs = 3_600_000;

/**
 * The first hour that stays: with `--keep`, that which is not over yet so long ago; never one that a run has emptied
 * before, as what is left of its rows in the logs would not be all of them. Undefined where all of them stay.
 */
export function keptFromOf(
  { keepMs }: Pick<PrepOptions, "keepMs">,
  started: Date,
  checkpoint: Checkpoint,
): number | undefined {
  const before = readKeptFrom(checkpoint);
  if (keepMs === undefined) return before;
  const hourMs = Math.floor((started.getTime() - keepMs) / hourLengthMs) * hourLengthMs;
  return Math.max(hourMs, before ?? -Infinity);
}

/** What is read: nothing that would be removed again. */
export function narrowRange(range: TimeRange, keptFromMs: number | undefined): TimeRange {
  if (keptFromMs === undefined) return range;
  return { ...range, sinceMs: Math.max(range.sinceMs ?? -Infinity, keptFromMs) };
}

/** Whether hours before the first that stays have files. */
export function hasExpired(checkpoint: Checkpoint, keptFromMs: number | undefined): keptFromMs is number {
  return keptFromMs !== undefined && listFilesBefore(checkpoint, keptFromMs).length > 0;
}

/** Removes the files of all hours before the first that stays, and counts what goes. */
export function expireHours(part: Part, tables: StagedTables, keptFromMs: number): void {
  const { checkpoint, expired } = part;
  const kind = part.formats[0]?.name;
  for (const file of listFilesBefore(checkpoint, keptFromMs)) {
    tables.removed.push(file.path);
    deleteFile(checkpoint, file.path);
    expired.files++;
    // The other format has the same rows, and traffic their sums.
    if (file.kind !== kind || !file.path.startsWith(`${folders.flows}/`)) continue;
    addExpiredRows(checkpoint, file);
    addTally(expired.tally, file.tally);
  }
  const all = readExpired(checkpoint);
  addTally(all, expired.tally);
  writeExpired(checkpoint, all);
  writeKeptFrom(checkpoint, keptFromMs);
}

/**
 * A blob that is replaced may have rows in hours that are gone: the tables lose less than it had. How many is known, so
 * the rows must still add up; the sums of what was gone before are what is missing.
 */
export function settleExpired({ checkpoint, replaced, gained: wanted }: Part, gained: Tally): void {
  let rows = 0;
  for (const id of replaced.keys()) {
    rows += expiredRowsOf(checkpoint, id);
    forgetExpiredRows(checkpoint, id);
  }
  if (rows === 0 || gained.rows !== wanted.rows + rows) return;
  const gone = createTally();
  addTally(gone, gained);
  addTally(gone, wanted, -1);
  const all = readExpired(checkpoint);
  addTally(all, gone, -1);
  writeExpired(checkpoint, all);
  addTally(wanted, gone);
}
