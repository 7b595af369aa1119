import assert from "node:assert/strict";
import { test } from "node:test";
import { readPrepOptions } from "../../prep/options.ts";

const nowMs = Date.UTC(2026, 10, 22, 12);
const raw = { out: "out", format: "parquet", compression: "snappy" } as const;

const times: readonly (readonly [text: string, timeMs: number])[] = [
  ["2026-11-22", Date.UTC(2026, 10, 22)],
  ["2026-11-22T06", Date.UTC(2026, 10, 22, 6)],
  ["2026-11-22T06:30", Date.UTC(2026, 10, 22, 6, 30)],
  ["2026-11-22T06:30:15Z", Date.UTC(2026, 10, 22, 6, 30, 15)],
  ["90m", nowMs - 90 * 60_000],
  ["24h", nowMs - 24 * 3_600_000],
  ["7d", nowMs - 7 * 86_400_000],
];

for (const [text, timeMs] of times) {
  test(`--since ${text} is a time in UTC`, () => {
    assert.equal(readPrepOptions(["x"], { ...raw, since: text }, nowMs).range.sinceMs, timeMs);
  });
}

for (const text of ["", "now", "22.11.2026", "2026-13-01", "2026-02-30", "2026-11-22 06:00", "24", "-1h"]) {
  test(`--since ${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => readPrepOptions(["x"], { ...raw, since: text }, nowMs), /is no time; give/);
  });
}
