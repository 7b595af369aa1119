import path from "node:path";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { beginChanges, readMeta } from "../checkpoint/checkpoint.ts";
import type { KnownBlob } from "../checkpoint/knownBlobs.ts";
import { emptyCounts, type Counts } from "../flatten/counts.ts";
import { createTally, type Tally } from "../columns/tally.ts";
import type { Destination } from "../destination/destination.ts";
import type { ReaderOutput } from "../read/reader.ts";
import type { HourFilesSettings } from "../sink/hourFiles.ts";
import { createHourOffsets } from "../sink/hourOffsets.ts";
import type { LineRange } from "../sink/rejects.ts";
import { createSpool, type Spool } from "../sink/spool.ts";
import type { Chunk, KeepAs, TableFormat } from "../sink/tableFormat.ts";

/** A part of a run that is committed as a whole: what was read of some blobs, until it is in the tables. */
export interface Part {
  readonly destination: Destination;
  readonly checkpoint: Checkpoint;
  readonly formats: readonly TableFormat[];
  /** Whether it brings the traffic table up to date, too. */
  readonly hasTraffic: boolean;
  /** For what is put together anew; what was read is in the spools of the readers. */
  readonly spool: Spool;
  /** Where readers put rows that can become files of the table as they are. */
  readonly hourFiles: HourFilesSettings;
  /** What was read: chunks by hour for each format, then those of the traffic table; lines of rejects by file. */
  readonly hours: Map<number, Chunk[][]>;
  readonly rejects: Map<string, LineRange[]>;
  /** Readings, from `firstReading` on, with the id of the blob whose rows they are; those that failed are not in it. */
  readonly blobOfReading: Map<number, number>;
  /** Blobs of earlier runs whose rows are replaced as a whole, by their former id. */
  readonly replaced: Map<number, KnownBlob>;
  /** By the file of rejects that holds them: first byte, by `origin/name`, from which on rejects are told anew. */
  readonly withdrawn: Map<string, Map<string, number>>;
  /** What was read: rows of this part. */
  readonly read: Tally;
  /** What the table must have gained when all is in its place: what was read less what is replaced. */
  readonly gained: Tally;
  /** What it removes because it is too old: files of all tables, and rows of the flows. */
  readonly expired: { files: number; readonly tally: Tally };
  /** What the ledger says of the blobs that were read, each as JSON, and the sum of it. */
  readonly ledger: string[];
  readonly totals: Counts;
  nextBlobId: number;
}

/** Ids of blobs stay below, numbers of readings start here: both are lineages of rows. */
export const firstReading = 2 ** 31;

/** What it reads goes into the checkpoint at once, which is a copy that counts only when it is published. */
export function createPart(
  destination: Destination,
  checkpoint: Checkpoint,
  { formats, hasTraffic }: Pick<Part, "formats" | "hasTraffic">,
): Part {
  beginChanges(checkpoint);
  const spool = createSpool(path.join(destination.scratch, "spool"));
  return {
    destination,
    checkpoint,
    formats,
    hasTraffic,
    spool,
    hourFiles: { folder: path.join(destination.scratch, "hours"), offsets: createHourOffsets() },
    hours: new Map(),
    rejects: new Map(),
    blobOfReading: new Map(),
    replaced: new Map(),
    withdrawn: new Map(),
    read: createTally(),
    gained: createTally(),
    expired: { files: 0, tally: createTally() },
    ledger: [],
    totals: emptyCounts(),
    nextBlobId: Number(readMeta(checkpoint, "nextBlobId") ?? 1),
  };
}

/** Takes what a reader has encoded. */
export function takeOutput({ hours, rejects }: Part, output: ReaderOutput): void {
  for (const [hourMs, chunks] of output.hours) {
    const all = hours.get(hourMs) ?? chunks.map(() => []);
    hours.set(hourMs, all);
    chunks.forEach((added, index) => all[index]?.push(...added));
  }
  for (const [file, ranges] of output.rejects) rejects.set(file, [...(rejects.get(file) ?? []), ...ranges]);
}

/** Which lineage rows have in the tables after this part. */
export function keepAsOf({ blobOfReading, replaced }: Part): KeepAs {
  return (lineage) => {
    if (lineage >= firstReading) return blobOfReading.get(lineage);
    return replaced.has(lineage) ? undefined : lineage;
  };
}
