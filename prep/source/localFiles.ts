import type { Dirent } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { PrepError } from "../errors.ts";
import type { BlobRef, Source } from "./source.ts";

const readSizeBytes = 1 << 20;

/**
 * A file, or a folder with everything below it. Names that start with `.` or `_` are not listed, nor is
 * `exclude`, the destination, where it lies inside the folder. A link is followed once, where it leads out of the folder.
 */
export function openLocalFiles(root: string, exclude?: string): Source {
  return {
    label: root,
    list: (signal) => listPath(root, exclude, signal),
    read: (blob, signal) => readFile(root, blob.name, signal),
  };
}

interface ListContext {
  /** Without links in it. */
  readonly realRoot: string;
  readonly excluded: string | undefined;
  readonly signal: AbortSignal;
  /** Places outside the root that a link has led to: each is read once. */
  readonly linked: Set<string>;
}

async function* listPath(root: string, exclude: string | undefined, signal: AbortSignal): AsyncGenerator<BlobRef> {
  const found = await stat(root).catch((cause: unknown) => {
    throw new PrepError("source", `cannot read ${root}: ${reasonOf(cause)}`, { where: root, cause });
  });
  if (found.isDirectory()) {
    const realRoot = await realpath(root);
    const excluded = exclude === undefined ? undefined : await realpath(exclude).catch(() => path.resolve(exclude));
    yield* listFolder(root, "", { realRoot, excluded, signal, linked: new Set() });
  } else yield { name: path.basename(root), sizeBytes: found.size, etag: etagOf(found) };
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
    if (entry.isSymbolicLink() && !(await isFirstWayTo(path.join(root, name), context))) continue;
    const place = await stat(path.join(root, name)).catch(() => undefined);
    if (place?.isDirectory() === true) {
      if ((await realpath(path.join(root, name))) !== context.excluded) yield* listFolder(root, name, context);
    } else if (place?.isFile() === true) yield { name, sizeBytes: place.size, etag: etagOf(place) };
  }
}

/** A link is followed where it leads out of the root to a place that no other link has led to: nothing is read twice. */
async function isFirstWayTo(link: string, { realRoot, linked }: ListContext): Promise<boolean> {
  const target = await realpath(link).catch(() => undefined);
  if (target === undefined || isInside(target, realRoot) || isInside(realRoot, target)) return false;
  if ([...linked].some((known) => isInside(target, known) || isInside(known, target))) return false;
  linked.add(target);
  return true;
}

function isInside(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);
}

/** Names are relative to a folder; a source that is one file has one blob, named as the file. */
async function readFile(
  root: string,
  name: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const foundRoot = await stat(root).catch(() => undefined);
  const file = foundRoot?.isDirectory() === true ? path.join(root, ...name.split("/")) : root;
  try {
    const handle = await open(file);
    return handle.createReadStream({ highWaterMark: readSizeBytes, signal });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new PrepError("source", `cannot read ${file}: ${reasonOf(cause)}`, { where: file, cause });
  }
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
