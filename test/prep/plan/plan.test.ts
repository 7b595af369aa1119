import assert from "node:assert/strict";
import { test } from "node:test";
import { createPlan, orderPlan, planBlob, splitPlan, type KnownVersion, type Plan } from "../../../prep/plan/plan.ts";
import { nothingSkipped, type SkippedTimes, type TimeRange } from "../../../prep/plan/timeRange.ts";
import { openLocalFiles } from "../../../prep/source/localFiles.ts";
import type { BlobRef } from "../../../prep/source/source.ts";

const source = openLocalFiles("logs");
const at = (hour: string, nsg = "A") =>
  `resourceId=/${nsg}/y=2018/m=11/d=13/h=${hour}/m=00/macAddress=000D3AF87856/PT1H.json`;
const names = [at("14"), at("12"), at("12", "B"), "PT1H.json"];
const open: TimeRange = { sinceMs: undefined, untilMs: undefined };
const noonMs = Date.UTC(2018, 10, 13, 12);

function refOf(name: string, changes: Partial<BlobRef> = {}): BlobRef {
  return { origin: "/logs", name, sizeBytes: 10, etag: "e1", isLive: false, ...changes };
}

function planOf(range: TimeRange): Plan {
  const plan = createPlan();
  for (const name of names) planBlob(plan, { source, blob: refOf(name), known: undefined }, range);
  orderPlan(plan);
  return plan;
}

/** The plan of one blob that earlier runs have read. */
function planKnown(known: Partial<KnownVersion>, blob: Partial<BlobRef> = {}, range = open): Plan {
  const plan = createPlan();
  const version: KnownVersion = {
    etag: "e1",
    readBytes: 8,
    isFlowLog: true,
    range: open,
    skipped: nothingSkipped,
    ...known,
  };
  planBlob(plan, { source, blob: refOf(at("12"), blob), known: version }, range);
  return plan;
}

function namesOf(plan: Plan): string[] {
  return plan.blobs.map(({ blob }) => blob.name);
}

test("blobs are read by hour, the last one first, those without an hour last, those of an hour as listed", () => {
  const plan = planOf(open);
  assert.deepEqual(namesOf(plan), [at("14"), at("12"), at("12", "B"), "PT1H.json"]);
  assert.equal(plan.totalBytes, 40);
  assert.deepEqual(
    plan.blobs.map(({ hourMs, mac }) => [hourMs, mac]),
    [
      [noonMs + 2 * 3_600_000, "000D3AF87856"],
      [noonMs, "000D3AF87856"],
      [noonMs, "000D3AF87856"],
      [undefined, undefined],
    ],
  );
});

test("blobs that cannot hold a wanted tuple are not opened, and counted", () => {
  const plan = planOf({ sinceMs: Date.UTC(2018, 10, 13, 14), untilMs: undefined });
  assert.deepEqual(namesOf(plan), [at("14"), "PT1H.json"]);
  assert.deepEqual([plan.outside, plan.unchanged, plan.totalBytes], [2, 0, 20]);
});

test("the two hours after the end are still opened, since tuples come late", () => {
  const plan = planOf({ sinceMs: undefined, untilMs: Date.UTC(2018, 10, 13, 12, 30) });
  assert.deepEqual(namesOf(plan), [at("14"), at("12"), at("12", "B"), "PT1H.json"]);
  assert.equal(planOf({ sinceMs: undefined, untilMs: noonMs }).outside, 1);
});

test("a blob of the version that was read is not opened, and counted", () => {
  const plan = planKnown({});
  assert.deepEqual([plan.blobs, plan.unchanged, plan.unchangedFlowLogs, plan.totalBytes], [[], 1, 1, 0]);
  const other = planKnown({ isFlowLog: false });
  assert.deepEqual([other.unchanged, other.unchangedFlowLogs], [1, 0]);
});

