import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { createHourOffsets, openHourOffsets } from "../../../prep/sink/hourOffsets.ts";
import type { TakeBytesData, Taken } from "../../helpers/takeBytes.ts";

const hourLengthMs = 3_600_000;

async function takeInThread(data: TakeBytesData): Promise<readonly Taken[]> {
  const worker = new Worker(new URL("../../helpers/takeBytes.ts", import.meta.url), { workerData: data });
  const [taken] = (await once(worker, "message")) as [readonly Taken[]];
  return taken;
}

test("what threads take of an hour's file lies one behind the other, and never on the same place", async () => {
  const [threads, hours, times] = [4, 3000, 60_000];
  const offsets = createHourOffsets();
  const all = (
    await Promise.all(Array.from({ length: threads }, () => takeInThread({ offsets, hours, times })))
  ).flat();
  assert.equal(all.length, threads * times);
  const byHour = Map.groupBy(all, ([hour]) => hour);
  assert.equal(byHour.size, hours);
  for (const taken of byHour.values()) {
    let end = 0;
    for (const [, start, bytes] of taken.sort((a, b) => (a[1] ?? 0) - (b[1] ?? 0))) {
      assert.equal(start, end);
      end += bytes;
    }
  }
});

test("there is an end to hours, and those that have a place keep it", () => {
  const take = openHourOffsets(createHourOffsets());
  const most = 1 << 15;
  for (let hour = 0; hour < most; hour++) assert.equal(take(hour * hourLengthMs, 1), 0);
  assert.equal(take(most * hourLengthMs, 1), undefined);
  assert.equal(take(5 * hourLengthMs + 1234, 1), 1);
  assert.equal(take(-hourLengthMs, 1), undefined);
});
