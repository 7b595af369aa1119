import assert from "node:assert/strict";
import test from "node:test";
import { formatTimeZone, listOffsets, type Offset } from "../../../report/model/queries/timeZone.ts";

const zones = ["Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
const hourMs = 3_600_000;

/** The local time that Intl gives for an instant, as one would write it on a wall: another way than the one tested. */
function showLocal(timeZone: string): (timeMs: number) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (timeMs) => format.format(timeMs);
}

/** As the queries do it: the last offset that began at or before the instant. */
function addOffset(offsets: readonly Offset[], timeMs: number): string {
  const minutes = offsets.findLast(({ fromMs }) => fromMs <= timeMs)?.minutes ?? Number.NaN;
  return new Date(timeMs + minutes * 60_000).toISOString().slice(0, 19).replace("T", " ");
}

for (const timeZone of zones) {
  test(`local times of ${timeZone} are those of Intl, at hours of all years and around every change`, () => {
    const offsets = listOffsets(timeZone);
    const show = showLocal(timeZone);
    const steps = Array.from(
      { length: 31 * 365 },
      (_, day) => Date.UTC(2015, 0, 1) + day * 24 * hourMs + (day % 24) * hourMs,
    );
    const changes = offsets.slice(1).flatMap(({ fromMs }) => [fromMs - 60_000, fromMs - 1000, fromMs, fromMs + hourMs]);
    for (const timeMs of [...steps, ...changes]) assert.equal(addOffset(offsets, timeMs), show(timeMs));
  });
}

test("zones have as many offsets as they should", () => {
  const counts = zones.map((zone) => listOffsets(zone).length);
  assert.deepEqual(counts, [1, 63, 63, 63, 1, 1]);
  assert.equal(listOffsets("Asia/Kathmandu")[0]?.minutes, 345);
});

test("a change inside an hour of UTC is found to the minute", () => {
  const isInside = listOffsets("Australia/Lord_Howe")
    .slice(1)
    .map(({ fromMs }) => fromMs % hourMs !== 0);
  assert.ok(isInside.includes(true));
});

test("M gets the zone as a list that begins before all time", () => {
  assert.match(
    formatTimeZone("Asia/Seoul"),
    /Name = "Asia\/Seoul",\s+Offsets = \{\s+\{#datetime\(1, 1, 1, 0, 0, 0\), 540\}\s+\}/,
  );
  assert.match(
    formatTimeZone("Europe/Berlin"),
    /\{#datetime\(2026, 3, 29, 1, 0, 0\), 120\},\s+\{#datetime\(2026, 10, 25, 1, 0, 0\), 60\}/,
  );
});
