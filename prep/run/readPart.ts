import path from "node:path";
import type { AzureLogin } from "../azure/client.ts";
import type { BlobReading } from "../flatten/reading.ts";
import type { PrepOptions } from "../options.ts";
import type { PlannedBlob } from "../plan/plan.ts";
import type { Progress } from "../progress.ts";
import { joinPieces } from "../read/joinPieces.ts";
import { isEnvelope } from "../read/isEnvelope.ts";
import { isWorthCutting, planPieces } from "../read/planPieces.ts";
import { readAll } from "../read/readAll.ts";
import type { Reader, ReadJob, ReadOutcome } from "../read/reader.ts";
import { createReaderHere } from "../read/readerHere.ts";
import { createReaderThread } from "../read/readerThread.ts";
import type { Stretch } from "../scan/cutPiece.ts";
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
  /** How many readers there are at most. */
  readonly mostReaders: number;
  /** A flow log was read. */
  readonly onReading: (reading: BlobReading) => void;
  /** A blob was not read, or is no flow log. */
  readonly onSkipped: (blob: PlannedBlob, skipped: { readonly bytesRead: number; readonly reason: string }) => void;
}

/** A thread takes about a tenth of a second to begin: it must be worth it. */
const leastBytesPerReader = 16 << 20;

/** What is done for each blob beside reading it is done here: of small ones a second reader would wait for that. */
const leastBytesPerBlob = 1 << 15;

/** A blob, and what is read of it at a time: the whole of it, or stretches. */
interface Work {
  readonly planned: PlannedBlob;
  readonly stretches: readonly (Stretch | undefined)[];
}

const asWhole: Work["stretches"] = [undefined];

/**
 * Reads blobs into the part, large ones in pieces; a blob whose pieces do not fit together is read again as a whole. What
 * was read stays in the spools of the readers until they are closed.
 */
export async function readPart(part: Part, reading: PartReading, readers: readonly Reader[]): Promise<void> {
  const works = await planWorks(reading, readers.length);
  const unproven = await readRound(part, reading, { readers, works });
  const again = unproven.map((planned): Work => ({ planned, stretches: asWhole }));
  await readRound(part, reading, { readers, works: again });
  // This thread is the first of them, and busy then: the others must have been told before.
  const finished = readers.toReversed().map((reader) => reader.finish());
  for (const output of (await Promise.all(finished)).toReversed()) takeOutput(part, output);
}

const lookedAtOnce = 16;

/** Large blobs are looked at before: pieces of anything but an envelope of records would not fit. */
async function planWorks(reading: PartReading, readers: number): Promise<Work[]> {
  const works = reading.blobs.map((planned) => ({ planned, stretches: cutBlob(planned, reading, readers) }));
  const cut = works.filter(({ stretches }) => stretches.length > 1);
  for (let first = 0; first < cut.length; first += lookedAtOnce) {
    const looks = cut.slice(first, first + lookedAtOnce).map(async (work) => {
      if (!(await isEnvelope(work.planned, reading.signal))) work.stretches = asWhole;
    });
    await Promise.all(looks);
  }
  return works;
}

/** A reject of a piece tells nothing of the blob until all of it has been read: strict runs do without. */
function cutBlob(
  { source, blob, newBytes }: PlannedBlob,
  { options }: PartReading,
  readers: number,
): Work["stretches"] {
  const isNew = newBytes !== undefined && newBytes === blob.sizeBytes;
  if (!isNew || options.strict || !isWorthCutting(newBytes) || !source.canOpenAt(blob)) return asWhole;
  const stretches = planPieces(newBytes, readers);
  return stretches.length > 1 ? stretches : asWhole;
}

interface Round {
  readonly readers: readonly Reader[];
  readonly works: readonly Work[];
}

/** Returns the blobs whose pieces do not fit together. */
async function readRound(part: Part, reading: PartReading, { readers, works }: Round): Promise<PlannedBlob[]> {
  const given: { readonly target: Target; readonly isLast: boolean }[] = [];
  const unproven: PlannedBlob[] = [];
  let outcomes: ReadOutcome[] = [];
  await readAll(
    readers,
    {
      jobs: listJobs(part, reading, works, (target, isLast) => given.push({ target, isLast })),
      count: works.reduce((sum, { stretches }) => sum + stretches.length, 0),
    },
    {
      onBytes: (count) => {
        reading.progress.advance(count);
      },
      onOutcome: (outcome, index) => {
        outcomes.push(outcome);
        const { target, isLast } = given[index] ?? {};
        if (!target || isLast === false) return;
        const joined = outcomes.length > 1 ? joinPieces(outcomes) : outcome;
        outcomes = [];
        if (joined === undefined || joined.kind === "notCut") unproven.push(target.planned);
        else takeOutcome(part, reading, { target, outcome: joined });
      },
    },
  );
  return unproven;
}

function* listJobs(
  part: Part,
  { options, sources, signal }: PartReading,
  works: readonly Work[],
  onGiven: (target: Target, isLast: boolean) => void,
): Generator<ReadJob> {
  const placeOf = new Map(Array.from(sources, ([place, source]) => [source, place]));
  for (const { planned, stretches } of works) {
    signal.throwIfAborted();
    const target = targetOf(part, planned, options.range);
    for (const [index, stretch] of stretches.entries()) {
      onGiven(target, index === stretches.length - 1);
      yield jobOf(target, { place: placeOf.get(planned.source) ?? "", isStrict: options.strict, stretch });
    }
  }
}

interface Result {
  readonly target: Target;
  readonly outcome: Exclude<ReadOutcome, { readonly kind: "notCut" }>;
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
export function createReaders({ destination, hourFiles }: Part, reading: PartReading): Reader[] {
  const { options, sources, login, signal } = reading;
  const count = countReaders(reading);
  const settingsOf = (index: number) => ({
    file: path.join(destination.scratch, `spool-${index}`),
    hourFiles,
    format: options.format,
    compression: options.compression,
    traffic: options.traffic,
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

function countReaders(reading: PartReading): number {
  const { blobs, options, mostReaders } = reading;
  if (options.sources.includes("-")) return 1;
  const bytes = blobs.reduce((sum, { newBytes }) => sum + (newBytes ?? 0), 0);
  const jobs = blobs.reduce((sum, planned) => sum + cutBlob(planned, reading, mostReaders).length, 0);
  if (bytes < blobs.length * leastBytesPerBlob) return 1;
  return Math.max(1, Math.min(mostReaders, jobs, Math.floor(bytes / leastBytesPerReader)));
}
