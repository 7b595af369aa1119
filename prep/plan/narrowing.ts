import { parseBlobPath, parseFolders, type FolderPath, type HourSpan } from "../source/blobPath.ts";
import type { Narrowing } from "../source/source.ts";
import { canHold, type TimeRange } from "./timeRange.ts";

/** Which blobs are wanted, as far as their paths say it. */
export interface Choice {
  readonly range: TimeRange;
  /** Names of network security groups, or of what virtual-network flow logs are of; all of them where there is none. */
  readonly nsgs: readonly string[];
  /** NICs: 12 hex digits, upper case; all of them where there is none. */
  readonly macs: readonly string[];
}

/** A narrowing, and what it has seen. */
export interface ChosenPaths extends Narrowing {
  /** How many folders were left out, with all that is in them. */
  readonly foldersOutside: () => number;
  /** Of the names that were asked for, those that no path had, and the names that there are. */
  readonly unknownNames: () => { readonly asked: readonly string[]; readonly there: readonly string[] };
}

/** Deeper than any resource's id: what has no date there is not laid out as flow logs are. */
const mostResourceFolders = 12;

/** Undefined where everything is wanted. */
export function createNarrowing(choice: Choice): ChosenPaths | undefined {
  const { range, nsgs, macs } = choice;
  const hasTime = range.sinceMs !== undefined || range.untilMs !== undefined;
  if (!hasTime && nsgs.length + macs.length === 0) return undefined;
  const there = new Set<string>();
  const skipped = new Set<string>();
  const wanted: Wanted = {
    ...choice,
    nsgs: nsgs.map((name) => name.toLowerCase()),
    onTarget: nsgs.length === 0 ? () => undefined : (target) => there.add(target),
  };
  return {
    hasFolders: hasTime || nsgs.length > 0,
    isOutside: (path) => isOutside(path, wanted),
    isMixed: (folder) => isMixed(parseFolders(folder), wanted, hasTime),
    onFolder: (path) => skipped.add(path),
    foldersOutside: () => skipped.size,
    unknownNames: () => ({
      asked: nsgs.filter((name) => ![...there].some((target) => isNamed(target, name.toLowerCase()))),
      there: [...there].sort(),
    }),
  };
}

interface Wanted extends Choice {
  readonly onTarget: (target: string) => unknown;
}

/** What is said of a folder holds for all that is in it: each part of a path is looked at for itself. */
function isOutside(path: string, wanted: Wanted): boolean {
  const folders = parseFolders(path);
  const { target, hours, mac } = folders;
  if (target !== undefined) wanted.onTarget(target);
  if (hours && !canHold(hours, wanted.range)) return true;
  if (isOther(target, wanted.nsgs, (name) => target !== undefined && isNamed(target, name))) return true;
  if (isOther(mac, wanted.macs, (asked) => asked === mac)) return true;
  return !isFolderOf(path) && lacksName(folders, path, wanted);
}

/** Something else than what is asked for stands there. */
function isOther(found: string | undefined, asked: readonly string[], is: (asked: string) => boolean): boolean {
  return found !== undefined && asked.length > 0 && !asked.some(is);
}

/** Folders are given with a slash at their end. */
function isFolderOf(path: string): boolean {
  return path.endsWith("/");
}

/** A blob whose path does not say what is asked for is not it; its hour may stand in a layout that is not known. */
function lacksName({ target, mac }: FolderPath, path: string, { nsgs, macs, range }: Wanted): boolean {
  if (nsgs.length > 0 && target === undefined) return true;
  if (macs.length > 0 && mac === undefined) return true;
  const hour = parseBlobPath(path)?.hourMs;
  return hour !== undefined && !canHold({ firstMs: hour, lastMs: hour }, range);
}

const dayDepth = 3;

/** Within a day it takes less requests to list all than to look for the hours. */
function isMixed(folders: FolderPath, { nsgs, range }: Wanted, hasTime: boolean): boolean {
  const { isKnown, target, dateDepth, hours, otherFolders, resourceDepth } = folders;
  if (!isKnown || otherFolders > 0 || dateDepth >= dayDepth || resourceDepth > mostResourceFolders) return false;
  const isNameOpen = nsgs.length > 0 && target === undefined;
  return isNameOpen || (hasTime && !(hours && isWithin(hours, range)));
}

function isWithin({ firstMs, lastMs }: HourSpan, range: TimeRange): boolean {
  return [firstMs, lastMs].every((hour) => canHold({ firstMs: hour, lastMs: hour }, range));
}

const flowLogPattern = /^networkwatcher[^a-z0-9]|flow-?logs?$/;
const watcherPattern = /^networkwatcher[^a-z0-9]+[a-z0-9]+[^a-z0-9]+/;

/**
 * Whether a folder is that of a name, both in lower case. The folder of a virtual network's flow log can hold more than its
 * name: `networkwatcher_REGION_NAME-GROUP-flowlogs`. Where the name ends there is not told: `web` also finds `web-2`.
 */
function isNamed(target: string, name: string): boolean {
  if (target === name) return true;
  if (!flowLogPattern.test(target)) return false;
  return [target, target.replace(watcherPattern, "")].some(
    (text) => text === name || (text.startsWith(name) && /^[^a-z0-9]/.test(text.slice(name.length))),
  );
}
