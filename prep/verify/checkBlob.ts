import { crc32 } from "node:zlib";
import type { KnownBlob } from "../checkpoint/knownBlobs.ts";
import { countNames, type Counts } from "../flatten/counts.ts";
import { flattenBlob } from "../flatten/flattenBlob.ts";
import type { BlobReading } from "../flatten/reading.ts";
import type { PlannedBlob } from "../plan/plan.ts";
import { BlobChangedError } from "../source/source.ts";
import { addDifference, compareFigures, figuresOf, type Figures, type Findings } from "./findings.ts";

/** What comparing a blob needs beside it. */
export interface BlobCheck {
  readonly findings: Findings;
  readonly signal: AbortSignal;
  readonly onBytes: (count: number) => void;
  /** A line for people. */
  readonly note: (line: string) => void;
}

const mostTries = 5;

/** Reads again what was read of a blob, from its start, and compares what it gives with what is known of it. */
export async function checkBlob(planned: PlannedBlob, known: KnownBlob, check: BlobCheck): Promise<void> {
  const { blob } = planned;
  if (!known.resume && blob.etag !== known.etag) {
    leaveUnread(planned, check);
    return;
  }
  for (let tries = 1; tries <= mostTries; tries++) {
    try {
      await tryToCheck(planned, known, check);
      return;
    } catch (error) {
      if (!(error instanceof BlobChangedError)) throw error;
    }
  }
  leaveUnread(planned, check);
}

/** Nothing says how far it is the version that was read. */
function leaveUnread({ blob }: PlannedBlob, { findings, note }: BlobCheck): void {
  findings.notRead.blobs++;
  findings.notRead.bytes += blob.sizeBytes ?? 0;
  note(`${blob.name} has changed since it was read; the next run reads it anew`);
}

async function tryToCheck(planned: PlannedBlob, known: KnownBlob, check: BlobCheck): Promise<void> {
  const { source, blob, mac } = planned;
  const opened = await source.open(blob, undefined, check.signal);
  if (!opened) {
    check.findings.gone++;
    return;
  }
  const prefix = { length: 0, crc32: 0 };
  const { origin, name } = blob;
  // What lies behind the resume point may be what has shown that damage before it is one of a flow log.
  const { range, isFlowLog } = known;
  const input = { origin, name, mac, range, resume: undefined, isFlowLog };
  const end = known.resume?.point.pos ?? Infinity;
  const reading = await flattenBlob(input, firstBytes(opened.bytes, end, prefix), {
    writeRow: () => undefined,
    writeReject: () => undefined,
    onBytes: check.onBytes,
  });
  const hasChanged = opened.etag !== known.etag;
  if (!known.resume && hasChanged) {
    leaveUnread(planned, check);
    return;
  }
  check.findings.blobs++;
  check.findings.blobBytes += prefix.length;
  compareReading(planned, known, { reading, prefix, hasChanged, findings: check.findings });
}

interface Prefix {
  length: number;
  crc32: number;
}

/** The bytes before `end`; what they are is told in `prefix`. */
async function* firstBytes(bytes: AsyncIterable<Uint8Array>, end: number, prefix: Prefix): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    const part = chunk.subarray(0, end - prefix.length);
    prefix.length += part.length;
    prefix.crc32 = crc32(part, prefix.crc32);
    yield part;
    if (prefix.length === end) return;
  }
}

interface Compared {
  readonly reading: BlobReading;
  readonly prefix: Prefix;
  readonly hasChanged: boolean;
  readonly findings: Findings;
}

/** A blob that has only grown begins with what was read of it; what is new of it is not compared. */
function compareReading(
  { blob }: PlannedBlob,
  known: KnownBlob,
  { reading, prefix, hasChanged, findings }: Compared,
): void {
  const where = `${blob.origin}/${blob.name}`;
  const { resume } = known;
  const isSame = !resume || (prefix.length === resume.point.pos && prefix.crc32 === resume.crc32);
  if (!isSame) {
    const found = `other bytes${hasChanged ? ": it has changed, the next run reads it anew" : ""}`;
    addDifference(findings, where, { what: "blob", expected: `the ${resume.point.pos} bytes that were read`, found });
    return;
  }
  if (hasChanged) {
    findings.notRead.blobs++;
    findings.notRead.bytes += Math.max((blob.sizeBytes ?? 0) - known.readBytes, 0);
  }
  const tail = resume ? { known: known.tailRejects, found: reading.tailRejects } : { known: 0, found: 0 };
  compareFigures(findings, where, {
    expected: { ...figuresOfCounts(known.counts, tail.known), ...figuresOf(known.tally) },
    found: { ...figuresOfCounts(reading.counts, tail.found), ...figuresOf(reading.tally) },
  });
}

/** Without the bytes, of which some were read more than once, and without rejects that belong to what comes next. */
function figuresOfCounts(counts: Counts, tailRejects: number): Figures {
  const names = countNames.filter((name) => name !== "bytesRead");
  return { ...Object.fromEntries(names.map((name) => [name, counts[name]])), rejected: counts.rejected - tailRejects };
}
