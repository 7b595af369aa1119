import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AzureLogin } from "../azure/client.ts";
import { closeCheckpoint, openCheckpoint, unpackCheckpoint, type Checkpoint } from "../checkpoint/checkpoint.ts";
import type { DestinationView } from "../destination/destinationView.ts";
import { viewDestination } from "../destination/viewDestination.ts";
import { messageOf, PrepError } from "../errors.ts";
import type { PrepOptions } from "../options.ts";
import { checkFormat } from "../run/checkFormat.ts";
import { keptFromOf, narrowRange } from "../run/expire.ts";
import { makePlan } from "../run/makePlan.ts";
import type { RunContext } from "../run/runContext.ts";
import { refuseOverlap } from "../source/overlap.ts";
import { hasTables } from "../verify/hasTables.ts";
import type { DryRun } from "./format.ts";
import { foretell } from "./forecast.ts";
import { paceOf } from "./pace.ts";

const ledgerBytes = 4 << 20;
/** To begin and to end a run. */
const leastSeconds = 0.5;

/**
 * Plans a run as prep does and tells what it would do. Lists the sources and reads the state of the destination; opens no
 * blob, writes nothing, and needs no right to. Throws a PrepError where prep could not begin either.
 */
export async function runDry(options: PrepOptions, context: RunContext): Promise<DryRun> {
  await refuseOverlap(options.sources, options.out);
  const view = await viewDestination(options.out, context.destinationLogin);
  const scratch = await mkdtemp(path.join(tmpdir(), "flow-chord-"));
  const file = path.join(scratch, "checkpoint.sqlite");
  let checkpoint: Checkpoint | undefined;
  try {
    if (!options.full) await fetchKnown(view, file, { out: options.out, login: context.destinationLogin });
    checkpoint = openCheckpoint(file);
    checkFormat(options, checkpoint);
    const keptFromMs = keptFromOf(options, context.started, checkpoint);
    const range = narrowRange(options.range, keptFromMs);
    const { plan } = await makePlan({ ...options, range }, context, checkpoint);
    const { out, full } = options;
    const forecast = foretell(plan, checkpoint, { out, full, keptFromMs });
    const pace = paceOf(await view.lastLedgerLines(ledgerBytes), options.sources);
    const seconds = leastSeconds + forecast.bytes / pace.bytesPerSecond;
    return { ...forecast, estimate: { ...pace, seconds: Math.round(seconds * 10) / 10 } };
  } finally {
    if (checkpoint) closeCheckpoint(checkpoint);
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Nothing is known where there is no checkpoint. */
async function fetchKnown(
  view: DestinationView,
  file: string,
  { out, login }: { readonly out: string; readonly login: AzureLogin },
): Promise<void> {
  const packed = `${file}.zst`;
  if (!(await view.fetchCheckpoint(packed))) {
    if (!(await hasTables(out, login))) return;
    const message = `there are tables in ${out}, but no checkpoint; run with --full, or use another --out`;
    throw new PrepError("destination", message, { where: out });
  }
  try {
    await unpackCheckpoint(packed, file);
  } catch (cause) {
    const message = `the checkpoint in ${out} cannot be used: ${messageOf(cause)}; run with --full`;
    throw new PrepError("destination", message, { where: out, cause });
  }
}
