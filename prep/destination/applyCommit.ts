import { rename, rm, rmdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { codeOf, PrepError } from "../errors.ts";
import { appendLine } from "./appendLine.ts";
import { folders, type Commit, type StagedFile } from "./destination.ts";
import { checkCommit } from "./destinationPath.ts";
import { makeFolder, syncFolder, whileBusy } from "./durable.ts";
import { placeOf, stagedFolder, type FolderToken } from "./folderPlaces.ts";

/**
 * Does in a folder what a published commit says, each file by one rename. All of it is durable before the staging
 * folder goes, which says that there is something left to do. A repeat does only what is not done yet.
 */
export async function applyCommit(root: string, commit: Commit): Promise<void> {
  checkCommit(commit);
  const changed = new Set<string>();
  for (const file of commit.staged) changed.add(await placeFile(root, commit.runId, file));
  for (const file of commit.removed) changed.add(await removeFile(root, file));
  await appendLine(placeOf(root, commit.ledger.path), commit.ledger.line);
  for (const folder of changed) await syncFolder(folder);
  await rm(path.join(root, folders.staging, commit.runId), { recursive: true, force: true, maxRetries: 5 });
}

/** Returns the folder of the file. */
async function placeFile(root: string, runId: string, file: StagedFile): Promise<string> {
  const { name, sizeBytes } = readToken(file);
  const place = placeOf(root, file.path);
  const folder = path.dirname(place);
  await makeFolder(folder);
  try {
    await whileBusy(() => rename(path.join(stagedFolder(root, runId), name), place));
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT" || (await sizeOf(place)) !== sizeBytes) throw lostOr(cause, file.path);
  }
  return folder;
}

function readToken({ path: file, token }: StagedFile): FolderToken {
  const { name, sizeBytes } = (token ?? {}) as Partial<FolderToken>;
  if (name === undefined || sizeBytes === undefined || !/^[\da-f-]{36}$/.test(name)) {
    throw new PrepError("destination", `the checkpoint does not say where the new ${file} is; run with --full`);
  }
  return { name, sizeBytes };
}

function lostOr(cause: unknown, file: string): unknown {
  if (codeOf(cause) !== "ENOENT") return cause;
  return new PrepError("destination", `the new ${file} of the run before is lost; run with --full`, { cause });
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch {
    return undefined;
  }
}

/** Removes a file and the folders that this empties. Returns the folder of the file. */
async function removeFile(root: string, file: string): Promise<string> {
  const place = placeOf(root, file);
  try {
    await whileBusy(() => unlink(place));
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT") throw cause;
  }
  for (let folder = path.dirname(place); folder !== root; folder = path.dirname(folder)) {
    if (!(await removeEmptyFolder(folder))) break;
    await syncFolder(path.dirname(folder));
  }
  return path.dirname(place);
}

/** False where something is in it. One that is not there any more counts as removed. */
async function removeEmptyFolder(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (cause) {
    return codeOf(cause) === "ENOENT";
  }
}
