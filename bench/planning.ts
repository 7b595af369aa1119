import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import {
  closeCheckpoint,
  beginChanges,
  endChanges,
  openCheckpoint,
  packCheckpoint,
} from "../prep/checkpoint/checkpoint.ts";
import { createTally } from "../prep/columns/tally.ts";
import { emptyCounts } from "../prep/flatten/counts.ts";
import { listEstate } from "./estateListing.ts";

/*
 * The books of a large estate: a million known blobs, of which a thousand have changed. How long does a run take
 * until it knows what to read, and how much memory? `node bench/planning.ts [BLOBS]`.
 */

const blobs = Number(process.argv[2] ?? 1_000_000);
const changed = Math.round(blobs / 1000);
const rounds = 3;
const folder = await mkdtemp(path.join(tmpdir(), "flow-chord-bench-"));
try {
  const packed = path.join(folder, "checkpoint.sqlite.zst");
  await writeCheckpoint(packed);
  const sizes = `checkpoint ${megabytes((await stat(packed)).size)} MB packed`;
  const results = [];
  for (let round = 0; round < rounds; round++) {
    results.push({ listing: await measure("listing", packed), planning: await measure("planning", packed) });
  }
  const [listing, planning] = [median(results.map((r) => r.listing.ms)), median(results.map((r) => r.planning.ms))];
  const rss = median(results.map((r) => r.planning.rssMb));
  console.log(`${blobs} known blobs, ${changed} changed; ${sizes}; medians of ${rounds}`);
  console.log(`| step | s | × the listing alone | peak MB |`);
  console.log(`|---|---|---|---|`);
  console.log(`| listing alone | ${seconds(listing)} | 1.0 | ${median(results.map((r) => r.listing.rssMb))} |`);
  console.log(`| unpack, open, plan | ${seconds(planning)} | ${(planning / listing).toFixed(1)} | ${rss} |`);
} finally {
  await rm(folder, { recursive: true });
}

async function writeCheckpoint(packed: string): Promise<void> {
  const file = path.join(folder, "checkpoint.sqlite");
  const checkpoint = openCheckpoint(file);
  const range = { sinceMs: undefined, untilMs: undefined };
  const counts = {
    ...emptyCounts(),
    bytesRead: 123_456,
    records: 60,
    tuples: 812,
    rows: 812,
    allowed: 700,
    denied: 112,
  };
  beginChanges(checkpoint);
  let id = 1;
  for (const blob of listEstate(blobs, 0)) {
    checkpoint.blobs.put(blob, {
      id: id++,
      etag: blob.etag,
      readBytes: 123_456,
      mark: "62:Y2hlY2tlZCBibG9ja3MhIQ",
      resume: { point: { pos: 123_456, open: ["envelope"] }, crc32: 123_456_789 },
      isFlowLog: true,
      range,
      rowTimes: { minMs: 1_700_000_000_000, maxMs: 1_700_003_600_000 },
      skipped: { beforeMs: undefined, afterMs: undefined },
      counts,
      tally: createTally(),
      tailRejects: 0,
    });
  }
  endChanges(checkpoint);
  closeCheckpoint(checkpoint);
  await packCheckpoint(file, packed);
  await rm(file);
}

async function measure(step: string, packed: string): Promise<{ ms: number; rssMb: number }> {
  const program = path.join(import.meta.dirname, "planningStep.ts");
  const child = spawn(process.execPath, [program, step, packed, String(blobs), String(changed)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said, [status]] = await Promise.all([text(child.stdout), once(child, "close") as Promise<[number]>]);
  if (status !== 0) throw new Error(`${step} failed`);
  return JSON.parse(said) as { ms: number; rssMb: number };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
