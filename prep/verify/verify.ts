import { randomBytes } from "node:crypto";
import { closeCheckpoint, readCommit } from "../checkpoint/checkpoint.ts";
import type { Destination } from "../destination/destination.ts";
import { openDestination } from "../destination/openDestination.ts";
import { PrepError } from "../errors.ts";
import { checkPlaces } from "../options.ts";
import type { RunContext } from "../run/runContext.ts";
import { refuseOverlap } from "../source/overlap.ts";
import { count } from "../summary.ts";
import { checkCheckpoint, openKnown } from "./checkCheckpoint.ts";
import { checkFiles } from "./checkFiles.ts";
import { checkSources } from "./checkSources.ts";
import { createFindings, type Findings } from "./findings.ts";
import { hasTables } from "./hasTables.ts";
import { readLedger } from "./readLedger.ts";
import type { VerifyReport } from "./report.ts";

/** What to compare: tables, and the sources that they were read from, or none. */
export interface VerifyOptions {
  readonly destination: string;
  readonly sources: readonly string[];
}

/** What it needs from the process around it. */
export type VerifyContext = Omit<RunContext, "started" | "partLimit">;

/**
 * Counts the tables again and compares them with the ledger, with the checkpoint, and with the sources where they are
 * given. Changes nothing, but for a commit that a run has not brought to its end. Throws a PrepError where it cannot
 * be done; differences are no error.
 */
export async function runVerify(options: VerifyOptions, context: VerifyContext): Promise<VerifyReport> {
  const startMs = context.clock();
  const { sources } = options;
  checkPlaces(sources, options.destination);
  await refuseOverlap(sources, options.destination);
  const login = context.destinationLogin;
  if (!(await hasTables(options.destination, login))) throw noTables(options.destination);
  const runId = `verify-${randomBytes(8).toString("hex")}`;
  const destination = await openDestination(options.destination, { login, runId });
  try {
    const findings = await check(options, context, destination);
    return { ...findings, elapsedMs: Math.round(context.clock() - startMs) };
  } catch (error) {
    throw context.signal.aborted ? new PrepError("stopped", "stopped before everything was checked") : error;
  } finally {
    context.progress.stop();
    await destination.close();
  }
}

async function check(options: VerifyOptions, context: VerifyContext, destination: Destination): Promise<Findings> {
  const { progress, signal } = context;
  const findings = createFindings();
  const checkpoint = await openKnown(destination, findings);
  try {
    const listed = await destination.list();
    if (listed.length === 0 && !(checkpoint && readCommit(checkpoint))) throw noTables(options.destination);
    progress.note(`checking ${count(listed.length, "file")}`);
    const ledger = await readLedger(destination, listed, findings);
    await checkFiles({ destination, findings, signal }, listed, ledger.files);
    const isKnown = checkpoint !== undefined && checkCheckpoint(checkpoint, ledger, findings);
    if (options.sources.length === 0) return findings;
    if (isKnown) {
      const source = { ...context.source, destination: options.destination };
      await checkSources(options.sources, { checkpoint, findings, context: source, progress, signal });
    } else progress.note("the sources are not compared: nothing is known of their blobs");
    return findings;
  } finally {
    if (checkpoint) closeCheckpoint(checkpoint);
  }
}

function noTables(destination: string): PrepError {
  return new PrepError("destination", `there are no tables in ${destination}`, { where: destination });
}
