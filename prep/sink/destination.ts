import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PrepError } from "../errors.ts";

/** An output folder. Files are written in `staging` and appear in `root` only when the run is committed. */
export interface Destination {
  readonly root: string;
  readonly staging: string;
}

/** The folders below the root that a run fills; everything else in the root is left alone. */
export const tableFolders = { flows: "flows", rejects: "rejects" } as const;

const manifestPath = ["_state", "tables.json"];
const stagingPrefix = "_staging-";

interface Manifest {
  readonly version: 1;
  /** Every file that a run has put below the root, with `/`. */
  readonly files: readonly string[];
}

/** Opens a folder for one run and makes it where it is missing. Staging left behind by a run that died is removed. */
export async function openDestination(root: string): Promise<Destination> {
  const staging = path.join(root, `${stagingPrefix}${process.pid}`);
  try {
    await mkdir(root, { recursive: true });
    for (const name of await readdir(root)) {
      if (name.startsWith(stagingPrefix) && !isRunning(name)) await rm(path.join(root, name), { recursive: true });
    }
  } catch (cause) {
    throw new PrepError("destination", `cannot write to ${root}: ${messageOf(cause)}`, { where: root, cause });
  }
  await refuseForeignTables(root);
  await mkdir(staging);
  return { root, staging };
}

/**
 * Puts the staged files in their places, each by one rename, and removes those of the run before that are not among
 * them. The tables are replaced as a whole; a crash in the middle leaves a manifest that names every file.
 */
export async function commitDestination({ root, staging }: Destination, files: readonly string[]): Promise<void> {
  const before = await readManifest(root);
  await writeManifest(root, [...new Set([...before, ...files])]);
  for (const file of files) {
    await mkdir(path.dirname(placeOf(root, file)), { recursive: true });
    await rename(placeOf(staging, file), placeOf(root, file));
  }
  const kept = new Set(files);
  for (const file of before) if (!kept.has(file)) await removeFile(root, file);
  await writeManifest(root, files);
  await discardStaging({ root, staging });
}

/** Removes what a run has staged; the tables stay as they were. */
export async function discardStaging({ staging }: Destination): Promise<void> {
  await rm(staging, { recursive: true, force: true });
}

/** Removes a file, then each folder above it that this has emptied. */
async function removeFile(root: string, file: string): Promise<void> {
  await rm(placeOf(root, file), { force: true });
  for (let folder = path.posix.dirname(file); folder !== "."; folder = path.posix.dirname(folder)) {
    const isEmpty = await rmdir(placeOf(root, folder)).then(
      () => true,
      () => false,
    );
    if (!isEmpty) return;
  }
}

/** Files that no run has recorded would be read as rows beside ours. */
async function refuseForeignTables(root: string): Promise<void> {
  const known = await readManifest(root);
  const flows = path.join(root, tableFolders.flows);
  if (known.length > 0 || !existsSync(flows)) return;
  throw new PrepError("destination", `${flows} was not written by flow-chord; use another --out or remove it`, {
    where: root,
  });
}

async function readManifest(root: string): Promise<readonly string[]> {
  const file = path.join(root, ...manifestPath);
  if (!existsSync(file)) return [];
  try {
    const { files } = JSON.parse(await readFile(file, "utf8")) as Partial<Manifest>;
    if (files === undefined) throw new Error("it lists no files");
    return files;
  } catch (cause) {
    throw new PrepError("destination", `${file} is damaged; remove ${root} and run again`, { where: file, cause });
  }
}

async function writeManifest(root: string, files: readonly string[]): Promise<void> {
  const file = path.join(root, ...manifestPath);
  const manifest: Manifest = { version: 1, files: [...files].sort() };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(manifest, undefined, 1)}\n`, { flush: true });
  await rename(`${file}.new`, file);
}

function placeOf(folder: string, file: string): string {
  return path.join(folder, ...file.split("/"));
}

/** Whether another process that a staging folder is named after still runs; in a container every run has the same id. */
function isRunning(stagingName: string): boolean {
  const id = Number(stagingName.slice(stagingPrefix.length));
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
