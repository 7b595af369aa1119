import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import path from "node:path";
import { describe, test } from "node:test";
import { flowsCsv, flowsParquet, query } from "../helpers/duckdb.ts";
import { counters, expectedFigures, figures, readOracle, samples, skipReason } from "../helpers/oracle.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { temporaryFolder } from "../helpers/runCli.ts";

/** An NSG tuple as it stood in the log, from its row. */
const nsgTuple = `concat_ws(',', CAST(epoch(Time) AS BIGINT), SrcIp, DestIp, SrcPort, DestPort,
  CASE Protocol WHEN 'TCP' THEN 'T' ELSE 'U' END, Direction[1], Action[1],
  CASE LogVersion WHEN 2 THEN concat_ws(',', FlowState[1],
    ${Object.keys(counters)
      .map((name) => `coalesce(CAST(${name} AS VARCHAR), '')`)
      .join(", ")}) END)`;

async function hashOfTuples(table: string): Promise<string> {
  const rows = await query(`SELECT ${nsgTuple} AS tuple FROM ${table}`);
  const lines = rows.map(({ tuple }) => `${String(tuple)}\n`).sort();
  return createHash("sha256").update(lines.join("")).digest("hex");
}

describe("samples of others, against an independent oracle", { skip: skipReason() }, () => {
  const all = readOracle();
  const valid = Object.entries(all).filter(([, { shape }]) => shape !== "INVALID_JSON");

  test("there are samples to compare", () => {
    assert.ok(valid.length >= 15, `${valid.length} samples`);
  });

  for (const [name, expected] of valid) {
    test(`${name} gives the oracle's counts, sums and nulls in both formats`, async (context) => {
      const out = await temporaryFolder(context);
      const summary = await prepHere([path.join(samples, name)], { out });
      assert.equal(summary.rows, expected.tuples_parsed);
      assert.equal(summary.rejectedTuples, expected.tuples_unparsable);
      assert.equal(summary.records, expected.records);
      if (expected.tuples_parsed === 0) return;
      assert.deepEqual(await query(figures(flowsParquet(out))), [expectedFigures(expected)]);
      assert.deepEqual(await query(figures(flowsCsv(out))), [expectedFigures(expected)]);
    });
  }
});

describe("NSG samples, tuple by tuple", { skip: skipReason() }, () => {
  const all = readOracle();
  const nsg = Object.entries(all).filter(([, { by_version: versions }]) =>
    Object.keys(versions ?? {}).some((version) => version.startsWith("nsg")),
  );

  test("there are NSG samples", () => {
    assert.ok(nsg.length >= 7, `${nsg.length} samples`);
  });

  for (const [name, expected] of nsg) {
    test(`every tuple of ${name} can be written again from its row, in both formats`, async (context) => {
      const out = await temporaryFolder(context);
      await prepHere([path.join(samples, name)], { out });
      assert.equal(await hashOfTuples(flowsParquet(out)), expected.raw_tuples_sorted_sha256);
      assert.equal(await hashOfTuples(flowsCsv(out)), expected.raw_tuples_sorted_sha256);
    });
  }
});
