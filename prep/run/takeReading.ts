import type { KnownBlob } from "../checkpoint/knownBlobs.ts";
import { addTally, createTally, tallyToJson } from "../columns/tally.ts";
import { folders } from "../destination/destination.ts";
import { PrepError } from "../errors.ts";
import { addCounts, joinSpans } from "../flatten/counts.ts";
import type { BlobReading } from "../flatten/reading.ts";
import type { PlannedBlob } from "../plan/plan.ts";
import { joinRanges, joinSkipped, type TimeRange } from "../plan/timeRange.ts";
import type { BlobOutcome, ReadJob } from "../read/reader.ts";
import type { LedgerBlob } from "./ledger.ts";
import type { Part } from "./part.ts";

/** A planned blob with what the checkpoint knows of it. */
export interface Target {
  readonly planned: PlannedBlob;
  readonly known: KnownBlob | undefined;
  readonly range: TimeRange;
}

/** The range of a blob that is known is never narrowed: its rows are in the tables. */
export function targetOf({ checkpoint }: Part, planned: PlannedBlob, range: TimeRange): Target {
  const known = checkpoint.blobs.get(planned.blob);
  return { planned, known, range: known ? joinRanges(known.range, range) : range };
}

/** What is new of a blob: behind what is known, unless it is to be read again as a whole. */
export function jobOf(
  { planned, known, range }: Target,
  { place, isStrict, stretch }: Pick<ReadJob, "place" | "isStrict" | "stretch">,
): ReadJob {
  const { blob, mac, isWidened } = planned;
  const resume = isWidened ? undefined : known?.resume;
  return {
    place,
    blob,
    stretch,
    mac,
    range,
    known: resume && { resume, mark: known?.mark, isFlowLog: known?.isFlowLog === true },
    rejectsFile: rejectsPath(planned),
    isStrict,
  };
}

/** Seen = written + rejected + skipped. */
function checkCounts({ counts, tally }: BlobReading, { blob }: PlannedBlob): void {
  const { tuples, rows, rejectedTuples, skippedTuples } = counts;
  if (tuples === rows + rejectedTuples + skippedTuples && rows === tally.rows) return;
  const message = `counts of ${blob.name} do not add up: ${tuples} tuples seen, ${rows} rows, ${rejectedTuples} rejected, ${skippedTuples} skipped; nothing was written`;
  throw new PrepError("ledger", message, { where: blob.name });
}

/**
 * From here on the reading counts: behind what is known where that was proven to be unchanged, else in place of the
 * blob's former rows.
 */
export function takeReading(part: Part, { planned, known, range }: Target, outcome: BlobOutcome): void {
  const { reading, lineages, etag, from } = outcome;
  checkCounts(reading, planned);
  const before = from > 0 ? known : undefined;
  const id = before?.id ?? part.nextBlobId++;
  for (const lineage of lineages) part.blobOfReading.set(lineage, id);
  addTally(part.read, reading.tally);
  addTally(part.gained, reading.tally);
  if (known && !before) {
    part.replaced.set(known.id, known);
    addTally(part.gained, known.tally, -1);
  }
  withdrawRejects(part, { planned, known }, before?.resume?.point.pos ?? 0);
  part.checkpoint.blobs.put(planned.blob, { ...joined(before, reading), id, range, ...versionOf(outcome) });
  const { counts } = reading;
  const { sums, nulls } = tallyToJson(reading.tally);
  const told: LedgerBlob = {
    source: planned.blob.origin,
    name: planned.blob.name,
    etag,
    ranges: [[from, from + counts.bytesRead]],
    ...(known && !before && { replaced: true as const }),
    ...(reading.skippedBecause === undefined
      ? { ...counts, sums, nulls }
      : { skipped: reading.skippedBecause, bytesRead: counts.bytesRead }),
  };
  addCounts(part.totals, told);
  part.ledger.push(JSON.stringify(told));
}

function versionOf({ etag, mark, reading: { resume, skippedBecause } }: BlobOutcome) {
  return {
    etag,
    readBytes: resume?.point.pos ?? 0,
    resume,
    mark,
    isFlowLog: skippedBecause === undefined,
  };
}

/** What is known of the blob's rows, with those of this reading. */
function joined(before: KnownBlob | undefined, reading: BlobReading) {
  const { counts, tally, rowTimes, skipped, tailRejects } = reading;
  if (!before) return { counts, tally, rowTimes, skipped, tailRejects };
  const all = { ...before.counts, rejected: before.counts.rejected - before.tailRejects };
  const sums = createTally();
  addTally(sums, before.tally);
  addTally(sums, tally);
  addCounts(all, counts);
  return {
    counts: all,
    tally: sums,
    rowTimes: joinSpans(before.rowTimes, rowTimes),
    skipped: joinSkipped(before.skipped, skipped),
    tailRejects,
  };
}

/** What this reading has told anew must not stand twice. */
function withdrawRejects(part: Part, { planned, known }: Omit<Target, "range">, from: number): void {
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
