import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

/** A new file that is written from its start to its end. Every call throws where the disk does not take it. */
export interface OutputFile {
  /** Bytes written so far. */
  readonly sizeBytes: () => number;
  /** Writes all of it: the system may take less at a time. */
  readonly write: (content: Uint8Array | string) => void;
  /** Makes the file durable and closes it. */
  readonly finish: () => void;
  /** Closes the file as it is; never throws, also after `finish`. */
  readonly abandon: () => void;
}

/** Creates the file; one that is there already is an error. */
export function createOutputFile(path: string): OutputFile {
  let descriptor: number | undefined = openSync(path, "wx");
  let sizeBytes = 0;
  const close = (): void => {
    if (descriptor === undefined) return;
    const open = descriptor;
    descriptor = undefined;
    closeSync(open);
  };
  return {
    sizeBytes: () => sizeBytes,
    write: (content) => {
      if (descriptor === undefined) throw new Error(`${path} is closed`);
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
      sizeBytes += bytes.length;
    },
    finish: () => {
      if (descriptor !== undefined) fsyncSync(descriptor);
      close();
    },
    abandon: () => {
      try {
        close();
      } catch {
        // What is abandoned is worth nothing, however its closing ends.
      }
    },
  };
}
