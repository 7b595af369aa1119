import cliProgress from "cli-progress";
import type { Plan } from "./plan/plan.ts";
import { count, formatBytes, formatSeconds } from "./summary.ts";

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

/** For whoever wants to hear nothing. */
export const silentProgress: Progress = {
  start: () => undefined,
  advance: () => undefined,
  blobDone: () => undefined,
  note: () => undefined,
  stop: () => undefined,
};

/** The part of a stream that progress is told on. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How often a plain line says how far it is. */
export const lineEveryMs = 5000;
const tellEveryMs = 500;
const firstTellMs = 200;
const mostNotes = 20;

/** What progress is measured with. */
export interface ProgressMeters {
  /** Milliseconds. */
  readonly clock: () => number;
  /** Bytes that the process takes of the machine's memory. */
  readonly memory: () => number;
}

/** A bar on a terminal, elsewhere a plain line every five seconds. */
export function createProgress(stream: ProgressStream & NodeJS.WritableStream, meters: ProgressMeters): Progress {
  return limitNotes(stream.isTTY === true ? createBar(stream, meters) : createLines(stream, meters), stream);
}

/** How fast a run is, from the start of its reading on. */
function createGauge({ clock, memory }: ProgressMeters) {
  let startMs = clock();
  let toldMs = startMs;
  let told = { speed: "starting", memory: formatBytes(memory()) };
  return {
    start: (): void => {
      startMs = clock();
      toldMs = startMs - tellEveryMs + firstTellMs;
    },
    /** Throughput and memory, anew twice a second. */
    tell: (bytes: number): typeof told => {
      const nowMs = clock();
      if (nowMs - toldMs < tellEveryMs) return told;
      toldMs = nowMs;
      const seconds = Math.max(nowMs - startMs, 1) / 1000;
      told = { speed: `${formatBytes(bytes / seconds)}/s`, memory: formatBytes(memory()) };
      return told;
    },
    /** Milliseconds until all is read, if it goes on like this. */
    leftMs: (bytes: number, allBytes: number): number =>
      ((clock() - startMs) * Math.max(allBytes - bytes, 0)) / Math.max(bytes, 1),
  };
}

function createBar(stream: NodeJS.WritableStream, meters: ProgressMeters): Progress {
  const gauge = createGauge(meters);
  const bar = new cliProgress.SingleBar(
    {
      stream,
      // What stands last is what a narrow terminal leaves out.
      format:
        "{bar} {percentage}% {done} of {all}, {blobs}/{blobsTotal} blobs, {speed}, {eta_formatted} left, {memory}",
      barsize: 8,
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
        ...gauge.tell(0),
      };
      gauge.start();
      bar.start(Math.max(plan.totalBytes, 1), 0, totals);
    },
    advance: (read) => {
      bytes += read;
      bar.increment(read, { done: formatBytes(bytes), ...gauge.tell(bytes) });
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

function createLines(stream: NodeJS.WritableStream, meters: ProgressMeters): Progress {
  const { clock } = meters;
  const gauge = createGauge(meters);
  let [blobsTotal, totalBytes] = [0, 0];
  let [bytes, blobs, rows, nextMs] = [0, 0, 0, 0];
  const tell = (): void => {
    if (clock() < nextMs) return;
    nextMs = clock() + lineEveryMs;
    const { speed, memory } = gauge.tell(bytes);
    const ofTotal = totalBytes === 0 ? "" : ` of ${formatBytes(totalBytes)}`;
    const left = totalBytes === 0 ? "" : `, ${formatSeconds(gauge.leftMs(bytes, totalBytes))} left`;
    const read = `read ${formatBytes(bytes)}${ofTotal}, ${blobs} of ${blobsTotal} blobs, ${count(rows, "row")}`;
    stream.write(`${read}, ${speed}${left}, ${memory} of memory\n`);
  };
  return {
    start: (plan) => {
      [blobsTotal, totalBytes] = [plan.blobs.length, plan.totalBytes];
      gauge.start();
      nextMs = clock() + lineEveryMs;
      if (blobsTotal === 0) return;
      stream.write(`reading ${count(blobsTotal, "blob")}, ${formatBytes(totalBytes)}\n`);
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
export function limitNotes(progress: Progress, stream: ProgressStream): Progress {
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
