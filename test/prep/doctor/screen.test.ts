import assert from "node:assert/strict";
import { test } from "node:test";
import { formatScreen } from "../../../prep/doctor/screen.ts";
import type { Finding, LogReport, SourceReport } from "../../../prep/doctor/types.ts";

const time = "2026-12-01T13:10:00.000Z";

function logOf(changes: Partial<LogReport> = {}): LogReport {
  return {
    name: "a-group-with-quite-a-long-name-in-production-nsg",
    kind: "nsg",
    subscription: "11111111-0000-0000-0000-000000000000",
    resourceGroup: "RG-SHOP-PRODUCTION-WEST-EUROPE",
    versions: [1, 2],
    blobs: 123_456,
    bytes: 999_900_000_000,
    nics: 1234,
    macs: {},
    hours: 12_345,
    firstHour: "2025-06-01T00:00:00.000Z",
    lastHour: "2026-12-01T13:00:00.000Z",
    missingHours: 0,
    missing: [],
    newestRecord: time,
    newestWrite: time,
    lastDay: Array.from({ length: 24 }, (_, hour) => hour),
    ...changes,
  };
}

function sourceOf(logs: readonly LogReport[], findings: readonly Finding[]): SourceReport {
  const source = `https://anaccountofstoragename12.blob.core.windows.net/insights-logs-networksecuritygroupflowevent/${"x".repeat(80)}`;
  return { source, blobs: 1, bytes: 1, logs, findings };
}

const fine: Finding = { level: "ok", code: "access", message: "login, list and read: 1 blob, 1 B" };
const codes = ["late", "missing-hours", "silent-nics", "version-1", "no-successor", "other-blobs", "damaged"] as const;
const warnings = codes.map((code): Finding => ({
  level: "warning",
  code,
  message: `something ${"is wrong ".repeat(14)}`,
}));
const error: Finding = { level: "error", code: "access", message: `cannot read ${"x".repeat(300)}: access is denied` };

function linesOf(sources: readonly SourceReport[], columns?: number): string[] {
  return formatScreen({ time, level: "error", sources }, { hasColors: false, columns }).split("\n");
}

test("an estate with long names, much of everything, and several sources is one screen, on wide and narrow terminals", () => {
  const sizes = [1, 2, 3, 5, 21, 22, 23, 60].flatMap((sources) => [0, 1, 3, 30].map((logs) => ({ sources, logs })));
  const widths = [undefined, 40, 80, 90, 100, 300];
  for (const { sources, logs, columns } of sizes.flatMap((size) => widths.map((columns) => ({ ...size, columns })))) {
    const source = sourceOf(Array<LogReport>(logs).fill(logOf()), [fine, ...warnings, error]);
    const lines = linesOf(Array<SourceReport>(sources).fill(source), columns);
    assert.ok(lines.length <= 24, `${sources} sources, ${logs} logs: ${lines.length} lines`);
    const widest = Math.max(80, Math.min(columns ?? 100, 100));
    for (const line of lines) assert.ok(line.length <= widest, `${line.length} of ${widest}: ${line}`);
    assert.match(lines.at(-1) ?? "", /that stops? prep, \d+ things to look at; 2026-12-01 13:10 UTC$/);
  }
});

test("what stops prep stands before what is to be looked at, and what is left out is counted", () => {
  const lines = linesOf([sourceOf(Array<LogReport>(30).fill(logOf()), [...warnings, error])]);
  assert.ok(lines.findIndex((line) => line.startsWith("✗")) < lines.findIndex((line) => line.startsWith("!")));
  assert.ok(lines.some((line) => /^ {2}and \d+ more flow logs; --json has all$/.test(line)));
  assert.ok(lines.some((line) => /^ {2}and \d more to look at; --json has all$/.test(line)));
  assert.match(linesOf(Array<SourceReport>(60).fill(sourceOf([], [error]))).join("\n"), /and \d+ more sources/);
});

test("resource groups and subscriptions are named where there are several", () => {
  const web = logOf({ name: "WEB", resourceGroup: "RG1", subscription: "aaaaaaaa-1" });
  const firstCells = (others: readonly Partial<LogReport>[]): (string | undefined)[] =>
    linesOf([sourceOf([web, ...others.map((other) => ({ ...web, ...other }))], [])])
      .slice(2, 3 + others.length)
      .map((line) => line.trim().split(" ")[0]);
  assert.deepEqual(firstCells([{ name: "APP" }]), ["WEB", "APP"]);
  assert.deepEqual(firstCells([{ resourceGroup: "RG2" }]), ["RG1/WEB", "RG2/WEB"]);
  assert.deepEqual(firstCells([{ subscription: "bbbbbbbb-2" }]), ["aaaaaaaa/RG1/WEB", "bbbbbbbb/RG1/WEB"]);
});

test("a bar is two hours where names need the room", () => {
  const stripOf = (name: string): string =>
    linesOf([sourceOf([logOf({ name })], [])])[2]
      ?.split(" ")
      .at(-1) ?? "";
  assert.equal(stripOf("WEB").length, 24);
  assert.equal(stripOf("WEB").slice(0, 2), "·▁");
  assert.equal(stripOf("a-group-of-the-web-servers").length, 12);
});
