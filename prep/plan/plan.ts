import { parseBlobPath } from "../source/blobPath.ts";
import type { BlobRef, Source } from "../source/source.ts";

/** One blob to read, and the NIC that its path names. */
export interface PlannedBlob {
  readonly source: Source;
  readonly blob: BlobRef;
  readonly hourMs: number | undefined;
  readonly mac: string | undefined;
}

/** Flow tuples with `sinceMs <= Time < untilMs` are wanted; undefined is open. */
export interface TimeRange {
  readonly sinceMs: number | undefined;
  readonly untilMs: number | undefined;
}

export interface Plan {
  /** By hour, so that few partitions are open at a time; then as listed. */
  readonly blobs: readonly PlannedBlob[];
  readonly totalBytes: number;
  /** Blobs whose hour lies outside the range; they are not opened. */
  readonly outside: number;
}

const hourLengthMs = 3_600_000;
/** Records of an hour hold tuples of the hour before, and some come an hour late. */
const latestMs = 2 * hourLengthMs;

/** What one listed blob is, for the plan. */
export function planBlob(source: Source, blob: BlobRef): PlannedBlob {
  const place = parseBlobPath(blob.name);
  return { source, blob, hourMs: place?.hourMs, mac: place?.mac };
}

/** Chooses the blobs that can hold tuples of the range, in the order to read them. */
export function buildPlan(listed: readonly PlannedBlob[], range: TimeRange): Plan {
  const blobs = listed.filter(({ hourMs }) => hourMs === undefined || canHold(hourMs, range));
  blobs.sort((a, b) => (a.hourMs ?? 0) - (b.hourMs ?? 0));
  const totalBytes = blobs.reduce((sum, { blob }) => sum + (blob.sizeBytes ?? 0), 0);
  return { blobs, totalBytes, outside: listed.length - blobs.length };
}

function canHold(hourMs: number, { sinceMs, untilMs }: TimeRange): boolean {
  const isAfter = sinceMs !== undefined && hourMs + hourLengthMs <= sinceMs;
  const isBefore = untilMs !== undefined && hourMs - latestMs >= untilMs;
  return !isAfter && !isBefore;
}

/** Whether a tuple's time is in the range. */
export function isInRange(timeMs: number, { sinceMs, untilMs }: TimeRange): boolean {
  return (sinceMs === undefined || timeMs >= sinceMs) && (untilMs === undefined || timeMs < untilMs);
}
