import path from "node:path";
import {
  closeCheckpoint,
  endChanges,
  packCheckpoint,
  readMeta,
  writeCommit,
  writeMeta,
} from "../checkpoint/checkpoint.ts";
import { addTally, createTally, tallyFromJson, tallyToJson, type TallyJson } from "../columns/tally.ts";
import type { Commit } from "../destination/destination.ts";
import { messageOf, PrepError } from "../errors.ts";
import { expireHours } from "./expire.ts";
import { ledgerFile, ledgerLine, totalsOf, type LedgerFacts } from "./ledger.ts";
import type { Part } from "./part.ts";
import { stageTables } from "./stageTables.ts";

/** What committing needs beside the part. */
export interface PartFacts {
  readonly ledger: LedgerFacts;
  readonly format: string;
  /** Local file of the checkpoint. */
  readonly checkpointFile: string;
  /** Files of the tables that no checkpoint knows. */
  readonly strays: readonly string[];
  /** Hours before it go; undefined where none does. */
  readonly keptFromMs: number | undefined;
  readonly signal: AbortSignal;
  readonly beforeCommit: ((paths: readonly string[]) => Promise<void>) | undefined;
}

/**
 * Commits a part: everything that it has read is in the tables afterwards, or, where this throws, nothing of it. The
 * one exception says so: it has counted, and the next run puts it in its place. Returns the paths of the new files.
 */
export async function commitPart(part: Part, facts: PartFacts): Promise<string[]> {
  const { destination, checkpoint } = part;
  endChanges(checkpoint);
  const tables = await stageTables(part, facts.signal);
  if (facts.keptFromMs !== undefined) expireHours(part, tables, facts.keptFromMs);
  const table = tableAfter(part);
  const paths = tables.files.map((file) => file.path);
  const removed = [...tables.removed, ...facts.strays.filter((stray) => !paths.includes(stray))];
  const ledger = ledgerLine(facts.ledger, {
    totals: totalsOf(part.totals, part.read),
    files: tables.files.map(ledgerFile),
    removed,
    ...(part.expired.files > 0 && { expired: tallyToJson(part.expired.tally) }),
    table,
    blobs: part.ledger.splice(0),
  });
  const commit: Commit = { runId: facts.ledger.run, staged: tables.staged, removed, ledger };
  writeCommit(checkpoint, commit);
  writeMeta(checkpoint, "format", facts.format);
  writeMeta(checkpoint, "table", JSON.stringify(table));
  writeMeta(checkpoint, "nextBlobId", String(part.nextBlobId));
  closeCheckpoint(checkpoint);
  part.spool.close();
  const packed = path.join(destination.scratch, "checkpoint.sqlite.zst");
  await packCheckpoint(facts.checkpointFile, packed);
  facts.signal.throwIfAborted();
  await facts.beforeCommit?.(paths);
  await destination.publish(packed);
  await applyPublished(part, commit);
  return paths;
}

async function applyPublished({ destination }: Part, commit: Commit): Promise<void> {
  try {
    await destination.apply(commit);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new PrepError("unfinished", `${reason}; what was read is safe, the next run puts it in its place`, { cause });
  }
}

/** All rows of the table once the part is in it. */
function tableAfter({ checkpoint, gained, expired }: Part): TallyJson {
  const before = readMeta(checkpoint, "table");
  const tally = before === undefined ? createTally() : tallyFromJson(JSON.parse(before) as TallyJson);
  addTally(tally, gained);
  addTally(tally, expired.tally, -1);
  return tallyToJson(tally);
}
