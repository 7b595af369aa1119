import { randomUUID } from "node:crypto";
import { copyFile, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import path from "node:path";
import { codeOf } from "../errors.ts";
import { applyCommit } from "./applyCommit.ts";
import {
  folders,
  writtenFolders,
  type Destination,
  type FilePart,
  type RandomAccess,
  type StagedFile,
} from "./destination.ts";
import { checkPath, checkRunId } from "./destinationPath.ts";
import { makeFolder, syncFolder, whileBusy, withFile, writeAll } from "./durable.ts";
import { explainFolder } from "./explainFolder.ts";
import { checkpointName, placeOf, stagedFolder, type FolderToken } from "./folderPlaces.ts";
import { lockFolder, type ReleaseLock } from "./folderLock.ts";
import { readPieces } from "./localPart.ts";
import { prepareOnce } from "./prepareOnce.ts";

const pieceBytes = 1 << 20;
const scratchSuffix = ".scratch";

interface FolderRun {
  readonly root: string;
  readonly runId: string;
  /** Set while this run stages: its folder is there, and those of runs that died are gone. */
  prepared: Promise<void> | undefined;
  /** Whether the commit of this run may count already, and is not applied to its end. */
  isPublished: boolean;
  isClosed: boolean;
}

/**
 * Opens a folder for one run, and makes it where it is missing. What runs before have staged stays until the first
 * `stage` or `publish`, so that a pending commit can be applied; then everything in `_staging` but our own goes.
 * Throws a PrepError in one sentence where another run has the folder, or where it cannot be written to.
 */
export async function openFolder(root: string, runId: string): Promise<Destination> {
  checkRunId(runId);
  const run: FolderRun = {
    root: path.resolve(root),
    runId,
    prepared: undefined,
    isPublished: false,
    isClosed: false,
  };
  let release: ReleaseLock | undefined;
  try {
    const state = path.join(run.root, folders.state);
    await makeFolder(state);
    release = lockFolder(state, root);
    await removeStaging(run, (name) => name.endsWith(scratchSuffix));
    await makeFolder(scratchOf(run));
    return folderOf(run, root, release);
  } catch (cause) {
    release?.();
    throw explainFolder(cause, root);
  }
}

function folderOf(run: FolderRun, label: string, release: ReleaseLock): Destination {
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    if (run.isClosed) throw new Error(`${label} is closed`);
    try {
      return await work();
    } catch (cause) {
      throw explainFolder(cause, label);
    }
  };
  return {
    label,
    scratch: scratchOf(run),
    fetchCheckpoint: (file) => guard(() => fetchCheckpoint(run, file)),
    read: (file) => guard(() => openRandomAccess(placeOf(run.root, checkPath(file)))),
    list: () => guard(() => listFiles(run.root)),
    stage: (file, parts) => guard(() => stageFile(run, file, parts)),
    publish: (file) => guard(() => publishCheckpoint(run, file)),
    isPending: (runId) => guard(() => exists(stagingOf({ root: run.root, runId: checkRunId(runId) }))),
    apply: (commit) =>
      guard(async () => {
        await applyCommit(run.root, commit);
        if (commit.runId !== run.runId) return;
        run.isPublished = false;
        run.prepared = undefined;
      }),
    close: () => closeFolder(run, release),
  };
}

function stagingOf({ root, runId }: Pick<FolderRun, "root" | "runId">): string {
  return path.join(root, folders.staging, runId);
}

/** Beside what is staged: it stays when a commit of this run has been applied. */
function scratchOf(run: FolderRun): string {
  return stagingOf(run) + scratchSuffix;
}

async function fetchCheckpoint({ root }: FolderRun, file: string): Promise<boolean> {
  try {
    await copyFile(placeOf(root, checkpointName), file);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT" && !(await exists(placeOf(root, checkpointName)))) return false;
    throw cause;
  }
}

