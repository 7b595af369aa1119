import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { counterColumns, createTally, type Tally } from "../columns/tally.ts";
import { countNames, emptyCounts, spanOf, type Counts, type TimeSpan } from "../flatten/counts.ts";
import type { Resume } from "../flatten/reading.ts";
import type { KnownVersion } from "../plan/plan.ts";
import type { OpenContainer } from "../scan/splitter.ts";
import type { BlobRef } from "../source/source.ts";
import { splitName } from "./blobName.ts";
import { createVersionLookup, versionColumns, versionOf } from "./versionLookup.ts";

/** What all runs so far have read of one blob. */
export interface KnownBlob extends KnownVersion {
  /** Its lineage: segments of the tables' files name it. */
  readonly id: number;
  readonly mark: string | undefined;
  /** Undefined where it must be read from its start when it changes. */
  readonly resume: Resume | undefined;
  /** Of its rows in the tables. */
  readonly rowTimes: TimeSpan | undefined;
  readonly counts: Counts;
  readonly tally: Tally;
  /** Rejects behind the resume point. */
  readonly tailRejects: number;
}

/** Prepared statements on the blobs of a checkpoint. */
export interface BlobStatements {
  /** The blob's version and no more: a listing asks for each of its blobs. */
  readonly version: (blob: BlobRef) => KnownVersion | undefined;
  readonly get: (blob: BlobRef) => KnownBlob | undefined;
  readonly put: (blob: BlobRef, known: KnownBlob) => void;
  /** Every blob with its `origin/name`, ordered by it within each folder. */
  readonly all: () => Iterable<readonly [identity: string, known: KnownBlob]>;
}

const columns =
  "id, etag, length, crc32, mark, resume, is_flow_log, since_ms, until_ms, row_min_ms, row_max_ms, skipped_before_ms, skipped_after_ms, counts, sums, nulls, tail_rejects";

export function createBlobStatements(database: DatabaseSync): BlobStatements {
  const where = "WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name = ?";
  const get = database.prepare(`SELECT ${columns} FROM blob ${where}`);
  const put = database.prepare(
    `INSERT OR REPLACE INTO blob (folder, name, ${columns}) VALUES (?, ?${", ?".repeat(columns.split(",").length)})`,
  );
  const idOf = createFolderIds(database);
  const all = database.prepare(
    `SELECT folder.path AS path, name, ${columns.replace("id,", "blob.id AS id,")}
     FROM blob JOIN folder ON folder.id = blob.folder ORDER BY folder, name`,
  );
  return {
    version: createVersionLookup(database),
    get: (blob) => {
      const row = get.get(...splitName(blob));
      return row && blobOf(row);
    },
    put: (blob, known) => {
      const [folder, name] = splitName(blob);
      put.run(idOf(folder), name, ...valuesOf(known));
    },
    *all() {
      for (const row of all.iterate()) yield [`${String(row["path"])}${String(row["name"])}`, blobOf(row)];
    },
  };
}

/** The id of a folder, which is added where it is missing. Blobs that follow each other are mostly of one folder. */
function createFolderIds(database: DatabaseSync): (folder: string) => number {
  const add = database.prepare("INSERT OR IGNORE INTO folder (path) VALUES (?)");
  const find = database.prepare("SELECT id FROM folder WHERE path = ?");
  let [lastFolder, lastId]: [string | undefined, number] = [undefined, 0];
  return (folder) => {
    if (folder === lastFolder) return lastId;
    add.run(folder);
    [lastFolder, lastId] = [folder, (find.get(folder) as { id: number }).id];
    return lastId;
  };
}

type Row = Record<string, SQLOutputValue>;

function blobOf(row: Row): KnownBlob {
  const counts = countsOf(String(row["counts"]));
  return {
    id: row["id"] as number,
    ...versionOf(versionColumns.map((column) => row[column] ?? null)),
    mark: (row["mark"] ?? undefined) as string | undefined,
    resume: resumeOf(row),
    rowTimes: spanOf(row["row_min_ms"], row["row_max_ms"]),
    counts,
    tally: tallyOf(counts.rows, row),
    tailRejects: row["tail_rejects"] as number,
  };
}

function valuesOf(known: KnownBlob) {
  const { resume, range, rowTimes, skipped, counts, tally } = known;
  return [
    known.id,
    known.etag ?? null,
    resume?.point.pos ?? 0,
    resume?.crc32 ?? 0,
    known.mark ?? null,
    resume ? resume.point.open.join(" ") : null,
    known.isFlowLog ? 1 : 0,
    range.sinceMs ?? null,
    range.untilMs ?? null,
    rowTimes?.minMs ?? null,
    rowTimes?.maxMs ?? null,
    skipped.beforeMs ?? null,
    skipped.afterMs ?? null,
    countNames.map((name) => counts[name]).join(" "),
    counterColumns.map(({ name }) => tally.sums[name]).join(" "),
    counterColumns.map(({ name }) => tally.nulls[name]).join(" "),
    known.tailRejects,
  ];
}

function resumeOf(row: Row): Resume | undefined {
  if (typeof row["resume"] !== "string") return undefined;
  const open = row["resume"].split(" ").filter((word) => word !== "") as OpenContainer[];
  const point = { pos: row["length"] as number, open };
  return { point, crc32: row["crc32"] as number };
}

function countsOf(text: string): Counts {
  const numbers = text.split(" ").map(Number);
  const counts = emptyCounts();
  for (const [index, name] of countNames.entries()) counts[name] = numbers[index] ?? 0;
  return counts;
}

function tallyOf(rows: number, row: Row): Tally {
  const tally = createTally();
  tally.rows = rows;
  const sums = String(row["sums"]).split(" ");
  const nulls = String(row["nulls"]).split(" ");
  counterColumns.forEach(({ name }, index) => {
    tally.sums[name] = BigInt(sums[index] ?? "0");
    tally.nulls[name] = Number(nulls[index]);
  });
  return tally;
}
