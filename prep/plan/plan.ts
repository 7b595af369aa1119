import { parseBlobPath, type BlobPath } from "../source/blobPath.ts";
import type { BlobRef, Narrowing, Source } from "../source/source.ts";
import { canHold, holdsSkipped, joinRanges, type SkippedTimes, type TimeRange } from "./timeRange.ts";

/** One blob to read, and the NIC that its path names. */
export interface PlannedBlob {
  readonly source: Source;
  readonly blob: BlobRef;
  readonly hourMs: number | undefined;
  readonly mac: string | undefined;
  /** Bytes that are probably new; undefined where the size is not known. */
  readonly newBytes: number | undefined;
  /** It was read before, for a range that has left out tuples which are wanted now. */
  readonly isWidened: boolean;
}

/** What earlier runs have read of a blob, as far as it matters to the plan. */
export interface KnownVersion {
  readonly etag: string | undefined;
  /** How far it was read. */
  readonly readBytes: number;
  readonly isFlowLog: boolean;
  /** The range that it was read for. */
  readonly range: TimeRange;
  /** Of its tuples that are not in the tables, since they are outside of the range. */
  readonly skipped: SkippedTimes;
}

export interface Plan {
  /**
   * By hour, so that few hours of the table are open at a time; then as listed. The last hour is the first: the first
   * records of a log hold flows of the hour before, which are then put together with that hour's own.
   */
  readonly blobs: PlannedBlob[];
  totalBytes: number;
  /** Blobs whose path says that they are not wanted; they are not opened. */
  outside: number;
  /** Folders of such blobs, which were not even listed. */
  foldersOutside: number;
  /** Blobs of which nothing is new. */
  unchanged: number;
  /** How many of them are flow logs. */
  unchangedFlowLogs: number;
}

export function createPlan(): Plan {
  return { blobs: [], totalBytes: 0, outside: 0, foldersOutside: 0, unchanged: 0, unchangedFlowLogs: 0 };
}

/** Takes one listed blob: it is to be read, or counted as one that is not. Keeps nothing of those. */
export function planBlob(
  plan: Plan,
  listed: { readonly source: Source; readonly blob: BlobRef; readonly known: KnownVersion | undefined },
  range: TimeRange,
  narrowing?: Pick<Narrowing, "isOutside">,
): void {
  const { source, blob, known } = listed;
  const isWidened = known !== undefined && holdsSkipped(joinRanges(known.range, range), known.skipped);
  const isSame = known !== undefined && !isWidened && blob.etag !== undefined && blob.etag === known.etag;
  // Most of a listing is known and the same: only where a time is asked for does it matter what the path says.
  const path = isSame && isOpen(range) && !narrowing ? undefined : `${blob.origin}/${blob.name}`;
  const place = path === undefined ? undefined : parseBlobPath(path);
  if (path !== undefined && (isOutsideRange(place, range) || narrowing?.isOutside(path) === true)) plan.outside++;
  else if (isSame) {
    plan.unchanged++;
    if (known.isFlowLog) plan.unchangedFlowLogs++;
  } else {
    const read = isWidened ? 0 : (known?.readBytes ?? 0);
    const newBytes = blob.sizeBytes === undefined ? undefined : Math.max(blob.sizeBytes - read, 0);
    plan.blobs.push({ source, blob, hourMs: place?.hourMs, mac: place?.mac, newBytes, isWidened });
    plan.totalBytes += newBytes ?? 0;
  }
}

/** Puts the blobs in the order to read them, each once, however many sources lead to it. */
export function orderPlan(plan: Plan): void {
  if (new Set(plan.blobs.map(({ source }) => source)).size > 1) dropRepeated(plan);
  plan.blobs.sort((a, b) => (b.hourMs ?? 0) - (a.hourMs ?? 0));
}

function dropRepeated(plan: Plan): void {
  const seen = new Set<string>();
  const blobs = plan.blobs.splice(0);
  for (const planned of blobs) {
    const identity = `${planned.blob.origin}/${planned.blob.name}`;
    if (seen.has(identity)) plan.totalBytes -= planned.newBytes ?? 0;
    else plan.blobs.push(planned);
    seen.add(identity);
  }
}

/** Cuts a list of blobs into parts of bounded size, each of them to be committed for itself. */
export function* splitPlan(
  blobs: readonly PlannedBlob[],
  most: { readonly bytes: number; readonly blobs: number },
): Generator<readonly PlannedBlob[]> {
  let part: PlannedBlob[] = [];
  let bytes = 0;
  for (const planned of blobs) {
    part.push(planned);
    bytes += planned.newBytes ?? 0;
    if (bytes < most.bytes && part.length < most.blobs) continue;
    yield part;
    part = [];
    bytes = 0;
  }
  if (part.length > 0) yield part;
}

function isOpen({ sinceMs, untilMs }: TimeRange): boolean {
  return sinceMs === undefined && untilMs === undefined;
}

function isOutsideRange(place: BlobPath | undefined, range: TimeRange): boolean {
  return place !== undefined && !canHold({ firstMs: place.hourMs, lastMs: place.hourMs }, range);
}