test("of a blob that has grown only the new bytes are counted", () => {
  const plan = planKnown({}, { etag: "e2", sizeBytes: 30 });
  assert.deepEqual([plan.blobs[0]?.newBytes, plan.blobs[0]?.isWidened, plan.totalBytes], [22, false, 22]);
});

test("a blob that has become shorter is read, with no new bytes to be expected", () => {
  assert.equal(planKnown({}, { etag: "e2", sizeBytes: 3 }).blobs[0]?.newBytes, 0);
});

test("a blob without an etag, or that had none, is always read", () => {
  assert.equal(planKnown({ etag: undefined }).blobs.length, 1);
  assert.equal(planKnown({}, { etag: undefined }).blobs.length, 1);
  assert.equal(planKnown({ etag: undefined }, { etag: undefined, sizeBytes: undefined }).blobs.length, 1);
});

test("a size that is not known is no number of bytes", () => {
  const plan = planKnown({ etag: undefined }, { etag: undefined, sizeBytes: undefined });
  assert.deepEqual([plan.blobs[0]?.newBytes, plan.totalBytes], [undefined, 0]);
});

const fromNoon: TimeRange = { sinceMs: noonMs, untilMs: noonMs + 1000 };
const aroundNoon: SkippedTimes = { beforeMs: noonMs - 100, afterMs: noonMs + 1200 };

test("a range that takes in tuples which were left out reads the blob as a whole, though it is the same", () => {
  const known = { range: fromNoon, skipped: aroundNoon };
  const isWidened = (sinceMs: number, untilMs: number): boolean =>
    planKnown(known, {}, { sinceMs, untilMs }).blobs[0]?.isWidened === true;
  assert.equal(isWidened(noonMs, noonMs + 1000), false);
  assert.equal(isWidened(noonMs - 99, noonMs + 1200), false);
  assert.equal(isWidened(noonMs - 100, noonMs), true);
  assert.equal(isWidened(noonMs + 500, noonMs + 1201), true);
  assert.equal(planKnown(known, {}, fromNoon).unchanged, 1);
  assert.equal(planKnown(known, {}, open).blobs[0]?.newBytes, 10);
  assert.equal(planKnown(known, { etag: "e2" }, fromNoon).blobs[0]?.isWidened, false);
});

test("a range behind a gap takes in the tuples of the gap too", () => {
  const known = { range: fromNoon, skipped: { beforeMs: undefined, afterMs: noonMs + 1500 } };
  assert.equal(planKnown(known, {}, { sinceMs: noonMs + 2000, untilMs: undefined }).blobs[0]?.isWidened, true);
});

test("a blob outside the range is not opened, whatever is known of it", () => {
  const known = { range: fromNoon, skipped: aroundNoon };
  const plan = planKnown(known, { etag: "e2" }, { sinceMs: noonMs + 3_600_000, untilMs: undefined });
  assert.deepEqual([plan.blobs, plan.outside, plan.unchanged], [[], 1, 0]);
});

test("parts are cut behind the blob that fills them, by bytes or by number, and hold all blobs in order", () => {
  const { blobs } = planOf(open);
  const sizes = (bytes: number, count: number): number[] =>
    [...splitPlan(blobs, { bytes, blobs: count })].map((part) => part.length);
  assert.deepEqual(sizes(Infinity, Infinity), [4]);
  assert.deepEqual(sizes(Infinity, 3), [3, 1]);
  assert.deepEqual(sizes(Infinity, 2), [2, 2]);
  assert.deepEqual(sizes(1, Infinity), [1, 1, 1, 1]);
  assert.deepEqual(sizes(20, Infinity), [2, 2]);
  assert.deepEqual(sizes(21, Infinity), [3, 1]);
  assert.deepEqual([...splitPlan(blobs, { bytes: 11, blobs: 9 })].flat(), blobs);
  assert.deepEqual([...splitPlan([], { bytes: 1, blobs: 1 })], []);
});
