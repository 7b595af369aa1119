import { availableParallelism } from "node:os";
import path from "node:path";
import type { AzureLogin } from "../azure/client.ts";
import type { BlobReading } from "../flatten/reading.ts";
import type { PrepOptions } from "../options.ts";
import type { PlannedBlob } from "../plan/plan.ts";
import type { Progress } from "../progress.ts";
import { readAll } from "../read/readAll.ts";
import type { Reader, ReadJob, ReadOutcome } from "../read/reader.ts";
import { createReaderHere } from "../read/readerHere.ts";
import { createReaderThread } from "../read/readerThread.ts";
import type { Source } from "../source/source.ts";
import { firstReading, takeOutput, type Part } from "./part.ts";
import { jobOf, takeReading, targetOf, type Target } from "./takeReading.ts";

/** What reading the blobs of a part needs. */
export interface PartReading {
  readonly blobs: readonly PlannedBlob[];
  readonly options: PrepOptions;
  /** The sources by the names that the command gives them. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly login: AzureLogin;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** How many readers there are at most; as many as the machine has cores, unless it is given. */
  readonly mostReaders: number | undefined;
  /** A flow log was read. */
  readonly onReading: (reading: BlobReading) => void;
  /** A blob was not read, or is no flow log. */
  readonly onSkipped: (blob: PlannedBlob, skipped: { readonly bytesRead: number; readonly reason: string }) => void;
}

/** A thread takes about a tenth of a second to begin: it must be worth it. */
const leastBytesPerReader = 16 << 20;

/** Reads blobs into the part. What was read stays in the spools of the readers until they are closed. */
export async function readPart(part: Part, reading: PartReading, readers: readonly Reader[]): Promise<void> {
  const targets: Target[] = [];
  const jobs = listJobs(part, reading, targets);
  await readAll(
    readers,
    { jobs, count: reading.blobs.length },
    {
      onBytes: (count) => {
        reading.progress.advance(count);
      },
      onOutcome: (outcome, index) => {
        const target = targets[index];
        if (target) takeOutcome(part, reading, { target, outcome });
      },
    },
  );
  for (const reader of readers) takeOutput(part, await reader.finish());
}

function* listJobs(
  part: Part,
  { blobs, options, sources, signal }: PartReading,
  targets: Target[],
): Generator<ReadJob> {
  const placeOf = new Map(Array.from(sources, ([place, source]) => [source, place]));
  for (const planned of blobs) {
    signal.throwIfAborted();
    const target = targetOf(part, planned, options.range);
    targets.push(target);
    yield jobOf(target, { place: placeOf.get(planned.source) ?? "", isStrict: options.strict });
  }
}

interface Result {
  readonly target: Target;
  readonly outcome: ReadOutcome;
}

function takeOutcome(part: Part, { onReading, onSkipped }: PartReading, { target, outcome }: Result): void {
  const { planned } = target;
  switch (outcome.kind) {
    case "gone":
      onSkipped(planned, { bytesRead: 0, reason: "it has disappeared since it was listed" });
      break;
    case "changing":
      onSkipped(planned, { bytesRead: 0, reason: "it keeps changing while it is read" });
      break;
    case "read": {
      takeReading(part, target, outcome);
      const { counts, skippedBecause: reason } = outcome.reading;
      if (reason === undefined) onReading(outcome.reading);
      else onSkipped(planned, { bytesRead: counts.bytesRead, reason });
    }
  }
}

/**
 * The readers of a part: this thread, and others where there is enough to do. What cannot be opened twice, as standard
 * input, is read here only. Throws a PrepError where the disk does not take a spool.
 */
export function createReaders({ destination }: Part, reading: PartReading): Reader[] {
  const { options, sources, login, signal } = reading;
  const count = countReaders(reading);
  const settingsOf = (index: number) => ({
    file: path.join(destination.scratch, `spool-${index}`),
    format: options.format,
    compression: options.compression,
    firstLineage: firstReading + index,
    lineageStep: count,
  });
  const openSource = (place: string): Promise<Source> => {
    const source = sources.get(place);
    return source ? Promise.resolve(source) : Promise.reject(new RangeError(`no source ${place}`));
  };
  // If this one cannot be made there must be no thread that nobody knows of.
  const here = createReaderHere(settingsOf(0), { openSource, signal });
  const threads = Array.from({ length: count - 1 }, (_, index) =>
    createReaderThread({ settings: settingsOf(index + 1), login, destination: options.out }, signal),
  );
  return [here, ...threads];
}

function countReaders({ blobs, options, mostReaders = availableParallelism() }: PartReading): number {
  if (options.sources.includes("-")) return 1;
  const bytes = blobs.reduce((sum, { newBytes }) => sum + (newBytes ?? 0), 0);
  return Math.max(1, Math.min(mostReaders, blobs.length, Math.floor(bytes / leastBytesPerReader)));
}
