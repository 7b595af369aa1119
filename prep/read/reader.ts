import type { BlobReading, Resume } from "../flatten/reading.ts";
import type { TimeRange } from "../plan/timeRange.ts";
import type { Compression } from "../sink/parquet.ts";
import type { HourFilesSettings } from "../sink/hourFiles.ts";
import type { LineRange } from "../sink/rejects.ts";
import type { Stretch } from "../scan/cutPiece.ts";
import type { Chunk } from "../sink/tableFormat.ts";
import type { BlobRef } from "../source/source.ts";

/** One blob to read. Plain data, so that another thread can do it. */
export interface ReadJob {
  /** The source as the command names it. */
  readonly place: string;
  readonly blob: BlobRef;
  /** What of it is read, where it is read in pieces: the records that begin there. */
  readonly stretch: Stretch | undefined;
  /** NIC of its path. */
  readonly mac: string | undefined;
  readonly range: TimeRange;
  /** Where an earlier reading has ended, its proof, and whether it has shown that the blob is a flow log. */
  readonly known:
    { readonly resume: Resume; readonly mark: string | undefined; readonly isFlowLog: boolean } | undefined;
  /** The file that its rejects belong to. */
  readonly rejectsFile: string;
  /** A reject is an error. */
  readonly isStrict: boolean;
}

/** What came of it. */
export type ReadOutcome =
  BlobOutcome | { readonly kind: "gone" } | { readonly kind: "changing" } | { readonly kind: "notCut" };

/** A blob that was read to the end of one version of it, or a piece of one. */
export interface BlobOutcome {
  readonly kind: "read";
  /** The numbers of the readings that it took: rows and rejects carry them. */
  readonly lineages: readonly number[];
  readonly etag: string | undefined;
  /** First byte that was read. */
  readonly from: number;
  /** Proof for a later reading of what lies before the point where it can go on. */
  readonly mark: string | undefined;
  readonly reading: BlobReading;
}

/** Encoded pieces of the tables, in the spool of a reader. */
export interface ReaderOutput {
  /** Chunks by hour, for each format, and those of the traffic table. */
  readonly hours: readonly (readonly [hourMs: number, chunks: readonly (readonly Chunk[])[]])[];
  /** Lines of rejects by the file that they belong to. */
  readonly rejects: readonly (readonly [file: string, ranges: readonly LineRange[]])[];
}

/** Reads blobs into a spool of its own. */
export interface Reader {
  /** How many large blobs it may be given at a time, so that it need not wait. */
  readonly depth: number;
  /** Reads a blob where nothing has to be waited for, else gives undefined; otherwise as `read`. */
  readonly readAtOnce?: (job: ReadJob, onBytes: (count: number) => void) => ReadOutcome | undefined;
  /** Throws a PrepError where the blob cannot be read. */
  read(job: ReadJob, onBytes: (count: number) => void): Promise<ReadOutcome>;
  /** Encodes what is left, and gives all that there is so far. */
  finish(): Promise<ReaderOutput>;
  /** Gives everything back, the spool too. */
  close(): Promise<void>;
}

/** What a reader is made of. Plain data. */
export interface ReaderSettings {
  /** Its spool. */
  readonly file: string;
  /** All readers of a part share them. */
  readonly hourFiles: HourFilesSettings;
  readonly format: "parquet" | "csv" | "both";
  readonly compression: Compression;
  /** Whether rows are added up for the traffic table, too. */
  readonly traffic: boolean;
  /** The number of its first reading, and the step to the next: no two readers have the same. */
  readonly firstLineage: number;
  readonly lineageStep: number;
}
