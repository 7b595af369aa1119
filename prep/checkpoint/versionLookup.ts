import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { KnownVersion } from "../plan/plan.ts";
import type { BlobRef } from "../source/source.ts";
import { splitName } from "./blobName.ts";

type Row = SQLOutputValue[];

/** Columns of a blob's version, in the order that `versionOf` takes their values in. */
export const versionColumns = [
  "etag",
  "length",
  "is_flow_log",
  "since_ms",
  "until_ms",
  "skipped_before_ms",
  "skipped_after_ms",
] as const;

const beyondSurrogates = /[\ud800-\uffff]/;

/**
 * Finds the version of one listed blob after the other. Listings are in the order of names, and so are the blobs of a
 * folder in the checkpoint: going along with them is ten times as fast as asking for each. Any other order is right
 * too, and slower.
 */
export function createVersionLookup(database: DatabaseSync): (blob: BlobRef) => KnownVersion | undefined {
  const statement = database.prepare(
    `SELECT name, ${versionColumns.join(", ")} FROM blob
     WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name >= ? ORDER BY name`,
  );
  statement.setReturnArrays(true);
  let rows: Iterator<unknown> | undefined;
  let current: Row | undefined;
  let [lastFolder, lastName] = ["", ""];
  return (blob) => {
    const [folder, name] = splitName(blob);
    if (!rows || folder !== lastFolder || !isBefore(lastName, name)) {
      rows = statement.iterate(folder, name);
      current = nextOf(rows);
    }
    [lastFolder, lastName] = [folder, name];
    while (current && isBefore(String(current[0]), name)) current = nextOf(rows);
    return current?.[0] === name ? versionOf(current.slice(1)) : undefined;
  };
}

/** The order of SQLite, that of UTF-8 bytes: UTF-16 has another one beyond its surrogates. */
function isBefore(a: string, b: string): boolean {
  if (!beyondSurrogates.test(a) && !beyondSurrogates.test(b)) return a < b;
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}

function nextOf(rows: Iterator<unknown>): Row | undefined {
  const next = rows.next();
  return next.done === true ? undefined : (next.value as Row);
}

/** A version from the values of its columns. */
export function versionOf([etag, length, isFlowLog, sinceMs, untilMs, beforeMs, afterMs]: Row): KnownVersion {
  return {
    etag: (etag ?? undefined) as string | undefined,
    readBytes: length as number,
    isFlowLog: isFlowLog === 1,
    range: { sinceMs: numberOf(sinceMs), untilMs: numberOf(untilMs) },
    skipped: { beforeMs: numberOf(beforeMs), afterMs: numberOf(afterMs) },
  };
}

function numberOf(value: SQLOutputValue | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
