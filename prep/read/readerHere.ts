import { flattenBlob, flattenRead } from "../flatten/flattenBlob.ts";
import { setImmediate } from "node:timers/promises";
import { flushRows } from "../kernel/takeRecords.ts";
import { createHourlyRows, flushHours } from "../sink/hours.ts";
import { csvHeader } from "../sink/csv.ts";
import { openHourFiles, type HourFiles } from "../sink/hourFiles.ts";
import { createRejectLines } from "../sink/rejects.ts";
import { createSpool } from "../sink/spool.ts";
import { createTrafficChunks } from "../traffic/trafficChunks.ts";
import { BlobChangedError, type OpenedBlob, type Source } from "../source/source.ts";
import { formatsOf } from "./formats.ts";
import { openJob, readAhead, type ReadAhead, type ReaderContext } from "./openJob.ts";
import { createQuickRows } from "./quickRows.ts";
import { beginReading, endReading, type BegunReading, type ReadingOutput } from "./reading.ts";
import type { BlobOutcome, Reader, ReaderOutput, ReaderSettings, ReadJob, ReadOutcome } from "./reader.ts";

const mostTries = 5;
const longestBusyMs = 10;

/** Blobs of at most so many bytes are opened and read before it is their turn, so that nothing waits for the disk. */
const smallBytes = 1 << 18;

interface State extends ReadingOutput {
  readonly context: ReaderContext;
  readonly hourFiles: HourFiles;
  /** Those that were opened so far, by place. */
  readonly sources: Map<string, Source>;
  /** Blobs become rows one after the other. */
  turn: Promise<unknown>;
  /** One of them is not at its end yet, and waits for more of its bytes. */
  isBetween: boolean;
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
    sources: new Map(),
    readings: 0,
    turn: Promise.resolve(),
    isBetween: false,
    breathedMs: 0,
    failure: undefined,
    isClosed: false,
  };
  return {
    depth: 1,
    readAtOnce: (job, onBytes) => readAtOnce(state, job, onBytes),
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

/** Of very many small blobs, the way by promises would be most of the time. */
function readAtOnce(state: State, job: ReadJob, onBytes: (count: number) => void): ReadOutcome | undefined {
  const { place, blob, stretch, known } = job;
  if (stretch || known || state.isBetween || isBreathless(state)) return undefined;
  checkOpen(state);
  const content = state.sources.get(place)?.readAtOnce?.(blob);
  if (content === undefined) return undefined;
  const version = { etag: blob.etag, from: 0, mark: () => undefined };
  const opened = { ...version, content: { chunks: [content], damagedBecause: undefined } };
  return readContent(state, job, { opened, onBytes });
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
  const open = (): Promise<OpenedBlob | undefined> => openJob(job, contextOf(state));
  const isSmall = (job.blob.sizeBytes ?? Infinity) <= smallBytes;
  const early = isSmall ? await readAhead(open) : undefined;
  return inTurn(state, async () => {
    const opened = isSmall ? early : await open();
    if (!opened) return { kind: job.stretch ? "notCut" : "gone" };
    return readOpened(state, job, { opened, onBytes });
  });
}

function contextOf({ context, sources }: State): ReaderContext {
  const openSource = async (place: string): Promise<Source> => {
    const source = await context.openSource(place);
    sources.set(place, source);
    return source;
  };
  return { ...context, openSource };
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
  if (!isBreathless(state)) return;
  await setImmediate();
  state.breathedMs = performance.now();
}

function isBreathless({ breathedMs }: State): boolean {
  return performance.now() - breathedMs >= longestBusyMs;
}

function checkOpen({ isClosed, context }: State): void {
  context.signal.throwIfAborted();
  if (isClosed) throw new Error("the reader is closed");
}

interface Opened {
  readonly opened: OpenedBlob | ReadAhead;
  readonly onBytes: (count: number) => void;
}

async function readOpened(state: State, job: ReadJob, { opened, onBytes }: Opened): Promise<BlobOutcome> {
  if ("content" in opened) return readContent(state, job, { opened, onBytes });
  const { lineage, input, target } = begin(state, job, { opened, onBytes });
  state.isBetween = true;
  try {
    return endReading(state, opened, { lineage, reading: await flattenBlob(input, opened.bytes, target) });
  } finally {
    state.isBetween = false;
  }
}

function readContent(
  state: State,
  job: ReadJob,
  { opened, onBytes }: Opened & { readonly opened: ReadAhead },
): BlobOutcome {
  const { lineage, input, target } = begin(state, job, { opened, onBytes });
  return endReading(state, opened, { lineage, reading: flattenRead(input, opened.content, target) });
}

function begin(state: State, job: ReadJob, { opened, onBytes }: Opened): BegunReading {
  return beginReading(state, job, {
    from: opened.from,
    onBytes: (count) => {
      checkOpen(state);
      onBytes(count);
    },
  });
}
