import { rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import type { RandomAccess } from "../destination/destination.ts";
import { noRoom } from "../destination/explainFolder.ts";
import { codeOf, PrepError } from "../errors.ts";
import { createOutputFile } from "./outputFile.ts";

/** A range of the spool. Offsets are bytes, `end` is exclusive. */
export interface SpoolRange {
  readonly start: number;
  readonly end: number;
}

/** One local file that takes every encoded piece of a run, in the order of writing, until it has a place. */
export interface Spool {
  readonly file: string;
  /** Writes at once; throws a PrepError where the disk does not take it. */
  readonly append: (content: Uint8Array) => SpoolRange;
  readonly sizeBytes: () => number;
  /** What was written so far. */
  readonly access: RandomAccess;
  /** Closes and removes the file: the next part of a run makes a new one. Never throws. */
  readonly close: () => void;
}

/** Nothing starts at offset 0: Parquet readers take an offset of 0 for one that is missing. */
const preamble = new TextEncoder().encode("spool\n");

/** Creates the file. Throws a PrepError where the disk does not take it. */
export function createSpool(file: string): Spool {
  const output = explained(file, () => createOutputFile(file));
  const append = (content: Uint8Array): SpoolRange => {
    const start = output.sizeBytes();
    explained(file, () => {
      output.write(content);
    });
    return { start, end: start + content.length };
  };
  const close = (): void => {
    output.close();
    try {
      rmSync(file, { force: true });
    } catch {
      // It goes with the folder that it is in.
    }
  };
  try {
    append(preamble);
  } catch (error) {
    close();
    throw error;
  }
  return {
    file,
    append,
    sizeBytes: output.sizeBytes,
    access: spoolAccess(file),
    close,
  };
}

/** What a spool holds, also one that another thread writes. */
export function spoolAccess(file: string): RandomAccess {
  return {
    get byteLength() {
      return statSync(file).size;
    },
    slice: (start, end = statSync(file).size) => readRange(file, start, end),
  };
}

const nothingLost = "the tables are as they were, and the next run goes on";

/** A refusal of the system with its place and a way out. */
export function explained<T>(file: string, call: () => T): T {
  try {
    return call();
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause)) throw cause;
    const known = noRoom[codeOf(cause)];
    const reason = known === undefined ? cause.message : `${known}; make room: ${nothingLost}`;
    throw new PrepError("destination", `cannot write to ${file}: ${reason}`, { where: file, cause });
  }
}

async function readRange(file: string, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  const handle = await open(file);
  try {
    for (let filled = 0; filled < bytes.length;) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) throw new RangeError(`${file} ends before byte ${end}`);
      filled += bytesRead;
    }
  } finally {
    await handle.close();
  }
  return bytes.buffer;
}
