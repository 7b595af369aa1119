import { lineEveryMs, limitNotes, type Progress, type ProgressMeters } from "../progress.ts";
import { count, formatBytes } from "../summary.ts";
import type { Log } from "./log.ts";

/** Progress for machines: what is to be read, how far it is every five seconds, and what is to be known of single blobs. */
export function createLogProgress(log: Log, { clock, memory }: ProgressMeters): Progress {
  let totals = { ofBlobs: 0, ofBytes: 0 };
  let [bytes, blobs, rows, nextMs] = [0, 0, 0, 0];
  const tell = (): void => {
    if (clock() < nextMs) return;
    nextMs = clock() + lineEveryMs;
    const words = `read ${formatBytes(bytes)}, ${blobs} of ${count(totals.ofBlobs, "blob")}`;
    log.tell("info", "progress", words, { bytes, blobs, rows, ...totals, memoryBytes: memory() });
  };
  const note = (line: string): void => {
    log.tell("warning", "note", line.trim());
  };
  const progress: Progress = {
    start: ({ blobs: planned, totalBytes }) => {
      totals = { ofBlobs: planned.length, ofBytes: totalBytes };
      nextMs = clock() + lineEveryMs;
      const words = `reading ${count(planned.length, "blob")}, ${formatBytes(totalBytes)}`;
      if (planned.length > 0) log.tell("info", "reading", words, { blobs: planned.length, bytes: totalBytes });
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
    note,
    stop: () => undefined,
  };
  return limitNotes(progress, { write: note });
}
