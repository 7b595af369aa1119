import assert from "node:assert/strict";
import { test } from "node:test";
import { buildPlan, isInRange, planBlob } from "../../../prep/plan/plan.ts";
import { openLocalFiles } from "../../../prep/source/localFiles.ts";

const source = openLocalFiles("logs");
const at = (hour: string, nsg = "A") =>
  `resourceId=/${nsg}/y=2018/m=11/d=13/h=${hour}/m=00/macAddress=000D3AF87856/PT1H.json`;
const listed = [at("14"), at("12"), at("12", "B"), "PT1H.json"].map((name) =>
  planBlob(source, { name, sizeBytes: 10, etag: undefined }),
);
const open = { sinceMs: undefined, untilMs: undefined };

test("blobs are read by hour, those without an hour first", () => {
  const plan = buildPlan(listed, open);
  assert.deepEqual(
    plan.blobs.map(({ blob }) => blob.name),
    ["PT1H.json", at("12"), at("12", "B"), at("14")],
  );
  assert.equal(plan.totalBytes, 40);
});

test("blobs that cannot hold a wanted tuple are not opened, and counted", () => {
  const plan = buildPlan(listed, { sinceMs: Date.UTC(2018, 10, 13, 14), untilMs: undefined });
  assert.deepEqual(
    plan.blobs.map(({ blob }) => blob.name),
    ["PT1H.json", at("14")],
  );
  assert.equal(plan.outside, 2);
});

test("the two hours after the end are still opened, since tuples come late", () => {
  const plan = buildPlan(listed, { sinceMs: undefined, untilMs: Date.UTC(2018, 10, 13, 12, 30) });
  assert.deepEqual(
    plan.blobs.map(({ blob }) => blob.name),
    ["PT1H.json", at("12"), at("12", "B"), at("14")],
  );
  assert.equal(buildPlan(listed, { sinceMs: undefined, untilMs: Date.UTC(2018, 10, 13, 12) }).outside, 1);
});

test("a range holds its start and not its end", () => {
  const range = { sinceMs: 10, untilMs: 20 };
  assert.deepEqual(
    [9, 10, 19, 20].map((timeMs) => isInRange(timeMs, range)),
    [false, true, true, false],
  );
});
