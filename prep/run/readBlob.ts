import type { KnownBlob } from "../checkpoint/knownBlobs.ts";
import { addTally, createTally, tallyToJson } from "../columns/tally.ts";
import { folders } from "../destination/destination.ts";
import { PrepError } from "../errors.ts";
import { addCounts, emptyCounts, joinSpans } from "../flatten/counts.ts";
import { flattenBlob } from "../flatten/flattenBlob.ts";
import type { BlobReading } from "../flatten/reading.ts";
import { beginRecords, endRecords, takeRecords } from "../kernel/takeRecords.ts";
import type { PlannedBlob } from "../plan/plan.ts";
import { joinRanges, joinSkipped, nothingSkipped, type TimeRange } from "../plan/timeRange.ts";
import { writeRow } from "../sink/hours.ts";
import { writeReject, type Reject } from "../sink/rejects.ts";
import { BlobChangedError, type OpenedBlob } from "../source/source.ts";
import { beginReading, type Part } from "./part.ts";

/** What reading a blob needs beside the part that it belongs to. */
export interface ReadContext {
  readonly range: TimeRange;
  readonly signal: AbortSignal;
  readonly onBytes: (count: number) => void;
  readonly onReject: (reject: Reject) => void;
}

/** What one blob has given; a reading is there where it is a flow log. */
export type ReadOutcome =
  | { readonly kind: "read"; readonly reading: BlobReading }
  | { readonly kind: "skipped"; readonly bytesRead: number; readonly reason: string };

const mostTries = 5;

/**
 * Reads what is new of a blob into the part: behind what is known where that is proven to be unchanged, else all of
 * it, in place of its former rows. A blob that changes meanwhile is read again; one that never holds still is left
 * for the next run.
 */
export async function readBlob(part: Part, planned: PlannedBlob, context: ReadContext): Promise<ReadOutcome> {
  const known = part.checkpoint.blobs.get(planned.blob);
  for (let tries = 1; ; tries++) {
    try {
      return await tryToRead(part, { planned, known }, context);
    } catch (error) {
      if (!(error instanceof BlobChangedError)) throw error;
      if (tries >= mostTries) return { kind: "skipped", bytesRead: 0, reason: "it keeps changing while it is read" };
    }
  }
}

interface Target {
  readonly planned: PlannedBlob;
  readonly known: KnownBlob | undefined;
}

async function tryToRead(part: Part, target: Target, context: ReadContext): Promise<ReadOutcome> {
  const { planned, known } = target;
  const { source, blob, mac } = planned;
  const point = planned.isWidened ? undefined : known?.resume;
  const prefix = point && { length: point.point.pos, crc32: point.crc32, mark: known?.mark };
  const opened = await source.open(blob, prefix, context.signal);
  if (!opened) return { kind: "skipped", bytesRead: 0, reason: "it has disappeared since it was listed" };
  const resume = opened.from > 0 ? point : undefined;
  const range = known ? joinRanges(known.range, context.range) : context.range;
  const lineage = beginReading(part);
  const input = {
    origin: blob.origin,
    name: blob.name,
    mac,
    range,
    resume,
    isFlowLog: resume ? known?.isFlowLog === true : false,
  };
  const { quickRows } = part;
  if (quickRows) beginRecords(quickRows, { lineage, mac, range });
  const reading = await flattenBlob(input, opened.bytes, {
    onBytes: context.onBytes,
    quick: quickRows && {
      take: (bytes, offset) => takeRecords(quickRows, bytes, offset),
      end: () => endRecords(quickRows),
    },
    writeRow: (row) => {
      writeRow(part.rows, row, lineage);
    },
    writeReject: (reject) => {
      context.onReject(reject);
      writeReject(part.rejects, rejectsPath(planned), reject, lineage);
    },
  });
  takeReading(part, target, { opened, reading, range, lineage, isResumed: resume !== undefined });
  const { skippedBecause: reason } = reading;
  if (reason === undefined) return { kind: "read", reading };
  return { kind: "skipped", bytesRead: reading.counts.bytesRead, reason };
}

