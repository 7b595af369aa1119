import { realpath } from "node:fs/promises";
import path from "node:path";
import { isUrl, labelOf, splitContainerUrl } from "../azure/containerUrl.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { createPlan, type Plan, type PlannedBlob } from "../plan/plan.ts";
import type { Progress } from "../progress.ts";
import { parseBlobPath } from "../source/blobPath.ts";
import { openSource, type SourceContext } from "../source/openSource.ts";
import { checkBlob } from "./checkBlob.ts";
import type { Findings } from "./findings.ts";

/** What comparing with the sources needs beside them. */
export interface SourceCheck {
  readonly checkpoint: Checkpoint;
  readonly findings: Findings;
  readonly context: SourceContext;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Reads every blob of the sources again that is in the tables, and counts those that are not. */
export async function checkSources(sources: readonly string[], check: SourceCheck): Promise<void> {
  const { checkpoint, findings, progress, signal } = check;
  const seen = new Set<number>();
  const plan = await planCheck(sources, check, seen);
  progress.start(plan);
  let rows = 0;
  for (const planned of plan.blobs) {
    signal.throwIfAborted();
    rows += await checkPlanned(planned, check);
    progress.blobDone(rows);
  }
  const roots = await Promise.all(sources.map(rootOf));
  for (const [identity, { id }] of checkpoint.blobs.all()) {
    if (!seen.has(id) && roots.some((root) => isInside(identity, root))) findings.gone++;
  }
}

/** Blobs that the checkpoint knows are planned, their ids go to `seen`; the others are only counted. */
async function planCheck(
  sources: readonly string[],
  { checkpoint, findings, context, signal }: SourceCheck,
  seen: Set<number>,
): Promise<Plan> {
  const plan = createPlan();
  for (const text of sources) {
    const source = await openSource(text, context);
    for await (const blob of source.list(signal)) {
      const known = checkpoint.blobs.get(blob);
      if (known) {
        seen.add(known.id);
        const newBytes = known.resume?.point.pos ?? blob.sizeBytes;
        const place = parseBlobPath(`${blob.origin}/${blob.name}`);
        plan.blobs.push({ source, blob, hourMs: place?.hourMs, mac: place?.mac, newBytes, isWidened: false });
        plan.totalBytes += newBytes ?? 0;
      } else {
        findings.notRead.blobs++;
        findings.notRead.bytes += blob.sizeBytes ?? 0;
      }
    }
  }
  return plan;
}

/** Returns how many rows of the tables are from it. */
async function checkPlanned(planned: PlannedBlob, check: SourceCheck): Promise<number> {
  const { checkpoint, findings, progress, signal } = check;
  const known = checkpoint.blobs.get(planned.blob);
  if (!known) return 0;
  await checkBlob(planned, known, {
    findings,
    signal,
    onBytes: (count) => {
      signal.throwIfAborted();
      progress.advance(count);
    },
    note: (line) => {
      progress.note(line);
    },
  });
  return known.counts.rows;
}

/** What the identities of a source's blobs begin with; undefined for standard input. */
async function rootOf(source: string): Promise<string | undefined> {
  if (source === "-") return undefined;
  if (!isUrl(source)) return (await realpath(source)).replaceAll(path.sep, "/").replace(/\/+$/, "");
  return labelOf(splitContainerUrl(new URL(source)));
}

function isInside(identity: string, root: string | undefined): boolean {
  return root !== undefined && (identity === root || identity.startsWith(`${root}/`));
}