/** Each slice opens the file anew: nothing has to be closed. */
async function openRandomAccess(file: string): Promise<RandomAccess | undefined> {
  if (!(await exists(file))) return undefined;
  const { size } = await stat(file);
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      const content = new ArrayBuffer(Math.max(0, Math.min(end, size) - start));
      const bytes = new Uint8Array(content);
      const part = { kind: "spooled", file, start, end: start + bytes.length } as const;
      let filled = 0;
      for await (const piece of readPieces(part, pieceBytes)) {
        bytes.set(piece, filled);
        filled += piece.length;
      }
      return content;
    },
  };
}

async function listFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  for (const folder of writtenFolders) {
    if (!(await exists(path.join(root, folder)))) continue;
    for (const entry of await readdir(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      files.push(path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
    }
  }
  return files.sort();
}

/** Each version has a name of its own: a commit that is applied again cannot take a later one for its own. */
async function stageFile(run: FolderRun, file: string, parts: readonly FilePart[]): Promise<StagedFile> {
  const place = placeOf(run.root, checkPath(file));
  await prepareOnce(run, () => makeStaging(run));
  const name = randomUUID();
  const staged = path.join(stagedFolder(run.root, run.runId), name);
  const sizeBytes = (await moveFile(staged, parts)) ?? (await writeFile(staged, parts, place));
  const token: FolderToken = { name, sizeBytes };
  return { path: file, token };
}

/** Takes a file that is there already, durably; undefined where the parts are not one that may be moved. */
async function moveFile(file: string, [part, ...others]: readonly FilePart[]): Promise<number | undefined> {
  if (part?.kind !== "spooled" || part.isMovable !== true || others.length > 0) return undefined;
  await whileBusy(() => withFile(part.file, "r+", (handle) => handle.sync()));
  await whileBusy(() => rename(part.file, file));
  return part.end;
}

/** Writes a new file, durably, or leaves none. Kept parts come from the file `before`. Returns the size. */
async function writeFile(file: string, parts: readonly FilePart[], before: string): Promise<number> {
  try {
    return await withFile(file, "w", async (handle) => {
      let end = 0;
      for (const part of parts) {
        const local = part.kind === "kept" ? ({ ...part, kind: "spooled", file: before } as const) : part;
        for await (const piece of readPieces(local, pieceBytes)) end = await writeAll(handle, piece, end);
      }
      await handle.sync();
      return end;
    });
  } catch (cause) {
    await rm(file, { force: true });
    throw cause;
  }
}

/** From before the rename on the commit may count: whatever then fails, what is staged has to stay. */
async function publishCheckpoint(run: FolderRun, checkpointFile: string): Promise<void> {
  await prepareOnce(run, () => makeStaging(run));
  await syncFolder(stagedFolder(run.root, run.runId));
  const place = placeOf(run.root, checkpointName);
  const { size } = await stat(checkpointFile);
  await writeFile(`${place}.new`, [{ kind: "spooled", file: checkpointFile, start: 0, end: size }], "");
  run.isPublished = true;
  await whileBusy(() => rename(`${place}.new`, place));
  await syncFolder(path.dirname(place));
}

async function makeStaging(run: FolderRun): Promise<void> {
  const own = [stagingOf(run), scratchOf(run)].map((folder) => path.basename(folder));
  await removeStaging(run, (name) => !own.includes(name));
  await makeFolder(stagedFolder(run.root, run.runId));
}

/** Removes what other runs have left. None of them is alive: we hold the lock. */
async function removeStaging({ root }: FolderRun, isLeft: (name: string) => boolean): Promise<void> {
  const staging = path.join(root, folders.staging);
  await makeFolder(staging);
  for (const name of await readdir(staging)) if (isLeft(name)) await removeFolder(path.join(staging, name));
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function closeFolder(run: FolderRun, release: ReleaseLock): Promise<void> {
  if (run.isClosed) return;
  run.isClosed = true;
  try {
    await removeFolder(scratchOf(run));
    if (!run.isPublished) await removeFolder(stagingOf(run));
    await rmdir(path.join(run.root, folders.staging));
  } catch {
    // What is left in staging goes with the next run.
  }
  release();
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return false;
    throw cause;
  }
}
