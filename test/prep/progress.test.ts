import assert from "node:assert/strict";
import { test } from "node:test";
import { Writable } from "node:stream";
import { createPlan, planBlob } from "../../prep/plan/plan.ts";
import { createProgress } from "../../prep/progress.ts";
import { openLocalFiles } from "../../prep/source/localFiles.ts";

const source = openLocalFiles("logs");
const plan = createPlan();
for (const name of ["a", "b"]) {
  const blob = { origin: "/logs", name, sizeBytes: 1_500_000, etag: undefined, isLive: false };
  planBlob(plan, { source, blob, known: undefined }, { sinceMs: undefined, untilMs: undefined });
}

/** A stream that keeps what is written to it. */
function recorder(isTTY: boolean): Writable & { isTTY: boolean; columns: number; text: string } {
  const stream = new Writable({
    write(chunk, _, done) {
      recorded.text += String(chunk);
      done();
    },
  });
  const recorded = Object.assign(stream, { isTTY, columns: 80, text: "" });
  return recorded;
}

test("a terminal shows a bar with bytes, blobs, speed, time left and memory that fits 80 columns", () => {
  const stream = recorder(true);
  let nowMs = 0;
  const progress = createProgress(stream, { clock: () => nowMs, memory: () => 312_345_678 });
  progress.start(plan);
  nowMs = 1000;
  progress.advance(1_500_000);
  progress.blobDone(8203);
  progress.stop();
  assert.match(stream.text, /50% 1\.5 MB of 3\.0 MB/);
  assert.match(stream.text, /1\/2 blobs, 1\.5 MB\/s, \S+ left, 312\.3 MB/);
});

test("elsewhere there is a plain line at the start and every five seconds", () => {
  const stream = recorder(false);
  let nowMs = 0;
  const progress = createProgress(stream, { clock: () => nowMs, memory: () => 312_345_678 });
  progress.start(plan);
  progress.advance(1);
  nowMs = 6000;
  progress.advance(1_499_999);
  progress.blobDone(8203);
  progress.stop();
  assert.equal(
    stream.text,
    "reading 2 blobs, 3.0 MB\nread 1.5 MB of 3.0 MB, 0 of 2 blobs, 0 rows, 250.0 kB/s, 6.0 s left, 312.3 MB of memory\n",
  );
});

test("a thousand skipped files are told in a few lines", () => {
  const stream = recorder(false);
  const progress = createProgress(stream, { clock: () => 0, memory: () => 0 });
  progress.start(plan);
  for (let file = 0; file < 1000; file++) progress.note(`skipped ${file}`);
  progress.stop();
  const lines = stream.text.trim().split("\n");
  assert.equal(lines.length, 22);
  assert.equal(lines.at(-1), "… and 980 more lines like these");
});
