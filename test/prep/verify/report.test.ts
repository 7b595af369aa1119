import assert from "node:assert/strict";
import { test } from "node:test";
import { addDifference, createFindings } from "../../../prep/verify/findings.ts";
import { formatVerifyJson, formatVerifyText, type VerifyReport } from "../../../prep/verify/report.ts";

/** A report of two formats with some differences. */
function reportOf(differences: number): VerifyReport {
  const findings = createFindings();
  for (let at = 0; at < differences; at++) {
    addDifference(findings, `flows/${at}.csv`, { what: "rows", expected: "2", found: "1" });
  }
  return {
    ...findings,
    files: 3,
    fileBytes: 4500,
    rows: { parquet: 2500, csv: 2400, rejects: 7, traffic: 0 },
    blobs: 2,
    blobBytes: 1_200_000,
    notRead: { blobs: 1, bytes: 900 },
    gone: 1,
    elapsedMs: 12,
  };
}

test("people read what was checked, and that it is all the same", () => {
  assert.equal(
    formatVerifyText(reportOf(0)),
    [
      "checked 3 files (4.5 kB) with 2,500 rows",
      "  read again   2 blobs (1.2 MB)",
      "  not read yet 1 blob, 900 B",
      "  gone         1 blob that the tables hold",
      "all the same",
    ].join("\n"),
  );
});

test("what was not checked is not mentioned", () => {
  const report = { ...createFindings(), elapsedMs: 1 };
  assert.equal(formatVerifyText(report), "checked 0 files (0 B) with 0 rows\nall the same");
});

test("50 differences are told one by one, more are counted", () => {
  const lines = formatVerifyText(reportOf(50)).split("\n");
  assert.equal(lines.length, 54);
  assert.equal(lines.at(-1), "flows/49.csv: rows: expected 2, found 1");
  assert.deepEqual(formatVerifyText(reportOf(1061)).split("\n").slice(53), [
    "flows/49.csv: rows: expected 2, found 1",
    "… and 1,011 more",
  ]);
});

test("machines read one object with every difference", () => {
  assert.deepEqual(JSON.parse(formatVerifyJson(reportOf(1))), {
    ok: false,
    files: 3,
    rows: 2500,
    blobs: 2,
    differences: [{ where: "flows/0.csv", what: "rows", expected: "2", found: "1" }],
    notRead: { blobs: 1, bytes: 900 },
    gone: 1,
    elapsedMs: 12,
  });
  assert.equal((JSON.parse(formatVerifyJson(reportOf(60))) as { differences: unknown[] }).differences.length, 60);
  assert.equal((JSON.parse(formatVerifyJson(reportOf(0))) as { ok: boolean }).ok, true);
});
