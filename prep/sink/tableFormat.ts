import type { Batch, Segment } from "../columns/batch.ts";
import type { Tally } from "../columns/tally.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { KernelHour } from "../kernel/takeRecords.ts";
import type { FilePart, RandomAccess } from "../destination/destination.ts";
import type { Appendable } from "./hourFiles.ts";
import type { Spool, SpoolRange } from "./spool.ts";

/** Rows of one hour, encoded. */
export interface Chunk extends SpoolRange {
  /** The spool that it is in, or the file of its hour. */
  readonly file: string;
  /** Whether that is a file of its hour alone. */
  readonly isHourFile?: boolean;
  /** CSV only: its stretches, in the order of its rows; those of other chunks may lie between them. */
  readonly pieces?: readonly ChunkPiece[];
  readonly segments: readonly Segment[];
  readonly tally: Tally;
  /** Traffic only: where its groups are. */
  readonly buckets?: readonly TrafficBucket[];
  /** Parquet only: where the spool has the row group's metadata, as a footer; its offsets are those of the spool. */
  readonly footer?: SpoolRange;
}

export interface ChunkPiece extends SpoolRange {
  readonly segments: readonly Segment[];
}

/** Groups of the traffic table whose keys have the same number, or any where there is none. */
export interface TrafficBucket extends SpoolRange {
  readonly bucket: number | undefined;
  readonly groups: number;
}

/** A file of the table that is there now. */
export interface ExistingFile {
  readonly access: RandomAccess;
  readonly segments: readonly Segment[];
  readonly tally: Tally;
}

/** The lineage that rows have in the new version; undefined where they do not belong into it. */
export type KeepAs = (lineage: number) => number | undefined;

/** What the new version of a file is made of. */
export interface MergeInput {
  readonly existing: ExistingFile | undefined;
  readonly chunks: readonly Chunk[];
  readonly keepAs: KeepAs;
  /** For what is put together anew. */
  readonly spool: Spool;
}

/** The new version of a file. Without rows there is none. */
export interface MergedFile {
  readonly parts: readonly FilePart[];
  readonly segments: readonly Segment[];
  readonly tally: Tally;
}

/** How rows are encoded. */
export interface ChunkFormat {
  /** Whether chunks that lie one behind the other are a file. */
  readonly isAppended: boolean;
  /** Encodes the rows of a batch and puts them into the spool, or into the file of their hour. */
  readonly encode: (batch: Batch, spool: Appendable) => Chunk;
  /** The same for rows of an hour that are in the kernel. */
  readonly encodeKernel: (kernel: Kernel, hour: KernelHour, spool: Appendable) => Chunk;
}

/** How rows become a file, and files grow. */
export interface TableFormat extends ChunkFormat {
  readonly name: "parquet" | "csv";
  /** With its dot. */
  readonly extension: string;
  /** Existing rows and new ones in one file, each once; rows without a lineage to keep are left out. */
  readonly merge: (input: MergeInput) => Promise<MergedFile>;
}

/** Whether rows of any segment do not belong into the new version. */
export function dropsRows(segments: readonly Segment[], keepAs: KeepAs): boolean {
  return segments.some(({ lineage }) => keepAs(lineage) === undefined);
}
