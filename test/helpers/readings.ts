import { crc32 } from "node:zlib";
import { createBatch, appendRow } from "../../prep/columns/batch.ts";
import { addTally, createTally, type Tally } from "../../prep/columns/tally.ts";
import { addCounts, emptyCounts, type Counts } from "../../prep/flatten/counts.ts";
import { flattenBlob, flattenRead } from "../../prep/flatten/flattenBlob.ts";
import type { BlobReading, FlattenInput, FlattenTarget, QuickTarget, Resume } from "../../prep/flatten/reading.ts";
import { formatRows } from "../../prep/sink/csv.ts";
import type { Reject } from "../../prep/sink/rejects.ts";

/** A reading with what it wrote: rows as lines of CSV. */
export interface Reading extends BlobReading {
  readonly rows: readonly string[];
  readonly rejects: readonly Reject[];
}

/** Reads a blob; `bytes` begin where `resume` says. They are in memory already, or waited for. */
export async function readBytes(
  bytes: Uint8Array,
  changes: Partial<FlattenInput> & {
    readonly chunkBytes?: number;
    readonly isInMemory?: boolean;
    readonly quick?: QuickTarget;
  } = {},
): Promise<Reading> {
  const { chunkBytes = 1 << 20, isInMemory = false, quick, ...given } = changes;
  const input: FlattenInput = {
    origin: "logs",
    name: "PT1H.json",
    mac: undefined,
    range: { sinceMs: undefined, untilMs: undefined },
    resume: undefined,
    isFlowLog: false,
    ...given,
  };
  const batch = createBatch();
  const rejects: Reject[] = [];
  const target: FlattenTarget = {
    onBytes: () => undefined,
    quick,
    writeRow: (row) => {
      appendRow(batch, row, 1);
    },
    writeReject: (reject) => rejects.push(reject),
  };
  const reading = isInMemory
    ? flattenRead(input, { chunks: [...piecesOf(bytes, chunkBytes)], damagedBecause: undefined }, target)
    : await flattenBlob(input, chunksOf(bytes, chunkBytes), target);
  return { ...reading, rows: [...formatRows(batch)].join("").split("\n").slice(0, -1), rejects };
}

/** Reads a text as a whole. */
export function readText(text: string, changes: Partial<FlattenInput> = {}): Promise<Reading> {
  return readBytes(Buffer.from(text), changes);
}

// eslint-disable-next-line @typescript-eslint/require-await -- an async iterable, as sources give it
async function* chunksOf(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  yield* piecesOf(bytes, chunkBytes);
}

function* piecesOf(bytes: Uint8Array, chunkBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

/** What the tables hold of one blob, and what its checkpoint knows. */
export interface Known {
  readonly rows: readonly string[];
  readonly rejects: readonly Reject[];
  /** Without the bytes that were read, which depend on the readings. */
  readonly counts: Counts;
  readonly tally: Tally;
  readonly skippedBecause: string | undefined;
}

/** Known of a reading from the start. */
export function knownOf({ rows, rejects, counts, tally, skippedBecause }: Reading): Known {
  return { rows, rejects, counts: { ...counts, bytesRead: 0 }, tally, skippedBecause };
}

/**
 * Reads a blob that grows, version by version, each from where the last reading could end: rejects behind that point
 * are told anew. A version that does not begin with the bytes before that point is read as a whole. Gives what is known
 * after each version, and from which byte it was read.
 */
export async function readVersions(
  versions: readonly Uint8Array[],
  chunkBytes?: number,
  read: typeof readBytes = readBytes,
): Promise<(Known & { readonly from: number })[]> {
  const steps: (Known & { readonly from: number })[] = [];
  let last: Reading | undefined;
  let known: Known | undefined;
  for (const version of versions) {
    const resume = provenResume(last, version);
    const from = resume?.point.pos ?? 0;
    const isFlowLog = from > 0 && last?.skippedBecause === undefined;
    const options = { resume, isFlowLog, ...(chunkBytes !== undefined && { chunkBytes }) };
    const reading = await read(version.subarray(from), options);
    known =
      known && from > 0 ? joined(known, reading, { from, tailRejects: last?.tailRejects ?? 0 }) : knownOf(reading);
    last = reading;
    steps.push({ ...known, from });
  }
  return steps;
}

function provenResume(last: Reading | undefined, version: Uint8Array): Resume | undefined {
  const pos = last?.resume?.point.pos ?? 0;
  return crc32(version.subarray(0, pos)) === last?.resume?.crc32 ? last.resume : undefined;
}

function joined(
  known: Known,
  reading: Reading,
  { from, tailRejects }: { readonly from: number; readonly tailRejects: number },
): Known {
  const counts = { ...known.counts };
  counts.rejected -= tailRejects;
  addCounts(counts, { ...reading.counts, bytesRead: 0 });
  const tally = createTally();
  addTally(tally, known.tally);
  addTally(tally, reading.tally);
  return {
    rows: [...known.rows, ...reading.rows],
    rejects: [...known.rejects.filter(({ byteOffset }) => byteOffset < from), ...reading.rejects],
    counts: { ...emptyCounts(), ...counts },
    tally,
    skippedBecause: reading.skippedBecause,
  };
}
