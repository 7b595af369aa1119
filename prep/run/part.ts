import path from "node:path";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { readMeta } from "../checkpoint/checkpoint.ts";
import type { KnownBlob } from "../checkpoint/knownBlobs.ts";
import { createTally, type Tally } from "../columns/tally.ts";
import type { Destination } from "../destination/destination.ts";
import type { PlannedBlob } from "../plan/plan.ts";
import { createKernel, hasKernel } from "../kernel/kernel.ts";
import { createKernelRows, type KernelRows } from "../kernel/takeRecords.ts";
import { addChunks, createHourlyRows, type HourlyRows } from "../sink/hours.ts";
import { createRejectLines, type RejectLines } from "../sink/rejects.ts";
import { createSpool, type Spool } from "../sink/spool.ts";
import type { KeepAs, TableFormat } from "../sink/tableFormat.ts";
import type { LedgerBlob } from "./ledger.ts";

/** A part of a run that is committed as a whole: what was read of some blobs, until it is in the tables. */
export interface Part {
  readonly destination: Destination;
  readonly checkpoint: Checkpoint;
  readonly spool: Spool;
  readonly rows: HourlyRows;
  /** The quick way to rows; undefined where all go the careful way. */
  readonly quickRows: KernelRows | undefined;
  readonly rejects: RejectLines;
  /** Readings, from `firstReading` on, with the id of the blob whose rows they are; undefined where they failed. */
  readonly blobOfReading: Map<number, number | undefined>;
  /** Blobs of earlier runs whose rows are replaced as a whole, by their former id. */
  readonly replaced: Map<number, KnownBlob>;
  /** By the file of rejects that holds them: first byte, by `origin/name`, from which on rejects are told anew. */
  readonly withdrawn: Map<string, Map<string, number>>;
  /** What was read: rows of this part. */
  readonly read: Tally;
  /** What the table must have gained when all is in its place: what was read less what is replaced. */
  readonly gained: Tally;
  readonly changes: { readonly planned: PlannedBlob; readonly known: KnownBlob }[];
  readonly ledger: LedgerBlob[];
  nextBlobId: number;
}

/** Ids of blobs stay below, numbers of readings start here: both are lineages of rows. */
const firstReading = 2 ** 31;

export function createPart(destination: Destination, checkpoint: Checkpoint, formats: readonly TableFormat[]): Part {
  const spool = createSpool(path.join(destination.scratch, "spool"));
  const rows = createHourlyRows(spool, formats);
  return {
    destination,
    checkpoint,
    spool,
    rows,
    quickRows: createQuickRows(rows),
    rejects: createRejectLines(spool),
    blobOfReading: new Map(),
    replaced: new Map(),
    withdrawn: new Map(),
    read: createTally(),
    gained: createTally(),
    changes: [],
    ledger: [],
    nextBlobId: Number(readMeta(checkpoint, "nextBlobId") ?? 1),
  };
}

/** Rows in a kernel at a time, and bytes of its input. */
const kernelRows = 1 << 19;
const kernelInputBytes = 1 << 21;

function createQuickRows(rows: HourlyRows): KernelRows | undefined {
  const encoders = rows.formats.flatMap(({ encodeKernel }) => encodeKernel ?? []);
  if (encoders.length < rows.formats.length || !hasKernel()) return undefined;
  return createKernelRows(createKernel(kernelRows, kernelInputBytes), (kernel, hours) => {
    for (const hour of hours) {
      const chunks = encoders.map((encode) => encode(kernel, hour, rows.spool));
      addChunks(rows, hour.hourMs, chunks);
    }
  });
}

/** Begins a reading: its rows are dropped unless it is given a blob later. Returns its lineage. */
export function beginReading({ blobOfReading }: Part): number {
  const lineage = firstReading + blobOfReading.size;
  blobOfReading.set(lineage, undefined);
  return lineage;
}

/** Which lineage rows have in the tables after this part. */
export function keepAsOf({ blobOfReading, replaced }: Part): KeepAs {
  return (lineage) => {
    if (lineage >= firstReading) return blobOfReading.get(lineage);
    return replaced.has(lineage) ? undefined : lineage;
  };
}
