import { rm } from "node:fs/promises";
import path from "node:path";
import {
  closeCheckpoint,
  openCheckpoint,
  readCommit,
  unpackCheckpoint,
  type Checkpoint,
} from "../checkpoint/checkpoint.ts";
import { folders, type Commit, type Destination } from "../destination/destination.ts";
import { formerManifest } from "../destination/destinationPath.ts";
import { messageOf, PrepError } from "../errors.ts";

/** The checkpoint of a destination, and what of the destination does not come from it. */
export interface LoadedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Local file that it is in. */
  readonly file: string;
  /** Files of the tables that the next commit removes: with `--full` all of them, else none. */
  readonly strays: readonly string[];
}

/**
 * Brings the last run to its end where that has died after its commit, and opens the checkpoint. Throws where the
 * checkpoint is lost or damaged, unless everything is read anew (`isFull`), and where somebody else's files lie in
 * the tables' folder.
 */
export async function loadCheckpoint(destination: Destination, isFull: boolean): Promise<LoadedCheckpoint> {
  const file = path.join(destination.scratch, "checkpoint.sqlite");
  const packed = `${file}.zst`;
  const isThere = await destination.fetchCheckpoint(packed);
  const place: CheckpointPlace = { destination, packed, file };
  if (isThere && !isFull) {
    const { checkpoint, commit } = await openPublished(place);
    await applyPending(place, commit);
    return { checkpoint, file, strays: [] };
  }
  if (isThere) await tryToFinish(place);
  const strays = await findStrays(destination, { isThere, isFull });
  await rm(file, { force: true });
  return { checkpoint: openCheckpoint(file), file, strays };
}

/** The same after a commit of this run, which was of what is in its file, and was applied. */
export function reopenCheckpoint({ file }: LoadedCheckpoint): LoadedCheckpoint {
  return { checkpoint: openCheckpoint(file), file, strays: [] };
}

/** The published checkpoint: its packed copy, and where it is unpacked. */
interface CheckpointPlace {
  readonly destination: Destination;
  readonly packed: string;
  readonly file: string;
}

async function applyPending({ destination }: CheckpointPlace, commit: Commit | undefined): Promise<void> {
  if (commit && (await destination.isPending(commit.runId))) await destination.apply(commit);
}

/** Reading everything anew may fail too: then what the run before has committed must not be lost by it. */
async function tryToFinish(place: CheckpointPlace): Promise<void> {
  let published: Published | undefined;
  try {
    published = await openPublished(place);
    await applyPending(place, published.commit);
  } catch {
    // Whatever is wrong with the checkpoint or its commit: to read everything anew is what heals it.
  } finally {
    if (published) closeCheckpoint(published.checkpoint);
  }
}

interface Published {
  readonly checkpoint: Checkpoint;
  readonly commit: Commit | undefined;
}

async function openPublished({ destination, packed, file }: CheckpointPlace): Promise<Published> {
  let checkpoint: Checkpoint | undefined;
  try {
    await unpackCheckpoint(packed, file);
    checkpoint = openCheckpoint(file);
    return { checkpoint, commit: readCommit(checkpoint) };
  } catch (cause) {
    if (checkpoint) closeCheckpoint(checkpoint);
    const reason = messageOf(cause);
    const where = `${destination.label}/${folders.state}`;
    throw new PrepError("destination", `the checkpoint in ${where} cannot be used: ${reason}; run with --full`, {
      where,
      cause,
    });
  }
}

/** Files as we name them, now or in 0.1.0; all others are somebody else's. */
function isOurs(file: string): boolean {
  const isTable = /^(flows|traffic)\/date=[^/]+\/hour=\d\d\/\1(?:-\d{4})?\.(?:parquet|csv)$/.test(file);
  return isTable || /^rejects\/(?:date=[^/]+\/)?rejects\.jsonl$/.test(file);
}

async function findStrays(
  destination: Destination,
  { isThere, isFull }: { readonly isThere: boolean; readonly isFull: boolean },
): Promise<string[]> {
  const listed = await destination.list();
  const tables = listed.filter((file) => !file.startsWith(`${folders.runs}/`));
  if (tables.length === 0) return [];
  const isFormer = (await destination.read(formerManifest)) !== undefined;
  if (isFormer) return [...tables.filter(isOurs), formerManifest];
  const where = destination.label;
  if (!isThere && listed.length === tables.length) {
    const message = `${where}/${folders.flows} was not written by flow-chord; use another --out or remove it`;
    throw new PrepError("destination", message, { where });
  }
  if (!isFull) {
    const message = `the checkpoint of ${where} is lost; run with --full to read everything and write the tables anew`;
    throw new PrepError("destination", message, { where });
  }
  return tables.filter(isOurs);
}
