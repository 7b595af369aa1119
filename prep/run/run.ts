import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { closeCheckpoint, hasCommit } from "../checkpoint/checkpoint.ts";
import { createTally } from "../columns/tally.ts";
import type { Destination } from "../destination/destination.ts";
import { openDestination } from "../destination/openDestination.ts";
import { PrepError } from "../errors.ts";
import { emptyCounts } from "../flatten/counts.ts";
import type { PrepOptions } from "../options.ts";
import { splitPlan, type Plan, type PlannedBlob } from "../plan/plan.ts";
import { formatsOf } from "../read/formats.ts";
import type { Reader } from "../read/reader.ts";
import { removeHourFiles } from "../sink/hourFiles.ts";
import { refuseOverlap } from "../source/overlap.ts";
import type { Source } from "../source/source.ts";
import { addReading, addSkipped, createSummary, type Summary } from "../summary.ts";
import { checkFormat } from "./checkFormat.ts";
import { commitPart, type PartFacts } from "./commitPart.ts";
import { hasExpired, keptFromOf, narrowRange } from "./expire.ts";
import { ledgerLine, totalsOf, type LedgerFacts } from "./ledger.ts";
import { loadCheckpoint, reopenCheckpoint, type LoadedCheckpoint } from "./loadCheckpoint.ts";
import { makePlan, nothingToRead } from "./makePlan.ts";
import { createPart } from "./part.ts";
import { createReaders, readPart, type PartReading } from "./readPart.ts";
import { limitRequests, type PartLimit, type RunContext } from "./runContext.ts";

/** A long run commits what it has after so many bytes or blobs, so that a crash does not lose it. */
const defaultPartLimit: PartLimit = { bytes: 4 * 2 ** 30, blobs: 20_000 };
const wholeRun: PartLimit = { bytes: Infinity, blobs: Infinity };

interface Run {
  readonly id: string;
  /** With the range that is read. */
  options: PrepOptions;
  readonly context: RunContext;
  readonly destination: Destination;
  readonly startMs: number;
  readonly summary: Summary;
  /** By the names that the command gives them. */
  sources: ReadonlyMap<string, Source>;
  parts: number;
}

/**
 * Reads what is new in every source and brings it into the tables of the destination. A run that fails has changed
 * nothing there, or only whole parts of a long run. Throws a PrepError where it cannot be done.
 */
export async function runPrep(options: PrepOptions, given: RunContext): Promise<Summary> {
  const context = limitRequests(given, options.concurrency);
  const startMs = context.clock();
  await refuseOverlap(options.sources, options.out);
  const id = runIdOf(context.started);
  const destination = await openDestination(options.out, { login: context.destinationLogin, runId: id });
  const run: Run = {
    id,
    options,
    context,
    destination,
    startMs,
    summary: createSummary(options.out),
    sources: new Map(),
    parts: 0,
  };
  try {
    await runToEnd(run);
    return { ...run.summary, elapsedMs: Math.round(context.clock() - startMs) };
  } catch (error) {
    const isStopped = context.signal.aborted && !(error instanceof PrepError && error.code === "unfinished");
    throw isStopped ? stopped(run) : error;
  } finally {
    context.progress.stop();
    await destination.close();
  }
}

function runIdOf(started: Date): string {
  return `${started.toISOString().replaceAll(/[-:.]/g, "")}-${randomBytes(4).toString("hex")}`;
}

function stopped({ parts }: Run): PrepError {
  const what = parts === 0 ? "the tables are as they were before" : "what was committed so far stays";
  return new PrepError("stopped", `stopped; ${what}, the next run goes on from there`);
}

async function runToEnd(run: Run): Promise<void> {
  const { context, destination, summary } = run;
  let loaded = await loadCheckpoint(destination, run.options.full);
  try {
    checkFormat(run.options, loaded.checkpoint);
    const keptFromMs = keptFromOf(run.options, context.started, loaded.checkpoint);
    const options = { ...run.options, range: narrowRange(run.options.range, keptFromMs) };
    run.options = options;
    const { plan, sources } = await makePlan(options, context, loaded.checkpoint);
    run.sources = sources;
    summary.blobsOutside = plan.outside;
    summary.foldersOutside = plan.foldersOutside;
    summary.blobsUnchanged = plan.unchanged;
    context.progress.start(plan);
    const isOneCommit = options.strict || options.full;
    if (isOneCommit) refuseTooMany(plan, options);
    const limit = isOneCommit ? wholeRun : (context.partLimit ?? defaultPartLimit);
    // What was read is not kept: of very many blobs it is much.
    const parts = [...splitPlan(plan.blobs.splice(0), limit)];
    if (parts.length === 0 && loaded.strays.length > 0) parts.push([]);
    const isNothing = parts.length === 0;
    for (let blobs = parts.shift(); blobs !== undefined; blobs = parts.shift()) {
      const isLast = parts.length === 0;
      await runPart(run, { loaded, plan, blobs, isLast });
      if (!isLast || keptFromMs !== undefined) loaded = reopenCheckpoint(loaded);
    }
    if (hasExpired(loaded.checkpoint, keptFromMs)) {
      await runPart(run, { loaded, plan, blobs: [], isLast: true, keptFromMs });
    } else if (isNothing) await noteEmptyRun(run, plan);
  } finally {
    closeCheckpoint(loaded.checkpoint);
  }
}

