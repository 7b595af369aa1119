import { PrepError } from "../errors.ts";
import type { BlobReading, FlattenInput, FlattenTarget } from "../flatten/reading.ts";
import { beginRecords, endRecords, flushLarge, takeRecords, type KernelRows } from "../kernel/takeRecords.ts";
import { writeRow, type HourlyRows } from "../sink/hours.ts";
import { writeReject, type Reject, type RejectLines } from "../sink/rejects.ts";
import type { OpenedBlob } from "../source/source.ts";
import { startOfPiece } from "./joinPieces.ts";
import type { BlobOutcome, ReaderSettings, ReadJob } from "./reader.ts";

/** What a reader makes of all its readings. */
export interface ReadingOutput {
  readonly settings: ReaderSettings;
  readonly rows: HourlyRows;
  /** The quick way to rows; undefined where all go the careful way. */
  readonly quickRows: KernelRows | undefined;
  readonly rejects: RejectLines;
  /** How many there were so far. */
  readings: number;
}

/** A reading with its number: what is flattened, and where to. */
export interface BegunReading {
  readonly lineage: number;
  readonly input: FlattenInput;
  readonly target: FlattenTarget;
}

interface Beginning {
  /** First byte that is read. */
  readonly from: number;
  readonly onBytes: (count: number) => void;
}

/** Begins a reading; the one before has come to its end. */
export function beginReading(output: ReadingOutput, job: ReadJob, { from, onBytes }: Beginning): BegunReading {
  const { blob, known, range, mac, stretch } = job;
  const { settings, quickRows } = output;
  const lineage = settings.firstLineage + output.readings++ * settings.lineageStep;
  const isResumed = from > 0;
  const isFlowLog = stretch !== undefined || known?.isFlowLog === true;
  const resume = stretch ? startOfPiece(from) : known?.resume;
  const input = {
    origin: blob.origin,
    name: blob.name,
    mac,
    range,
    resume: isResumed ? resume : undefined,
    isFlowLog: isResumed && isFlowLog,
    goesOn: stretch?.end !== undefined,
  };
  if (quickRows) beginRecords(quickRows, { lineage, mac, range });
  return { lineage, input, target: { ...targetOf(output, job, lineage), onBytes } };
}

/** What came of it. */
export function endReading(
  { quickRows }: ReadingOutput,
  { etag, from, mark }: Omit<OpenedBlob, "bytes">,
  { lineage, reading }: { readonly lineage: number; readonly reading: BlobReading },
): BlobOutcome {
  if (quickRows && quickRows.kernel.get("rowCount") * 2 >= quickRows.kernel.get("rowCapacity")) flushLarge(quickRows);
  const proof = reading.resume && mark(reading.resume.point.pos);
  return { kind: "read", lineages: [lineage], etag, from, mark: proof, reading };
}

function targetOf(
  { rows, quickRows, rejects }: ReadingOutput,
  { rejectsFile, isStrict }: ReadJob,
  lineage: number,
): Omit<FlattenTarget, "onBytes"> {
  return {
    quick: quickRows && {
      take: (bytes, offset) => takeRecords(quickRows, bytes, offset),
      end: () => endRecords(quickRows),
    },
    writeRow: (row) => {
      writeRow(rows, row, lineage);
    },
    writeReject: (reject) => {
      if (isStrict) throw strictError(reject);
      writeReject(rejects, rejectsFile, reject, lineage);
    },
  };
}

function strictError({ source, blob, byteOffset, reason }: Reject): PrepError {
  const where = `${source}/${blob} at byte ${byteOffset}`;
  return new PrepError("strict", `${reason} in ${where}; nothing was written (--strict)`, { where });
}
