import { mkdir, open, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { codeOf } from "../errors.ts";

const longestPauseMs = 1_000;
const busyCodes = new Set(["EPERM", "EACCES", "EBUSY"]);

/** What systems say that cannot make a folder durable, as Windows; there the rename itself has to do. */
const noFolderSyncCodes = new Set(["EPERM", "EACCES", "EISDIR", "EINVAL", "ENOTSUP"]);

/** Opens a file for as long as the work lasts. */
export async function withFile<T>(
  file: string,
  flags: string | number,
  work: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const handle = await open(file, flags);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/**
 * Makes a folder and those above it, so that a power cut does not take them away again. Not `mkdir` with `recursive`:
 * Node never comes back from it where a folder refuses all others, as `/proc` does.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOneFolder(folder);
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT" || path.dirname(folder) === folder) throw cause;
    await makeFolder(path.dirname(folder));
    await makeOneFolder(folder);
  }
}

async function makeOneFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    if (await isFolder(folder)) return;
    throw cause;
  }
  await syncFolder(path.dirname(folder));
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** Makes durable which files are in a folder. A folder that is not there any more needs nothing. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    await withFile(folder, "r", (handle) => handle.sync());
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT" && !noFolderSyncCodes.has(codeOf(cause))) throw cause;
  }
}

/** Writes all of it from `position` on: the system may take less at a time. Returns where it ends. */
export async function writeAll(handle: FileHandle, content: Uint8Array, position: number): Promise<number> {
  for (let written = 0; written < content.length;) {
    written += (await handle.write(content, written, content.length - written, position + written)).bytesWritten;
  }
  return position + content.length;
}

/** Windows does not let go of a file while somebody reads it: tries again for about two seconds. */
export async function whileBusy<T>(action: () => Promise<T>): Promise<T> {
  for (let pauseMs = 10; ; pauseMs *= 2) {
    try {
      return await action();
    } catch (cause) {
      if (pauseMs > longestPauseMs || !busyCodes.has(codeOf(cause))) throw cause;
    }
    await setTimeout(pauseMs);
  }
}
