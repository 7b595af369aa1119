import { closeSync, openSync, writeSync } from "node:fs";

/** A new file that is written from its start to its end. `write` throws where the disk does not take it. */
export interface OutputFile {
  /** Bytes written so far. */
  readonly sizeBytes: () => number;
  /** Writes all of it: the system may take less at a time. */
  readonly write: (content: Uint8Array) => void;
  /** Closes the file; never throws, also a second time. */
  readonly close: () => void;
}

/** Creates the file; one that is there already is an error. */
export function createOutputFile(path: string): OutputFile {
  let descriptor: number | undefined = openSync(path, "wx");
  let sizeBytes = 0;
  return {
    sizeBytes: () => sizeBytes,
    write: (content) => {
      if (descriptor === undefined) throw new Error(`${path} is closed`);
      for (let written = 0; written < content.length;) written += writeSync(descriptor, content, written);
      sizeBytes += content.length;
    },
    close: () => {
      if (descriptor === undefined) return;
      const open = descriptor;
      descriptor = undefined;
      try {
        closeSync(open);
      } catch {
        // What is closed here is worth nothing any more, however its closing ends.
      }
    },
  };
}
