import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsFor } from "../../../prep/refresh/steps.ts";
import { parseModelName } from "../../../prep/refresh/modelName.ts";
import { buildFlows, buildTraffic } from "../../../report/model/tables/factTables.ts";
import { dateTable, refreshPolicies } from "../../../report/model/refreshPolicies.ts";

const now = new Date("2026-12-01T13:00:00Z");
const window = { objects: [{ table: "Traffic" }, { table: "Flows" }, { table: "Date" }], applyRefreshPolicy: true };

test("today and yesterday are the window of the policy, which the service moves itself", () => {
  assert.deepEqual(stepsFor(["2026-11-30", "2026-12-01"], now), [window]);
});

const older: readonly (readonly [what: string, date: string, objects: readonly string[]])[] = [
  [
    "a day of last month, which is not whole outside of the window yet",
    "2026-11-28",
    ["Flows 2026Q41128", "Traffic 2026Q41128"],
  ],
  ["a day that only Traffic keeps, as its whole month", "2026-10-20", ["Traffic 2026Q410"]],
  ["a day of the month that both keep", "2026-10-30", ["Flows 2026Q41030", "Traffic 2026Q410"]],
  ["the first day that Traffic keeps", "2025-12-01", ["Traffic 2025Q412"]],
  ["a day before, which no table keeps", "2025-11-30", []],
];

for (const [what, date, objects] of older) {
  test(`${what}, is ${objects.length === 0 ? "left out" : "a partition by its name"}`, () => {
    const [first, second] = stepsFor([date], now);
    assert.deepEqual(first, window);
    const named = second?.objects.map(({ table, partition }) => `${table} ${partition ?? ""}`).sort();
    assert.deepEqual(named ?? [], objects);
    assert.equal(second?.applyRefreshPolicy ?? false, false);
  });
}

test("many dates of a month are one partition", () => {
  const dates = ["2026-09-01", "2026-09-02", "2026-08-31"];
  assert.deepEqual(stepsFor(dates, now)[1]?.objects, [
    { table: "Traffic", partition: "2026Q308" },
    { table: "Traffic", partition: "2026Q309" },
  ]);
});

test("the policies are those of the report, and its date table is one of its tables", () => {
  const location = { kind: "folder", path: "/x" } as const;
  const tables = [buildTraffic(location, []), buildFlows(location)];
  assert.deepEqual(
    Object.fromEntries(tables.map(({ name, source }) => [name, source.kind === "m" ? source.refresh : undefined])),
    refreshPolicies,
  );
  assert.equal(dateTable, "Date");
});

test("a model is a workspace and a name, which may have a slash in it", () => {
  assert.deepEqual(parseModelName("Network/Flow Chord"), { workspace: "Network", model: "Flow Chord" });
  assert.deepEqual(parseModelName("N/a/b"), { workspace: "N", model: "a/b" });
  for (const text of ["", "Network", "/x", "x/", " / "]) {
    assert.throws(() => parseModelName(text), {
      code: "options",
      message: /is no model; give "WORKSPACE\/SEMANTIC MODEL"/,
    });
  }
});
