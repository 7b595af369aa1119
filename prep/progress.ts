import cliProgress from "cli-progress";
import type { Plan } from "./plan/plan.ts";
import { count, formatBytes } from "./summary.ts";

/** Tells people how far a run is. Nothing of it goes to standard output. */
export interface Progress {
  start(plan: Plan): void;
  /** Bytes that were read. */
  advance(bytes: number): void;
  /** A blob is done; `rows` is the total so far. */
  blobDone(rows: number): void;
  /** A line that stays. */
  note(line: string): void;
  stop(): void;
}

/** The part of a stream that progress is told on. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const lineEveryMs = 5000;
const mostNotes = 20;

/** A bar on a terminal, elsewhere a plain line every five seconds. The clock gives milliseconds. */
export function createProgress(stream: ProgressStream & NodeJS.WritableStream, clock: () => number): Progress {
  return limitNotes(stream.isTTY === true ? createBar(stream) : createLines(stream, clock), stream);
}

function createBar(stream: NodeJS.WritableStream): Progress {
  const bar = new cliProgress.SingleBar(
    {
      stream,
      format: "{bar} {percentage}% {done} of {all}, {blobs}/{blobsTotal} blobs, {eta_formatted} left",
      barsize: 16,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 100,
    },
    cliProgress.Presets.shades_classic,
  );
  let bytes = 0;
  let blobs = 0;
  return {
    start: (plan) => {
      if (plan.blobs.length === 0) return;
      const totals = {
        all: plan.totalBytes === 0 ? "?" : formatBytes(plan.totalBytes),
        blobsTotal: plan.blobs.length,
        done: "0 B",
        blobs,
        rows: 0,
      };
      bar.start(Math.max(plan.totalBytes, 1), 0, totals);
    },
    advance: (read) => {
      bytes += read;
      bar.increment(read, { done: formatBytes(bytes) });
    },
    blobDone: () => {
      blobs++;
      bar.update({ blobs });
    },
    note: (line) => {
      stream.write(`\r\u001b[K${line}\n`);
    },
    stop: () => {
      bar.stop();
    },
  };
}

function createLines(stream: NodeJS.WritableStream, clock: () => number): Progress {
  let plan: Pick<Plan, "blobs" | "totalBytes"> = { blobs: [], totalBytes: 0 };
  let [bytes, blobs, rows, nextMs] = [0, 0, 0, 0];
  const tell = (): void => {
    if (clock() < nextMs) return;
    nextMs = clock() + lineEveryMs;
    const ofTotal = plan.totalBytes === 0 ? "" : ` of ${formatBytes(plan.totalBytes)}`;
    stream.write(
      `read ${formatBytes(bytes)}${ofTotal}, ${blobs} of ${plan.blobs.length} blobs, ${count(rows, "row")}\n`,
    );
  };
  return {
    start: (started) => {
      plan = started;
      nextMs = clock() + lineEveryMs;
      if (plan.blobs.length === 0) return;
      stream.write(`reading ${count(plan.blobs.length, "blob")}, ${formatBytes(plan.totalBytes)}\n`);
    },
    advance: (read) => {
      bytes += read;
      tell();
    },
    blobDone: (total) => {
      blobs++;
      rows = total;
      tell();
    },
    note: (line) => {
      stream.write(`${line}\n`);
    },
    stop: () => undefined,
  };
}

/** A folder full of other files is told in a few lines, not in thousands. */
function limitNotes(progress: Progress, stream: NodeJS.WritableStream): Progress {
  let notes = 0;
  return {
    ...progress,
    note: (line) => {
      notes++;
      if (notes <= mostNotes) progress.note(line);
    },
    stop: () => {
      progress.stop();
      if (notes > mostNotes) stream.write(`… and ${notes - mostNotes} more lines like these\n`);
    },
  };
}
