import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { listFilesBefore } from "../checkpoint/expired.ts";
import { folders } from "../destination/destination.ts";
import type { Plan } from "../plan/plan.ts";

/** What a run would do, if it began now. Bytes are those of the blobs, as they are stored. */
export interface Forecast {
  readonly out: string;
  /** All tables are replaced. */
  readonly full: boolean;
  readonly blobs: number;
  /** Of these blobs: never read before, longer than they were, and such as are read again as a whole. */
  readonly newBlobs: number;
  readonly grownBlobs: number;
  readonly changedBlobs: number;
  readonly bytes: number;
  /** Blobs of unknown size, as standard input. */
  readonly unknownSizes: number;
  /** The hours that the blobs' paths name. */
  readonly hours: number;
  readonly firstHour: string | undefined;
  readonly lastHour: string | undefined;
  readonly blobsUnchanged: number;
  readonly blobsOutside: number;
  /** Folders that are not listed; the blobs in them are not counted. */
  readonly foldersOutside: number;
  /** What `--keep` would remove: files of all tables, rows of the flows in them, bytes of the files. */
  readonly expiredFiles: number;
  readonly expiredRows: number;
  readonly expiredBytes: number;
  /** The first hour that stays; undefined where all of them do. */
  readonly keptFrom: string | undefined;
}

/** Compares a plan with what is known. */
export function foretell(
  plan: Plan,
  checkpoint: Checkpoint,
  { out, full, keptFromMs }: { readonly out: string; readonly full: boolean; readonly keptFromMs: number | undefined },
): Forecast {
  const hours = [...new Set(plan.blobs.flatMap(({ hourMs }) => hourMs ?? []))].sort((a, b) => a - b);
  const expired = keptFromMs === undefined ? [] : listFilesBefore(checkpoint, keptFromMs);
  return {
    out,
    full,
    blobs: plan.blobs.length,
    ...countKinds(plan, checkpoint),
    bytes: plan.totalBytes,
    unknownSizes: plan.blobs.filter(({ newBytes }) => newBytes === undefined).length,
    hours: hours.length,
    firstHour: timeOf(hours[0]),
    lastHour: timeOf(hours.at(-1)),
    blobsUnchanged: plan.unchanged,
    blobsOutside: plan.outside,
    foldersOutside: plan.foldersOutside,
    expiredFiles: expired.length,
    expiredRows: rowsOf(expired),
    expiredBytes: expired.reduce((sum, { bytes }) => sum + bytes, 0),
    keptFrom: timeOf(keptFromMs),
  };
}

function countKinds(
  { blobs }: Plan,
  checkpoint: Checkpoint,
): Pick<Forecast, "newBlobs" | "grownBlobs" | "changedBlobs"> {
  const kinds = { newBlobs: 0, grownBlobs: 0, changedBlobs: 0 };
  for (const { blob, isWidened } of blobs) {
    const known = checkpoint.blobs.version(blob);
    const isGrown = !isWidened && known !== undefined && known.readBytes > 0 && (blob.sizeBytes ?? 0) > known.readBytes;
    if (known === undefined) kinds.newBlobs++;
    else if (isGrown) kinds.grownBlobs++;
    else kinds.changedBlobs++;
  }
  return kinds;
}

/** Each format has all rows. */
function rowsOf(files: ReturnType<typeof listFilesBefore>): number {
  const perKind = new Map<string, number>();
  for (const { path, kind, tally } of files) {
    if (path.startsWith(`${folders.flows}/`)) perKind.set(kind, (perKind.get(kind) ?? 0) + tally.rows);
  }
  return Math.max(0, ...perKind.values());
}

function timeOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
