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

test("a NIC may be written as Azure and as systems do, and a name is no path", () => {
  const mac = ["000D3AF87856", "00-0d-3a-f8-78-57", "00:0D:3A:F8:78:58"];
  const options = readPrepOptions(["x"], { ...raw, mac, nsg: [" web "] }, nowMs);
  assert.deepEqual(options.macs, ["000D3AF87856", "000D3AF87857", "000D3AF87858"]);
  assert.deepEqual(options.nsgs, ["web"]);
  assert.throws(() => readPrepOptions(["x"], { ...raw, mac: ["000D3AF8785"] }, nowMs), /is no MAC address/);
  assert.throws(() => readPrepOptions(["x"], { ...raw, nsg: ["/subscriptions/web"] }, nowMs), /is no name/);
});

test("the number of requests at the same time has limits", () => {
  assert.equal(readPrepOptions(["x"], raw, nowMs).concurrency, 64);
  assert.equal(readPrepOptions(["x"], { ...raw, concurrency: 1 }, nowMs).concurrency, 1);
  for (const concurrency of [0, 257]) {
    assert.throws(() => readPrepOptions(["x"], { ...raw, concurrency }, nowMs), /is not between 1 and 256/);
  }
});
