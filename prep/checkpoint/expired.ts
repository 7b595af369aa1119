import { createTally, tallyFromJson, tallyToJson, type Tally, type TallyJson } from "../columns/tally.ts";
import { readMeta, writeMeta, type Checkpoint } from "./checkpoint.ts";
import { listFiles, type KnownFile } from "./tableFiles.ts";

/** Before which hour the tables have been emptied for good; undefined where they never were. */
export function readKeptFrom(checkpoint: Checkpoint): number | undefined {
  const text = readMeta(checkpoint, "keptFrom");
  return text === undefined ? undefined : Number(text);
}

export function writeKeptFrom(checkpoint: Checkpoint, hourMs: number): void {
  writeMeta(checkpoint, "keptFrom", String(hourMs));
}

/** Files of the hours before one; rejects are of no hour. */
export function listFilesBefore(checkpoint: Checkpoint, hourMs: number): KnownFile[] {
  return [...listFiles(checkpoint)].filter((file) => file.hourMs !== undefined && file.hourMs < hourMs);
}

/** All rows that have been removed from the tables, while what is known of their blobs still counts them. */
export function readExpired(checkpoint: Checkpoint): Tally {
  const text = readMeta(checkpoint, "expired");
  return text === undefined ? createTally() : tallyFromJson(JSON.parse(text) as TallyJson);
}

export function writeExpired(checkpoint: Checkpoint, tally: Tally): void {
  writeMeta(checkpoint, "expired", JSON.stringify(tallyToJson(tally)));
}

/** How many of them are of a blob, by its id. */
export function expiredRowsOf({ database }: Checkpoint, id: number): number {
  const row = database.prepare("SELECT rows FROM expired WHERE id = ?").get(id);
  return (row?.["rows"] ?? 0) as number;
}

export function addExpiredRows({ database }: Checkpoint, { segments }: KnownFile): void {
  const add = database.prepare(
    "INSERT INTO expired (id, rows) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET rows = rows + excluded.rows",
  );
  for (const { lineage, rows } of segments) add.run(lineage, rows);
}

export function forgetExpiredRows({ database }: Checkpoint, id: number): void {
  database.prepare("DELETE FROM expired WHERE id = ?").run(id);
}
