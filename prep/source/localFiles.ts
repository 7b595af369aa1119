import { isUtf8 } from "node:buffer";
import type { BigIntStats, Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { codeOf, PrepError } from "../errors.ts";
import { isLive } from "./isLive.ts";
import { etagOf, openFile, openFileAt, reasonOf } from "./localFile.ts";
import type { BlobRef, Source } from "./source.ts";

/**
 * A file, or a folder with everything below it. Names that start with `.` or `_` are not listed, nor is
 * `exclude`, the destination, where it lies inside the folder. A link is followed once, where it leads out of the folder.
 * `origin/name` of a file is its path without links, with `/` between folders, on whatever way it is reached.
 */
export function openLocalFiles(root: string, exclude?: string): Source {
  return {
    label: root,
    list: (signal) => listPath(root, exclude, signal),
    open: ({ origin, name }, known, signal) => openFile(`${origin}/${name}`, known, signal),
    canOpenAt: ({ etag }) => etag !== undefined,
    openAt: ({ origin, name, etag }, start, signal) => openFileAt(`${origin}/${name}`, { etag, start }, signal),
  };
}

interface ListContext {
  /** Without links in it. */
  readonly realRoot: string;
  readonly excluded: string | undefined;
  readonly signal: AbortSignal;
  readonly nowMs: number;
  /** Places outside the root that a link has led to, without links in them: each is read once. */
  readonly linked: Set<string>;
}

/** A file or folder that is listed. */
interface Place {
  /** Without links in it. */
  readonly real: string;
  readonly origin: string;
  /** Below the origin; empty for the origin itself. */
  readonly name: string;
}

async function* listPath(root: string, exclude: string | undefined, signal: AbortSignal): AsyncGenerator<BlobRef> {
  const found = await stat(root, { bigint: true }).catch((cause: unknown) => {
    throw cannotRead(root, reasonOf(cause), cause);
  });
  const nowMs = Date.now();
  if (found.isDirectory()) {
    const realRoot = await withoutLinks(root);
    const excluded = exclude === undefined ? undefined : await realpath(exclude).catch(() => path.resolve(exclude));
    const context = { realRoot, excluded, signal, nowMs, linked: new Set<string>() };
    yield* listFolder({ real: realRoot, origin: toOrigin(realRoot), name: "" }, context);
  } else if (found.isFile()) {
    yield blobOf(placeInParent(await withoutLinks(root)), found, nowMs);
  } else {
    // A pipe or a device has no path without links, no size and no versions.
    const { origin, name } = placeInParent(path.resolve(root));
    yield { origin, name, sizeBytes: undefined, etag: undefined, isLive: false };
  }
}

async function* listFolder(folder: Place, context: ListContext): AsyncGenerator<BlobRef> {
  for (const entry of await readFolder(folder.real)) {
    context.signal.throwIfAborted();
    const place = entry.isSymbolicLink()
      ? await followLink(path.join(folder.real, entry.name), context)
      : placeInFolder(folder, entry.name, context);
    if (place === undefined || place.real === context.excluded) continue;
    const found = await statListed(place.real);
    if (found?.isDirectory() === true) yield* listFolder(place, context);
    else if (found?.isFile() === true) yield blobOf(place, found, context.nowMs);
  }
}

/** What is in a folder, but hidden names. A name that is not UTF-8 cannot be opened by its text. */
async function readFolder(folder: string): Promise<Dirent[]> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !isHidden(name));
    if (entries.some(({ name }) => name.includes(unreadable))) await checkNames(folder);
    return entries.sort(byName);
  } catch (cause) {
    if (cause instanceof PrepError) throw cause;
    throw new PrepError("source", `cannot list ${folder}: ${reasonOf(cause)}`, { where: folder, cause });
  }
}

async function checkNames(folder: string): Promise<void> {
  for (const name of await readdir(folder, "buffer")) if (!isHidden(String(name))) checkName(folder, name);
}

function isHidden(name: string): boolean {
  return /^[._]/.test(name);
}

/** What a text shows where bytes were not UTF-8, and, rarely, where it was meant. */
const unreadable = "\uFFFD";

function checkName(folder: string, name: Buffer): void {
  if (!isUtf8(name)) throw cannotRead(path.join(folder, String(name)), "its name is not UTF-8; rename it");
}

/** `realpath`, as far as text can say it. */
async function withoutLinks(place: string): Promise<string> {
  const real = await realpath(place);
  if (real.includes(unreadable)) checkName("", await realpath(place, "buffer"));
  return real;
}

/** Undefined for what has gone since it was listed; what is still there, but cannot be looked at, is an error. */
async function statListed(real: string): Promise<BigIntStats | undefined> {
  const found = await statThere(real);
  if (found !== undefined) return found;
  const names = await readdir(path.dirname(real)).catch((): string[] => []);
  if (!names.includes(path.basename(real))) return undefined;
  const again = await statThere(real);
  if (again === undefined) throw cannotRead(real, "it is listed, but the system does not find it; rename it");
  return again;
}

async function statThere(real: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(real, { bigint: true });
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw cannotRead(real, reasonOf(cause), cause);
  }
}

function cannotRead(where: string, reason: string, cause?: unknown): PrepError {
  return new PrepError("source", `cannot read ${where}: ${reason}`, { where, cause });
}

/** Undefined for what a link has led to before. */
function placeInFolder({ real, origin, name }: Place, entry: string, { linked }: ListContext): Place | undefined {
  const inFolder = path.join(real, entry);
  if (linked.has(inFolder)) return undefined;
  return { real: inFolder, origin, name: name === "" ? entry : `${name}/${entry}` };
}

/** Codes of links that lead nowhere, or in circles. */
const brokenLink = new Set(["ENOENT", "ENOTDIR", "ELOOP"]);

/** A link is followed where it leads out of the root to a place that no other link has led to: nothing is read twice. */
async function followLink(link: string, { realRoot, linked }: ListContext): Promise<Place | undefined> {
  const target = await withoutLinks(link).catch((cause: unknown) => {
    if (cause instanceof PrepError) throw cause;
    if (brokenLink.has(codeOf(cause))) return undefined;
    throw cannotRead(link, reasonOf(cause), cause);
  });
  if (target === undefined || isInside(target, realRoot) || isInside(realRoot, target)) return undefined;
  if ([...linked].some((known) => isInside(target, known))) return undefined;
  linked.add(target);
  return placeInParent(target);
}

function isInside(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);
}

function placeInParent(real: string): Place {
  return { real, origin: toOrigin(path.dirname(real)), name: path.basename(real) };
}

/** With `/` between folders and none at the end, so that `origin/name` is a path: `/` itself becomes the empty text. */
function toOrigin(folder: string): string {
  return folder.replaceAll(path.sep, "/").replace(/\/+$/, "");
}

function blobOf({ origin, name }: Place, found: BigIntStats, nowMs: number): BlobRef {
  const modifiedMs = Number(found.mtimeMs);
  return { origin, name, sizeBytes: Number(found.size), etag: etagOf(found), isLive: isLive(modifiedMs, nowMs) };
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
