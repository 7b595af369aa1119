import type { Batch } from "../columns/batch.ts";

/** A file of the table that is being written. Both calls write at once and throw where the disk does not take it. */
export interface TableFile {
  append(batch: Batch): void;
  /** Writes what is left and makes the file durable. */
  finish(): void;
  /** Closes the file without finishing it; what was written is worth nothing. Never throws, also after `finish`. */
  abandon(): void;
}

/** How to open a table file of one format under a path. */
export interface TableFormat {
  /** With its dot. */
  readonly extension: string;
  open(path: string): TableFile;
}
