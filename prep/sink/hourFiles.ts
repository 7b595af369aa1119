import { closeSync, constants, fdatasync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { openHourOffsets, type HourOffsets } from "./hourOffsets.ts";
import { explained, type SpoolRange } from "./spool.ts";

/** Something that bytes are added to. */
export interface Appendable {
  readonly file: string;
  /** Whether it is to become the file of an hour. */
  readonly isHourFile?: boolean;
  /** Writes at once; throws a PrepError where the disk does not take it. */
  readonly append: (content: Uint8Array) => SpoolRange;
}

/**
 * A file for each hour that all readers add their rows to: once all of them are there it can become the file of the
 * table as it is.
 */
export interface HourFiles {
  /** Undefined where there are too many hours for files of their own. */
  readonly open: (hourMs: number) => Appendable | undefined;
  /** Closes all files. Throws a PrepError where the disk has not taken all that was written. */
  readonly finish: () => Promise<void>;
  /** Closes all files that are worth nothing any more. Never throws. */
  readonly close: () => Promise<void>;
}

/** What hour files are made of. Plain data. */
export interface HourFilesSettings {
  readonly folder: string;
  readonly offsets: HourOffsets;
}

/** So many files are open at a time, in each reader. */
const mostOpen = 16;

/** After so many bytes the system is asked to write them to the disk: so there is less to wait for in the end. */
const syncBytes = 32 << 20;

/** Hour files that begin with some bytes. */
export function openHourFiles({ folder, offsets }: HourFilesSettings, first: Uint8Array): HourFiles {
  const take = openHourOffsets(offsets);
  const files = createOpenFiles(folder);
  const append = (hourMs: number, file: string, content: Uint8Array): SpoolRange => {
    const start = take(hourMs, content.length);
    if (start === undefined) throw new RangeError(`no place for hour ${hourMs}`);
    if (start === 0) files.write(file, first, 0);
    files.write(file, content, first.length + start);
    return { start: first.length + start, end: first.length + start + content.length };
  };
  return {
    open: (hourMs) => {
      if (take(hourMs, 0) === undefined) return undefined;
      const file = path.join(folder, `${hourMs}`);
      return { file, isHourFile: true, append: (content) => append(hourMs, file, content) };
    },
    finish: files.finish,
    close: files.close,
  };
}

interface OpenFile {
  readonly descriptor: number;
  unsyncedBytes: number;
}

/** Files of a folder, of which few are open at a time: those that were written to last. */
function createOpenFiles(folder: string) {
  const open = new Map<string, OpenFile>();
  // What the system says of bytes that it took before is told once, to whoever asks next: it must not be lost.
  const sync = createSync();
  const openFile = (file: string): OpenFile => {
    const known = open.get(file);
    open.delete(file);
    for (const [oldest, { descriptor }] of known ? [] : open) {
      if (open.size < mostOpen) break;
      if (sync.descriptor() === descriptor) continue;
      open.delete(oldest);
      closeSync(descriptor);
    }
    if (!known) mkdirSync(folder, { recursive: true });
    const opened = known ?? { descriptor: openSync(file, constants.O_WRONLY | constants.O_CREAT), unsyncedBytes: 0 };
    open.set(file, opened);
    return opened;
  };
  return {
    write: (file: string, content: Uint8Array, start: number): void => {
      explained(file, () => {
        sync.check();
        const opened = openFile(file);
        for (let written = 0; written < content.length;) {
          written += writeSync(opened.descriptor, content, written, content.length - written, start + written);
        }
        opened.unsyncedBytes += content.length;
        if (opened.unsyncedBytes >= syncBytes && sync.start(opened.descriptor)) opened.unsyncedBytes = 0;
      });
    },
    finish: async (): Promise<void> => {
      await sync.ended();
      explained(folder, () => {
        sync.check();
        for (const [file, { descriptor }] of [...open]) {
          open.delete(file);
          closeSync(descriptor);
        }
      });
    },
    close: async (): Promise<void> => {
      await sync.ended();
      for (const { descriptor } of open.values()) closeQuietly(descriptor);
      open.clear();
    },
  };
}

/** One request at a time that the system write to the disk what it has of a file. */
function createSync() {
  let running: { readonly descriptor: number; readonly ended: Promise<void> } | undefined;
  let failure: Error | undefined;
  return {
    /** False while another one is not answered yet. */
    start: (descriptor: number): boolean => {
      if (running) return false;
      const ended = new Promise<void>((resolve) => {
        fdatasync(descriptor, (error) => {
          failure ??= error ?? undefined;
          running = undefined;
          resolve();
        });
      });
      running = { descriptor, ended };
      return true;
    },
    descriptor: (): number | undefined => running?.descriptor,
    ended: async (): Promise<void> => running?.ended,
    /** Throws what the system has answered. */
    check: (): void => {
      if (failure) throw failure;
    },
  };
}

function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // What is closed here is worth nothing any more, however its closing ends.
  }
}

/** Removes what is left of hour files. Never throws. */
export function removeHourFiles({ folder }: HourFilesSettings): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It goes with the folder that it is in.
  }
}
