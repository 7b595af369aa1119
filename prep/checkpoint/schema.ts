import type { DatabaseSync } from "node:sqlite";

/**
 * Each step leads from one version of the checkpoint to the next; the version of a checkpoint is how many of them it
 * has seen. A step is never changed once it was released: add another one.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE folder (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
  CREATE TABLE blob (
    folder INTEGER NOT NULL REFERENCES folder (id),
    name TEXT NOT NULL,
    id INTEGER NOT NULL,
    etag TEXT,
    length INTEGER NOT NULL,
    crc32 INTEGER NOT NULL,
    mark TEXT,
    resume TEXT,
    is_flow_log INTEGER NOT NULL,
    since_ms INTEGER,
    until_ms INTEGER,
    row_min_ms INTEGER,
    row_max_ms INTEGER,
    skipped_before_ms INTEGER,
    skipped_after_ms INTEGER,
    counts TEXT NOT NULL,
    sums TEXT NOT NULL,
    nulls TEXT NOT NULL,
    tail_rejects INTEGER NOT NULL,
    PRIMARY KEY (folder, name)
  ) WITHOUT ROWID;
  CREATE TABLE file (
    path TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    hour_ms INTEGER,
    bytes INTEGER NOT NULL,
    segments BLOB NOT NULL,
    tally TEXT NOT NULL
  ) WITHOUT ROWID;
  `,
  // A place to go on from had a second number, and could lie before bytes that had decided about it.
  `
  UPDATE blob SET resume = NULL, length = 0, crc32 = 0 WHERE CAST(resume AS INTEGER) > length;
  UPDATE blob SET resume = ltrim(substr(resume, length(CAST(CAST(resume AS INTEGER) AS TEXT)) + 1)) WHERE resume IS NOT NULL;
  `,
  // The line of the ledger stood inside the commit's JSON, as a text of JSON in a text.
  `
  INSERT INTO meta SELECT 'ledgerLine', json_extract(value, '$.ledger.line') FROM meta WHERE key = 'commit';
  UPDATE meta SET value = json_remove(value, '$.ledger.line') WHERE key = 'commit';
  `,
  // Rows that --keep has removed, by the id of their blob.
  "CREATE TABLE expired (id INTEGER PRIMARY KEY, rows INTEGER NOT NULL);",
];

/** Brings a database to the last version. Throws where it is of a version that is not known yet. */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  const { user_version: version } = database.prepare("PRAGMA user_version").get() as { user_version: number };
  if (version > steps.length) {
    throw new Error(`it is of version ${version}, this flow-chord knows ${steps.length}: use a newer flow-chord`);
  }
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN; ${step}; PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
