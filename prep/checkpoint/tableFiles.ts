import type { Segment } from "../columns/batch.ts";
import { tallyFromJson, tallyToJson, type Tally, type TallyJson } from "../columns/tally.ts";
import type { Checkpoint } from "./checkpoint.ts";

/** A file of the tables, as the last commit has left it. */
export interface KnownFile {
  /** Below the destination, with `/`. */
  readonly path: string;
  readonly kind: "parquet" | "csv" | "rejects";
  /** Undefined for rejects. */
  readonly hourMs: number | undefined;
  readonly bytes: number;
  /** Which blobs its rows come from, in their order; none for rejects. */
  readonly segments: readonly Segment[];
  /** Of its rows; of rejects the lines only. */
  readonly tally: Tally;
}

export function getFile({ database }: Checkpoint, path: string): KnownFile | undefined {
  const row = database.prepare("SELECT * FROM file WHERE path = ?").get(path);
  return row && fileOf(row);
}

export function putFile({ database }: Checkpoint, { path, kind, hourMs, bytes, segments, tally }: KnownFile): void {
  const statement = database.prepare(
    "INSERT OR REPLACE INTO file (path, kind, hour_ms, bytes, segments, tally) VALUES (?, ?, ?, ?, ?, ?)",
  );
  statement.run(path, kind, hourMs ?? null, bytes, packSegments(segments), JSON.stringify(tallyToJson(tally)));
}

export function deleteFile({ database }: Checkpoint, path: string): void {
  database.prepare("DELETE FROM file WHERE path = ?").run(path);
}

/** Every file, by path. */
export function* listFiles({ database }: Checkpoint): Generator<KnownFile> {
  for (const row of database.prepare("SELECT * FROM file ORDER BY path").iterate()) yield fileOf(row);
}

/** Hours of the table with rows in a span of time, in milliseconds since 1970 UTC. */
export function listHours(
  { database }: Checkpoint,
  span: { readonly minMs: number; readonly maxMs: number },
): number[] {
  const statement = database.prepare(
    "SELECT DISTINCT hour_ms FROM file WHERE hour_ms > ? AND hour_ms <= ? ORDER BY hour_ms",
  );
  return statement.all(span.minMs - 3_600_000, span.maxMs).map((row) => row["hour_ms"] as number);
}

/** Whether there is a file in a folder. */
export function hasFiles({ database }: Checkpoint, folder: string): boolean {
  return database.prepare("SELECT 1 FROM file WHERE path GLOB ? LIMIT 1").get(`${folder}/*`) !== undefined;
}

/** Hours with a file in one folder of tables and none in another. */
export function listHoursOnlyIn({ database }: Checkpoint, folder: string, other: string): number[] {
  const hours = "SELECT hour_ms FROM file WHERE hour_ms IS NOT NULL AND path GLOB ?";
  const statement = database.prepare(`${hours} EXCEPT ${hours}`);
  return statement.all(`${folder}/*`, `${other}/*`).map((row) => row["hour_ms"] as number);
}

function fileOf(row: Record<string, unknown>): KnownFile {
  return {
    path: row["path"] as string,
    kind: row["kind"] as KnownFile["kind"],
    hourMs: (row["hour_ms"] ?? undefined) as number | undefined,
    bytes: row["bytes"] as number,
    segments: unpackSegments(row["segments"] as Uint8Array),
    tally: tallyFromJson(JSON.parse(row["tally"] as string) as TallyJson),
  };
}

function packSegments(segments: readonly Segment[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(segments.flatMap(({ lineage, rows }) => [lineage, rows])).buffer);
}

function unpackSegments(bytes: Uint8Array): Segment[] {
  const numbers = new Uint32Array(bytes.slice().buffer);
  const segments: Segment[] = [];
  for (let at = 0; at < numbers.length; at += 2) {
    segments.push({ lineage: numbers[at] ?? 0, rows: numbers[at + 1] ?? 0 });
  }
  return segments;
}
