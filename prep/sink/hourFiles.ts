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
  /** Closes all files; they stay. Never throws. */
  readonly close: () => void;
}

/** What hour files are made of. Plain data. */
export interface HourFilesSettings {
  readonly folder: string;
  readonly offsets: HourOffsets;
}

/** So many files are open at a time. */
const mostOpen = 64;

/** After so many bytes the system is asked to write them to the disk: so there is less to wait for in the end. */
const syncBytes = 32 << 20;

/** Hour files that begin with some bytes. */
export function openHourFiles({ folder, offsets }: HourFilesSettings, first: Uint8Array): HourFiles {
  const take = openHourOffsets(offsets);
  const files = createOpenFiles(folder);
  const append = (file: string, content: Uint8Array, start: number): SpoolRange => {
    explained(file, () => {
      if (start === 0) files.write(file, first, 0);
      files.write(file, content, first.length + start);
    });
    return { start: first.length + start, end: first.length + start + content.length };
  };
  return {
    open: (hourMs) => {
      if (take(hourMs, 0) === undefined) return undefined;
      const file = path.join(folder, `${hourMs}`);
      return { file, isHourFile: true, append: (content) => append(file, content, take(hourMs, content.length) ?? 0) };
    },
    close: files.close,
  };
}

interface OpenFile {
  readonly descriptor: number;
  unsyncedBytes: number;
}

/** Files of a folder, of which few are open at a time. */
function createOpenFiles(folder: string) {
  const open = new Map<string, OpenFile>();
  let isSyncing = false;
  const openFile = (file: string): OpenFile => {
    for (const [oldest, { descriptor }] of open) {
      if (open.size < mostOpen) break;
      open.delete(oldest);
      closeSync(descriptor);
    }
    mkdirSync(folder, { recursive: true });
    const opened = { descriptor: openSync(file, constants.O_WRONLY | constants.O_CREAT), unsyncedBytes: 0 };
    open.set(file, opened);
    return opened;
  };
  const sync = (file: OpenFile): void => {
    if (file.unsyncedBytes < syncBytes || isSyncing) return;
    [file.unsyncedBytes, isSyncing] = [0, true];
    fdatasync(file.descriptor, () => (isSyncing = false));
  };
  return {
    write: (file: string, content: Uint8Array, start: number): void => {
      const opened = open.get(file) ?? openFile(file);
      for (let written = 0; written < content.length;) {
        written += writeSync(opened.descriptor, content, written, content.length - written, start + written);
      }
      opened.unsyncedBytes += content.length;
      sync(opened);
    },
    close: (): void => {
      for (const { descriptor } of open.values()) closeSync(descriptor);
      open.clear();
    },
  };
}

/** Removes what is left of hour files. Never throws. */
export function removeHourFiles({ folder }: HourFilesSettings): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It goes with the folder that it is in.
  }
}
