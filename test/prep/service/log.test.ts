import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog, type Log } from "../../../prep/service/log.ts";
import { createLogProgress } from "../../../prep/service/logProgress.ts";
import type { Plan } from "../../../prep/plan/plan.ts";

const now = (): Date => new Date(Date.UTC(2026, 10, 22, 6));
const redact = (text: string): string => text.replaceAll("SECRET", "…");

function logTo(lines: string[], isJson: boolean): Log {
  return createLog({ stream: { write: (text) => lines.push(text) }, isJson, now, redact });
}

test("text is what is said; what failed is said as every command says it", () => {
  const lines: string[] = [];
  const log = logTo(lines, false);
  log.tell("info", "waiting", "next run in 10 min", { nextRun: "x" });
  log.tell("error", "failed", "no such container SECRET");
  assert.deepEqual(lines, ["next run in 10 min\n", "flow-chord: no such container …\n"]);
});

test("JSON is one object a line, also of words with line ends in them, without secrets in any field", () => {
  const lines: string[] = [];
  logTo(lines, true).tell("error", "failed", "one\ntwo", { exitStatus: 1, where: "SECRET" });
  assert.equal(lines.length, 1);
  assert.deepEqual(JSON.parse(lines[0] ?? ""), {
    time: "2026-11-22T06:00:00.000Z",
    level: "error",
    event: "failed",
    message: "one\ntwo",
    exitStatus: 1,
    where: "…",
  });
});

test("progress for machines tells what is to be read, and every five seconds how far it is", () => {
  const lines: string[] = [];
  let nowMs = 0;
  const progress = createLogProgress(logTo(lines, true), { clock: () => nowMs, memory: () => 1_000 });
  progress.start({ blobs: [{}, {}], totalBytes: 30 } as unknown as Plan);
  for (const at of [1_000, 4_900, 5_000, 5_100, 10_000]) {
    nowMs = at;
    progress.advance(5);
  }
  progress.blobDone(7);
  nowMs = 20_000;
  progress.blobDone(9);
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    told.map(({ event, bytes, blobs, rows, ofBlobs, ofBytes }) => ({ event, bytes, blobs, rows, ofBlobs, ofBytes })),
    [
      { event: "reading", bytes: 30, blobs: 2, rows: undefined, ofBlobs: undefined, ofBytes: undefined },
      { event: "progress", bytes: 15, blobs: 0, rows: 0, ofBlobs: 2, ofBytes: 30 },
      { event: "progress", bytes: 25, blobs: 0, rows: 0, ofBlobs: 2, ofBytes: 30 },
      { event: "progress", bytes: 25, blobs: 2, rows: 9, ofBlobs: 2, ofBytes: 30 },
    ],
  );
});
