import { isUtf8 } from "node:buffer";
import type { BigIntStats, Dirent } from "node:fs";
import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { codeOf, PrepError } from "../errors.ts";
import { isLive } from "./isLive.ts";
import { etagOf, openFile, openFileAt, reasonOf } from "./localFile.ts";
import { createSmallFiles } from "./smallFile.ts";
import type { BlobRef, Narrowing, Source } from "./source.ts";

/**
 * A file, or a folder with everything below it. Names that start with `.` or `_` are not listed, nor is
 * `exclude`, the destination, where it lies inside the folder. A link is followed once, where it leads out of the folder.
 * `origin/name` of a file is its path without links, with `/` between folders, on whatever way it is reached.
 */
export function openLocalFiles(root: string, exclude?: string): Source {
  const small = createSmallFiles();
  return {
    label: root,
    list: (signal, narrowing) => listPath(root, { exclude, narrowing }, signal),
    open: async (blob, known, signal) => {
      const file = `${blob.origin}/${blob.name}`;
      return (known ? undefined : await small.open(file, blob)) ?? openFile(file, known, signal);
    },
    readAtOnce: (blob) => small.readAtOnce(`${blob.origin}/${blob.name}`, blob),
    canOpenAt: ({ etag }) => etag !== undefined,
    openAt: ({ origin, name, etag }, { start }, signal) => openFileAt(`${origin}/${name}`, { etag, start }, signal),
  };
}

/** What is not listed of what is there. */
interface Less {
  /** The destination. */
  readonly exclude: string | undefined;
  readonly narrowing: Narrowing | undefined;
}

interface ListContext {
  /** Without links in it. */
  readonly realRoot: string;
  readonly excluded: string | undefined;
  readonly narrowing: Narrowing | undefined;
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

/** Listing stops for as long as others of this process want something, after so many milliseconds. */
const longestMs = 30;

/**
 * Looks at one file after the other, without waiting for a thread in between: that would take five times as long where the
 * disk is near, and no less where it is far.
 */
async function* listPath(root: string, less: Less, signal: AbortSignal): AsyncGenerator<BlobRef> {
  let pausedMs = performance.now();
  for (const blob of findBlobs(root, less)) {
    if (blob) yield blob;
    if (performance.now() - pausedMs < longestMs) continue;
    await setImmediate();
    signal.throwIfAborted();
    pausedMs = performance.now();
  }
}

/** Gives nothing now and then, at each folder. */
function* findBlobs(root: string, { exclude, narrowing }: Less): Generator<BlobRef | undefined> {
  const found = statRoot(root);
  const nowMs = Date.now();
  if (found.isDirectory()) {
    const realRoot = withoutLinks(root);
    const excluded = exclude === undefined ? undefined : realOrResolved(exclude);
    const context = { realRoot, excluded, narrowing, nowMs, linked: new Set<string>() };
    yield* listFolder({ real: realRoot, origin: toOrigin(realRoot), name: "" }, context);
  } else if (found.isFile()) {
    yield blobOf(placeInParent(withoutLinks(root)), found, nowMs);
  } else {
    // A pipe or a device has no path without links, no size and no versions.
    const { origin, name } = placeInParent(path.resolve(root));
    yield { origin, name, sizeBytes: undefined, etag: undefined, isLive: false };
  }
}

function statRoot(root: string): BigIntStats {
  try {
    return statSync(root, { bigint: true });
  } catch (cause) {
    throw cannotRead(root, reasonOf(cause), cause);
  }
}

function realOrResolved(place: string): string {
  try {
    return realpathSync.native(place);
  } catch {
    return path.resolve(place);
  }
}

function* listFolder(folder: Place, context: ListContext): Generator<BlobRef | undefined> {
  yield undefined;
  for (const entry of readFolder(folder, context)) {
    const place = entry.isSymbolicLink()
      ? followLink(path.join(folder.real, entry.name), context)
      : placeInFolder(folder, entry.name, context);
    if (place === undefined || place.real === context.excluded) continue;
    // What is no link is what the folder says: most of what is listed are folders with one file in them.
    const found = entry.isDirectory() ? undefined : statListed(place.real);
    const isFolder = entry.isDirectory() || found?.isDirectory() === true;
    if (isFolder && isLeftOut(place, context.narrowing)) continue;
    if (isFolder) yield* listFolder(place, context);
    else if (found?.isFile() === true) yield blobOf(place, found, context.nowMs);
  }
}

function isLeftOut({ origin, name }: Place, narrowing: Narrowing | undefined): boolean {
  const folder = `${origin}/${name}/`;
  if (narrowing?.isOutside(folder) !== true) return false;
  narrowing.onFolder(folder);
  return true;
}

const goneCodes = new Set(["ENOENT", "ENOTDIR"]);

/** What is in a folder, but hidden names. A name that is not UTF-8 cannot be opened by its text. */
function readFolder({ real: folder }: Place, { realRoot }: ListContext): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !isHidden(name));
    if (entries.some(({ name }) => name.includes(unreadable))) checkNames(folder);
    return entries.sort(byName);
  } catch (cause) {
    if (cause instanceof PrepError) throw cause;
    // It has gone since the folder above it was read.
    if (folder !== realRoot && goneCodes.has(codeOf(cause))) return [];
    throw new PrepError("source", `cannot list ${folder}: ${reasonOf(cause)}`, { where: folder, cause });
  }
}

function checkNames(folder: string): void {
  for (const name of readdirSync(folder, "buffer")) if (!isHidden(String(name))) checkName(folder, name);
}

function isHidden(name: string): boolean {
  return name.startsWith(".") || name.startsWith("_");
}

/** What a text shows where bytes were not UTF-8, and, rarely, where it was meant. */
const unreadable = "\uFFFD";

function checkName(folder: string, name: Buffer): void {
  if (!isUtf8(name)) throw cannotRead(path.join(folder, String(name)), "its name is not UTF-8; rename it");
}

/** `realpath`, as far as text can say it. */
function withoutLinks(place: string): string {
  const real = realpathSync.native(place);
  if (real.includes(unreadable)) checkName("", realpathSync.native(place, "buffer"));
  return real;
}

/** Undefined for what has gone since it was listed; what is still there, but cannot be looked at, is an error. */
function statListed(real: string): BigIntStats | undefined {
  const found = statThere(real);
  if (found !== undefined || !isListed(real)) return found;
  const again = statThere(real);
  if (again === undefined) throw cannotRead(real, "it is listed, but the system does not find it; rename it");
  return again;
}

function isListed(real: string): boolean {
  try {
    return readdirSync(path.dirname(real)).includes(path.basename(real));
  } catch {
    return false;
  }
}

function statThere(real: string): BigIntStats | undefined {
  try {
    return statSync(real, { bigint: true, throwIfNoEntry: false });
  } catch (cause) {
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
function followLink(link: string, { realRoot, linked }: ListContext): Place | undefined {
  const target = targetOf(link);
  if (target === undefined || isInside(target, realRoot) || isInside(realRoot, target)) return undefined;
  if ([...linked].some((known) => isInside(target, known))) return undefined;
  linked.add(target);
  return placeInParent(target);
}

/** Undefined where it leads nowhere. */
function targetOf(link: string): string | undefined {
  try {
    return withoutLinks(link);
  } catch (cause) {
    if (cause instanceof PrepError) throw cause;
    if (brokenLink.has(codeOf(cause))) return undefined;
    throw cannotRead(link, reasonOf(cause), cause);
  }
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
