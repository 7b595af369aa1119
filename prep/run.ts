import path from "node:path";
import type { PrepOptions } from "./options.ts";
import { PrepError } from "./errors.ts";
import { flattenBlob, type FlattenTarget } from "./flatten.ts";
import { buildPlan, planBlob, type Plan, type PlannedBlob } from "./plan/plan.ts";
import type { Progress } from "./progress.ts";
import { csvFormat } from "./sink/csv.ts";
import {
  commitDestination,
  discardStaging,
  openDestination,
  tableFolders,
  type Destination,
} from "./sink/destination.ts";
import { parquetFormat } from "./sink/parquet.ts";
import {
  abandonTable,
  createPartitionedTable,
  finishTable,
  writeRow,
  type PartitionedTable,
} from "./sink/partitions.ts";
import { abandonRejects, createRejectsFile, finishRejects, writeReject, type RejectsFile } from "./sink/rejects.ts";
import { refuseOverlap } from "./source/overlap.ts";
import { openSource, type SourceContext } from "./source/openSource.ts";
import { addCounts, createSummary, type Summary } from "./summary.ts";

/** What a run needs from the process around it. */
export interface RunContext {
  readonly source: Omit<SourceContext, "destination">;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
}

interface Run {
  readonly options: PrepOptions;
  readonly context: RunContext;
  readonly destination: Destination;
  readonly table: PartitionedTable;
  readonly rejects: RejectsFile;
  readonly summary: Summary;
}

/**
 * Reads every source once and replaces the tables of the destination by what they hold. Nothing of the destination
 * changes before the last byte is read and every count adds up. Throws a PrepError where it cannot be done.
 */
export async function runPrep(options: PrepOptions, context: RunContext): Promise<Summary> {
  try {
    return await runToEnd(options, context);
  } catch (error) {
    throw context.signal.aborted ? new PrepError("stopped", "stopped; the tables are as they were before") : error;
  }
}

async function runToEnd(options: PrepOptions, context: RunContext): Promise<Summary> {
  const startMs = context.clock();
  const plan = await makePlan(options, context);
  const destination = await openDestination(options.out);
  const run = createRun(options, context, destination);
  try {
    context.progress.start(plan);
    for (const planned of plan.blobs) await readPlanned(run, planned);
    run.summary.blobsOutside = plan.outside;
    run.summary.files = finishFiles(run);
    checkCounts(run);
    context.signal.throwIfAborted();
    await commitDestination(destination, run.summary.files);
    return { ...run.summary, elapsedMs: Math.round(context.clock() - startMs) };
  } catch (error) {
    abandonTable(run.table);
    abandonRejects(run.rejects);
    await discardStaging(destination);
    throw error;
  } finally {
    context.progress.stop();
  }
}

async function makePlan(options: PrepOptions, context: RunContext): Promise<Plan> {
  await refuseOverlap(options.sources, options.out);
  const listed: PlannedBlob[] = [];
  for (const text of options.sources) {
    const source = openSource(text, { ...context.source, destination: options.out });
    for await (const blob of source.list(context.signal)) listed.push(planBlob(source, blob));
  }
  if (listed.length === 0) throw nothingToRead(options);
  return buildPlan(listed, options.range);
}

/** Tables are not emptied because of a wrong folder, or a pipe whose other end has failed. */
function nothingToRead({ sources }: PrepOptions): PrepError {
  return new PrepError("source", `no flow log in ${sources.join(", ")}; the tables are as they were before`);
}

function createRun(options: PrepOptions, context: RunContext, destination: Destination): Run {
  const parquet = parquetFormat(options.compression);
  const formats = { parquet: [parquet], csv: [csvFormat], both: [parquet, csvFormat] }[options.format];
  return {
    options,
    context,
    destination,
    table: createPartitionedTable(path.join(destination.staging, tableFolders.flows), formats),
    rejects: createRejectsFile(path.join(destination.staging, tableFolders.rejects)),
    summary: createSummary(options.out),
  };
}

async function readPlanned(run: Run, planned: PlannedBlob): Promise<void> {
  const { context, summary } = run;
  context.signal.throwIfAborted();
  const bytes = await planned.source.read(planned.blob, context.signal);
  if (bytes) {
    const counts = await flattenBlob(planned, bytes, targetOf(run));
    addCounts(summary, counts);
    if (counts.skippedBecause !== undefined) noteSkip(run, planned, counts.skippedBecause);
  } else {
    summary.skippedBlobs++;
    noteSkip(run, planned, "it has disappeared since it was listed");
  }
  context.progress.blobDone(summary.rows);
}

function targetOf({ options, context, table, rejects }: Run): FlattenTarget {
  return {
    range: options.range,
    writeRow: (row) => {
      writeRow(table, row);
    },
    writeReject: (reject) => {
      if (options.strict) {
        const where = `${reject.blob} at byte ${reject.byteOffset}`;
        throw new PrepError("strict", `${reject.reason} in ${where}; nothing was written (--strict)`, { where });
      }
      writeReject(rejects, reject);
    },
    onBytes: (count) => {
      context.signal.throwIfAborted();
      context.progress.advance(count);
    },
  };
}

function noteSkip({ context }: Run, { blob }: PlannedBlob, reason: string): void {
  context.progress.note(`skipped ${blob.name}: ${reason}`);
}

/** Returns the paths of all files below the destination, with `/`. */
function finishFiles({ table, rejects }: Run): string[] {
  finishTable(table);
  finishRejects(rejects);
  return [
    ...table.files.map((file) => `${tableFolders.flows}/${file}`).sort(),
    ...rejects.files.map((file) => `${tableFolders.rejects}/${file}`),
  ];
}

/** Seen = written + rejected + skipped, and written is what the table says it took. */
function checkCounts({ table, summary, options }: Run): void {
  if (summary.blobs === 0 && summary.blobsOutside === 0) throw nothingToRead(options);
  const { tuples, rows, rejectedTuples, skippedTuples } = summary;
  if (tuples === rows + rejectedTuples + skippedTuples && rows === table.rows) return;
  throw new PrepError(
    "ledger",
    `counts do not add up: ${tuples} tuples seen, ${rows} rows, ${table.rows} in the table, ${rejectedTuples} rejected, ${skippedTuples} skipped; nothing was written`,
  );
}
