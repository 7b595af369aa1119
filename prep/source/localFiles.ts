import { createReadStream, type Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { PrepError } from "../errors.ts";
import type { BlobRef, Source } from "./source.ts";

const readSizeBytes = 1 << 20;

/**
 * A file, or a folder with everything below it. Names that start with `.` or `_` are not listed, links to folders are
 * not followed, and neither is `exclude`, the destination, where it lies inside the folder.
 */
export function openLocalFiles(root: string, exclude?: string): Source {
  const excluded = exclude === undefined ? undefined : path.resolve(exclude);
  return {
    label: root,
    list: (signal) => listPath(root, { excluded, signal }),
    read: (blob, signal) => readFile(root, blob.name, signal),
  };
}

interface ListContext {
  readonly excluded: string | undefined;
  readonly signal: AbortSignal;
}

async function* listPath(root: string, context: ListContext): AsyncGenerator<BlobRef> {
  const found = await stat(root).catch((cause: unknown) => {
    throw new PrepError("source", `cannot read ${root}: ${reasonOf(cause)}`, { where: root, cause });
  });
  if (found.isDirectory()) yield* listFolder(root, "", context);
  else yield { name: path.basename(root), sizeBytes: found.size, etag: etagOf(found) };
}

async function* listFolder(root: string, below: string, context: ListContext): AsyncGenerator<BlobRef> {
  const folder = path.join(root, below);
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new PrepError("source", `cannot list ${folder}: ${reasonOf(cause)}`, { where: folder, cause });
  });
  for (const entry of entries.sort(byName)) {
    context.signal.throwIfAborted();
    if (/^[._]/.test(entry.name)) continue;
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    if (path.resolve(root, name) === context.excluded) continue;
    if (entry.isDirectory()) yield* listFolder(root, name, context);
    else if (entry.isFile() || entry.isSymbolicLink()) yield* listFile(root, name);
  }
}

async function* listFile(root: string, name: string): AsyncGenerator<BlobRef> {
  const found = await stat(path.join(root, name)).catch(() => undefined);
  if (found?.isFile() === true) yield { name, sizeBytes: found.size, etag: etagOf(found) };
}

/** Names are relative to a folder; a source that is one file has one blob, named as the file. */
async function readFile(
  root: string,
  name: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const foundRoot = await stat(root).catch(() => undefined);
  const file = foundRoot?.isDirectory() === true ? path.join(root, ...name.split("/")) : root;
  const found = await stat(file).catch(() => undefined);
  if (!found) return undefined;
  return createReadStream(file, { highWaterMark: readSizeBytes, signal });
}

function etagOf(found: { mtimeMs: number; size: number }): string {
  return `${found.mtimeMs.toString(36)}-${found.size.toString(36)}`;
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

function reasonOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "no such file or folder";
  if (code === "EACCES" || code === "EPERM") return "access is denied";
  return cause instanceof Error ? cause.message : String(cause);
}