interface Reading {
  readonly opened: OpenedBlob;
  readonly reading: BlobReading;
  readonly range: TimeRange;
  readonly lineage: number;
  readonly isResumed: boolean;
}

/** Seen = written + rejected + skipped. */
function checkCounts({ counts, tally }: BlobReading, { blob }: PlannedBlob): void {
  const { tuples, rows, rejectedTuples, skippedTuples } = counts;
  if (tuples === rows + rejectedTuples + skippedTuples && rows === tally.rows) return;
  const message = `counts of ${blob.name} do not add up: ${tuples} tuples seen, ${rows} rows, ${rejectedTuples} rejected, ${skippedTuples} skipped; nothing was written`;
  throw new PrepError("ledger", message, { where: blob.name });
}

/** From here on the reading counts. */
function takeReading(
  part: Part,
  { planned, known }: Target,
  { opened, reading, range, lineage, isResumed }: Reading,
): void {
  checkCounts(reading, planned);
  const before = isResumed ? known : undefined;
  const id = before?.id ?? part.nextBlobId++;
  part.blobOfReading.set(lineage, id);
  addTally(part.read, reading.tally);
  addTally(part.gained, reading.tally);
  if (known && !before) {
    part.replaced.set(known.id, known);
    addTally(part.gained, known.tally, -1);
  }
  withdrawRejects(part, { planned, known }, before?.resume?.point.pos ?? 0);
  part.changes.push({ planned, known: { ...joined(before, reading), id, range, ...versionOf(opened, reading) } });
  const { counts } = reading;
  const { sums, nulls } = tallyToJson(reading.tally);
  part.ledger.push({
    source: planned.blob.origin,
    name: planned.blob.name,
    etag: opened.etag,
    ranges: [[opened.from, opened.from + counts.bytesRead]],
    ...(known && !before && { replaced: true as const }),
    ...(reading.skippedBecause === undefined
      ? { ...counts, sums, nulls }
      : { skipped: reading.skippedBecause, bytesRead: counts.bytesRead }),
  });
}

function versionOf(opened: OpenedBlob, reading: BlobReading) {
  const { resume } = reading;
  return {
    etag: opened.etag,
    readBytes: resume?.point.pos ?? 0,
    resume,
    mark: resume && opened.mark(resume.point.pos),
    isFlowLog: reading.skippedBecause === undefined,
  };
}

/** What is known of the blob's rows, with those of this reading. */
function joined(before: KnownBlob | undefined, reading: BlobReading) {
  const counts = before ? { ...before.counts } : emptyCounts();
  const tally = createTally();
  if (before) {
    addTally(tally, before.tally);
    counts.rejected -= before.tailRejects;
  }
  addTally(tally, reading.tally);
  addCounts(counts, reading.counts);
  return {
    counts,
    tally,
    rowTimes: joinSpans(before?.rowTimes, reading.rowTimes),
    skipped: joinSkipped(before?.skipped ?? nothingSkipped, reading.skipped),
    tailRejects: reading.tailRejects,
  };
}

/** What this reading has told anew must not stand twice. */
function withdrawRejects(part: Part, { planned, known }: Target, from: number): void {
  const isTold = from === 0 ? (known?.counts.rejected ?? 0) > 0 : (known?.tailRejects ?? 0) > 0;
  if (!isTold) return;
  const file = rejectsPath(planned);
  const withdrawn = part.withdrawn.get(file) ?? new Map<string, number>();
  part.withdrawn.set(file, withdrawn);
  withdrawn.set(`${planned.blob.origin}/${planned.blob.name}`, from);
}

/** One file a day, by the hour that the blob's path names; one for all blobs whose path names none. */
function rejectsPath({ hourMs }: PlannedBlob): string {
  const day = hourMs === undefined ? "" : `date=${new Date(hourMs).toISOString().slice(0, 10)}/`;
  return `${folders.rejects}/${day}rejects.jsonl`;
}
