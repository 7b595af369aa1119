import { PrepError } from "../errors.ts";
import { flattenBlob } from "../flatten/flattenBlob.ts";
import { setImmediate } from "node:timers/promises";
import type { FlattenTarget } from "../flatten/reading.ts";
import { createKernel, hasKernel } from "../kernel/kernel.ts";
import {
  beginRecords,
  createKernelRows,
  endRecords,
  flushLarge,
  flushRows,
  takeRecords,
  type KernelRows,
  type TakeHours,
} from "../kernel/takeRecords.ts";
import { addChunks, createHourlyRows, flushHours, placeOf, writeRow, type HourlyRows } from "../sink/hours.ts";
import { csvHeader } from "../sink/csv.ts";
import { openHourFiles, type HourFiles } from "../sink/hourFiles.ts";
import { createRejectLines, writeReject, type Reject, type RejectLines } from "../sink/rejects.ts";
import { createSpool } from "../sink/spool.ts";
import type { Chunk, ChunkFormat } from "../sink/tableFormat.ts";
import { createTrafficChunks, type TrafficChunks } from "../traffic/trafficChunks.ts";
import { BlobChangedError, type OpenedBlob } from "../source/source.ts";
import { formatsOf } from "./formats.ts";
import { startOfPiece } from "./joinPieces.ts";
import { openJob, readAhead, type ReaderContext } from "./openJob.ts";
import type { BlobOutcome, Reader, ReaderOutput, ReaderSettings, ReadJob, ReadOutcome } from "./reader.ts";

const mostTries = 5;
const longestBusyMs = 10;

/**
 * Room of a kernel, of which only what is used takes memory: for as many rows as a row group of Parquet is to have, and
 * for records of 32 MB. Where a blob ends with half of the rows full, they are encoded.
 */
const kernelRows = 1 << 19;
const kernelInputBytes = (1 << 25) + (1 << 21);

/** Hours with fewer rows are no row group of their own as long as more of them may come: small ones are written twice. */
const smallRows = 1 << 16;

/** CSV is written as soon as there is so much of it. */
const csvRows = 1 << 14;

/** Blobs of at most so many bytes are opened and read before it is their turn, so that nothing waits for the disk. */
const smallBytes = 1 << 18;

interface State {
  readonly settings: ReaderSettings;
  readonly context: ReaderContext;
  readonly rows: HourlyRows;
  readonly hourFiles: HourFiles;
  /** The quick way to rows; undefined where all go the careful way. */
  readonly quickRows: KernelRows | undefined;
  readonly rejects: RejectLines;
  readings: number;
  /** Blobs become rows one after the other. */
  turn: Promise<unknown>;
  breathedMs: number;
  /** Why what was left could not be encoded: a second try would write some of it twice. */
  failure: { readonly error: unknown } | undefined;
  isClosed: boolean;
}

/** A reader in this thread. Throws a PrepError where the disk does not take its spool. */
export function createReaderHere(settings: ReaderSettings, context: ReaderContext): Reader {
  const spool = createSpool(settings.file);
  const hourFiles = openHourFiles(settings.hourFiles, Buffer.from(csvHeader));
  const traffic = settings.traffic ? createTrafficChunks() : undefined;
  const rows = createHourlyRows(spool, [...formatsOf(settings), ...(traffic ? [traffic] : [])], hourFiles);
  const quickRows = createQuickRows(rows, settings.format, traffic);
  const rejects = createRejectLines(spool);
  const state: State = {
    settings,
    context,
    rows,
    hourFiles,
    quickRows,
    rejects,
    readings: 0,
    turn: Promise.resolve(),
    breathedMs: 0,
    failure: undefined,
    isClosed: false,
  };
  return {
    depth: 1,
    read: (job, onBytes) => readBlob(state, job, onBytes),
    finish: () => finish(state),
    close: async () => {
      state.isClosed = true;
      await state.turn;
      await hourFiles.close();
      spool.close();
    },
  };
}

async function finish(state: State): Promise<ReaderOutput> {
  const { rows, quickRows, hourFiles, rejects } = state;
  if (state.failure) throw state.failure.error;
  try {
    if (quickRows) flushRows(quickRows);
    flushHours(rows);
    await hourFiles.finish();
  } catch (error) {
    state.failure = { error };
    throw error;
  }
  const hours = Array.from(rows.hours, ([hourMs, { chunks }]) => [hourMs, chunks] as const);
  return { hours, rejects: [...rejects.files] };
}

