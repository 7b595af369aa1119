import { createReadStream, createWriteStream } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import type { Commit } from "../destination/destination.ts";
import { loadSqlite } from "../destination/loadSqlite.ts";
import { createBlobStatements, type BlobStatements } from "./knownBlobs.ts";
import { migrate } from "./schema.ts";

/**
 * What all runs so far have read and written: every blob, how far it was read, every file of the tables, and the last
 * commit. An SQLite database in a local file of its own; published as a compressed copy.
 */
export interface Checkpoint {
  readonly database: DatabaseSync;
  readonly blobs: BlobStatements;
}

/** Facts about the whole destination, by name. */
interface Meta {
  /** Which files an hour has: `parquet`, `csv` or `both`. */
  format: string;
  nextBlobId: string;
  /** Tally of all rows, as JSON. */
  table: string;
  /** The first hour that stays, in milliseconds since 1970 UTC; none before it is ever filled again. */
  keptFrom: string;
  /** Tally of the rows of blobs that are not in the tables any more, as JSON. */
  expired: string;
  /** The commit that the checkpoint was published with, as JSON, without its line of the ledger, which may be long. */
  commit: string;
  ledgerLine: string;
}

/** Opens a checkpoint, an empty one where the file is missing, and brings it to the last version. */
export function openCheckpoint(file: string): Checkpoint {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(file);
  try {
    // The file is a copy for this run alone: a crash loses nothing that counts, and nobody else has to be kept out.
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;");
    database.exec("PRAGMA cache_size = -32768;");
    migrate(database);
    return { database, blobs: createBlobStatements(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

export function closeCheckpoint({ database }: Checkpoint): void {
  if (database.isOpen) database.close();
}

export function readMeta({ database }: Checkpoint, key: keyof Meta): string | undefined {
  const found = database.prepare("SELECT value FROM meta WHERE key = ?").get(key) as { value: string } | undefined;
  return found?.value;
}

/** Whether it was ever published. */
export function hasCommit({ database }: Checkpoint): boolean {
  return database.prepare("SELECT 1 FROM meta WHERE key = 'commit'").get() !== undefined;
}

export function writeMeta({ database }: Checkpoint, key: keyof Meta, value: string): void {
  database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)").run(key, value);
}

/** The commit that this checkpoint was published with; undefined where it never was. */
export function readCommit(checkpoint: Checkpoint): Commit | undefined {
  const text = readMeta(checkpoint, "commit");
  if (text === undefined) return undefined;
  const { ledger, ...commit } = JSON.parse(text) as Commit;
  return { ...commit, ledger: { ...ledger, line: readMeta(checkpoint, "ledgerLine") ?? "" } };
}

export function writeCommit(checkpoint: Checkpoint, { ledger: { line, ...ledger }, ...commit }: Commit): void {
  writeMeta(checkpoint, "commit", JSON.stringify({ ...commit, ledger }));
  writeMeta(checkpoint, "ledgerLine", line);
}

/** Many changes are much quicker in one go. */
export function beginChanges({ database }: Checkpoint): void {
  database.exec("BEGIN");
}

export function endChanges({ database }: Checkpoint): void {
  database.exec("COMMIT; PRAGMA shrink_memory;");
}

/** Compresses a closed checkpoint. The format's own checksum shows damage when it is opened again. */
export async function packCheckpoint(file: string, packed: string): Promise<void> {
  const params = { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 1 };
  await pipeline(createReadStream(file), createZstdCompress({ params }), createWriteStream(packed));
}

/** Throws where the packed file is damaged. */
export async function unpackCheckpoint(packed: string, file: string): Promise<void> {
  await pipeline(createReadStream(packed), createZstdDecompress(), createWriteStream(file));
}