const mostLineBytes = 250 * 2 ** 20;

/** One commit is one line of the ledger, which has to be a text in memory. */
function refuseTooMany({ blobs }: Plan, { full }: PrepOptions): void {
  const lineBytes = blobs.reduce((sum, { blob }) => sum + blob.origin.length + blob.name.length + 600, 0);
  if (lineBytes < mostLineBytes) return;
  const option = full ? "--full" : "--strict";
  const advice = full ? "read them into an empty --out instead" : `run without ${option}`;
  throw new PrepError("options", `${blobs.length} blobs are too many for the one commit of ${option}; ${advice}`);
}

interface PartOfPlan {
  readonly loaded: LoadedCheckpoint;
  readonly plan: Plan;
  readonly blobs: readonly PlannedBlob[];
  /** Nothing is left to read after it. */
  readonly isLast: boolean;
  /** Hours before it are removed. */
  readonly keptFromMs?: number;
}

async function runPart(run: Run, { loaded, plan, blobs, isLast, keptFromMs }: PartOfPlan): Promise<void> {
  const { options, context, destination, summary } = run;
  const isNew = !hasCommit(loaded.checkpoint);
  const tables = { formats: formatsOf(options), hasTraffic: options.traffic };
  const part = createPart(destination, loaded.checkpoint, tables);
  let readers: readonly Reader[] = [];
  try {
    const reading = readingOf(run, blobs);
    readers = createReaders(part, reading);
    await readPart(part, reading, readers);
    const found = summary.blobs + plan.outside + plan.foldersOutside + plan.unchangedFlowLogs + run.parts;
    if (isLast && found === 0 && (isNew || part.ledger.length > 0)) throw nothingToRead(options);
    const facts: PartFacts = {
      ledger: factsOf(run, plan, isNew),
      format: options.format,
      checkpointFile: loaded.file,
      strays: loaded.strays,
      keptFromMs,
      signal: context.signal,
      beforeCommit: context.beforeCommit,
    };
    summary.files = [...new Set([...summary.files, ...(await commitPart(part, facts))])].sort();
    summary.expiredFiles += part.expired.files;
    summary.expiredRows += part.expired.tally.rows;
    run.parts++;
  } finally {
    part.spool.close();
    await Promise.allSettled(readers.map((reader) => reader.close()));
    removeHourFiles(part.hourFiles);
  }
}

function readingOf({ options, context, sources, summary }: Run, blobs: readonly PlannedBlob[]): PartReading {
  const { signal, progress } = context;
  return {
    blobs,
    options,
    sources,
    login: context.source.login,
    signal,
    progress,
    mostReaders: context.mostReaders ?? availableParallelism(),
    onReading: (reading) => {
      addReading(summary, reading);
      progress.blobDone(summary.rows);
    },
    onSkipped: ({ blob }, { bytesRead, reason }) => {
      addSkipped(summary, bytesRead);
      progress.note(`skipped ${blob.name}: ${reason}`);
      progress.blobDone(summary.rows);
    },
  };
}

function factsOf(run: Run, { unchanged, outside }: Plan, full: boolean): LedgerFacts {
  const { id, parts, options, context, startMs } = run;
  return {
    run: id,
    part: parts + 1,
    started: context.started,
    full,
    sources: options.sources,
    unchanged,
    outside,
    elapsedMs: () => context.clock() - startMs,
  };
}

/** A run that has found nothing new says so in the ledger. */
async function noteEmptyRun(run: Run, plan: Plan): Promise<void> {
  const nothing = { totals: totalsOf(emptyCounts(), createTally()), files: [], removed: [], blobs: [] };
  const ledger = ledgerLine(factsOf(run, plan, false), nothing);
  await run.destination.apply({ runId: run.id, staged: [], removed: [], ledger });
}