function createQuickRows(
  rows: HourlyRows,
  format: ReaderSettings["format"],
  traffic: TrafficChunks | undefined,
): KernelRows | undefined {
  if (!hasKernel()) return undefined;
  const kernel = createKernel(kernelRows, kernelInputBytes);
  const takeHours: TakeHours = (_, hours) => {
    traffic?.begin(kernel);
    for (const hour of hours) {
      const encode = (table: ChunkFormat): Chunk => table.encodeKernel(kernel, hour, placeOf(rows, table, hour.hourMs));
      addChunks(rows, hour.hourMs, rows.formats.map(encode));
    }
  };
  return createKernelRows(kernel, takeHours, format === "csv" ? { mostRows: csvRows } : { smallRows });
}

/**
 * A blob that changes meanwhile is read again; one that never holds still is left for the next run. The pieces of one
 * are all of the listed version, or of no use.
 */
async function readBlob(state: State, job: ReadJob, onBytes: (count: number) => void): Promise<ReadOutcome> {
  for (let tries = job.stretch ? mostTries : 1; tries <= mostTries; tries++) {
    try {
      return await tryToRead(state, job, onBytes);
    } catch (error) {
      if (!(error instanceof BlobChangedError)) throw error;
    }
  }
  return { kind: "changing" };
}

async function tryToRead(state: State, job: ReadJob, onBytes: (count: number) => void): Promise<ReadOutcome> {
  const open = (): Promise<OpenedBlob | undefined> => openJob(job, state.context);
  const isSmall = (job.blob.sizeBytes ?? Infinity) <= smallBytes;
  const early = isSmall ? await readAhead(open) : undefined;
  return inTurn(state, async () => {
    const opened = isSmall ? early : await open();
    if (!opened) return { kind: job.stretch ? "notCut" : "gone" };
    const lineage = state.settings.firstLineage + state.readings++ * state.settings.lineageStep;
    return readOpened(state, job, { opened, lineage, onBytes });
  });
}

/** Blobs that were waiting when the reader is closed are not begun any more. */
function inTurn<T>(state: State, work: () => Promise<T>): Promise<T> {
  const done = state.turn.then(async () => {
    await breathe(state);
    checkOpen(state);
    return work();
  });
  state.turn = done.catch(() => undefined);
  return done;
}

/** What is read without waiting for anything would keep everybody else waiting: a signal, a timer, the other threads. */
async function breathe(state: State): Promise<void> {
  if (performance.now() - state.breathedMs < longestBusyMs) return;
  await setImmediate();
  state.breathedMs = performance.now();
}

function checkOpen({ isClosed, context }: State): void {
  context.signal.throwIfAborted();
  if (isClosed) throw new Error("the reader is closed");
}

interface Opened {
  readonly opened: OpenedBlob;
  readonly lineage: number;
  readonly onBytes: (count: number) => void;
}

async function readOpened(state: State, job: ReadJob, { opened, lineage, onBytes }: Opened): Promise<BlobOutcome> {
  const { blob, known, range, mac, stretch } = job;
  const isResumed = opened.from > 0;
  const isFlowLog = stretch !== undefined || known?.isFlowLog === true;
  const resume = stretch ? startOfPiece(opened.from) : known?.resume;
  const input = {
    origin: blob.origin,
    name: blob.name,
    mac,
    range,
    resume: isResumed ? resume : undefined,
    isFlowLog: isResumed && isFlowLog,
    goesOn: stretch?.end !== undefined,
  };
  const { quickRows } = state;
  if (quickRows) beginRecords(quickRows, { lineage, mac, range });
  const reading = await flattenBlob(input, opened.bytes, targetOf(state, job, { lineage, onBytes }));
  if (quickRows && quickRows.kernel.get("rowCount") * 2 >= quickRows.kernel.get("rowCapacity")) flushLarge(quickRows);
  const mark = reading.resume && opened.mark(reading.resume.point.pos);
  return { kind: "read", lineages: [lineage], etag: opened.etag, from: opened.from, mark, reading };
}

function targetOf(
  state: State,
  { rejectsFile, isStrict }: ReadJob,
  { lineage, onBytes }: Omit<Opened, "opened">,
): FlattenTarget {
  const { rows, quickRows, rejects } = state;
  return {
    onBytes: (count) => {
      checkOpen(state);
      onBytes(count);
    },
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
