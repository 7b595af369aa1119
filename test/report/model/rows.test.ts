import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after, before } from "node:test";
import { flowColumns } from "../../../prep/columns/schema.ts";
import type { DataLocation } from "../../../report/settings.ts";
import { buildEstate } from "../../../scripts/estate/buildEstate.ts";
import { flowsParquet, query } from "../../helpers/duckdb.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { runQuery } from "./runQuery.ts";
import { settingsWith } from "./sampleSettings.ts";

let root = "";
let out = "";
/** What DuckDB reads, as text. */
let expected: readonly string[] = [];
before(async () => {
  root = await mkdtemp(path.join(tmpdir(), "flow-chord-rows-"));
  out = path.join(root, "tables");
  for (const { name, blocks } of buildEstate().blobs) await writeText(path.join(root, "logs", name), blocks.join(""));
  await prepHere([path.join(root, "logs")], { out, format: "both" });
  await rm(path.join(root, "logs"), { recursive: true });
  expected = await readExpected();
});
after(() => rm(root, { recursive: true, force: true }));

async function writeText(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

function locations(): DataLocation[] {
  return [
    { kind: "folder", path: out },
    { kind: "blob", account: "https://flows.blob.core.windows.net", container: "tables", prefix: "" },
    { kind: "dataLake", account: "https://flows.dfs.core.windows.net", container: "tables", prefix: "" },
  ];
}

/** Rows as text, in an order that does not depend on where they come from. */
function sort(rows: readonly Record<string, unknown>[], names: readonly string[]): string[] {
  return rows.map((row) => JSON.stringify(names.map((name) => row[name] ?? null))).sort();
}

const names = flowColumns.map(({ name }) => name);

for (const [index, kind] of ["folder", "blob", "dataLake"].entries()) {
  for (const format of ["parquet", "csv"] as const) {
    test(`the query of Flows gives what DuckDB reads: ${kind}, ${format}`, async () => {
      const location = locations()[index] ?? { kind: "folder", path: out };
      const { rows, columns, log } = await runQuery(
        root,
        settingsWith({ location, format, timeZone: "Asia/Kathmandu" }),
        "Flows",
      );
      assert.ok(rows.length > 15_000);
      assert.deepEqual(sort(rows, names), expected);
      assert.deepEqual(columns, [...names, "LocalTime", "Date", "HourOfDay", "RuleKey"]);
      assert.deepEqual(
        rows.filter((row) => !isLocal(row, 345)),
        [],
      );
      assert.ok(log.filter((line) => line.startsWith("read")).every((line) => line.endsWith(`flows.${format}`)));
    });
  }
}

async function readExpected(): Promise<string[]> {
  const list = names.map((name) =>
    /Time$/.test(name) ? `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%g') AS ${name}` : name,
  );
  const rows = await query(`SELECT ${list.join(", ")} FROM ${flowsParquet(out)}`);
  return sort(
    rows.map((row) => ({ ...row, ...countersOf(row) })),
    names,
  );
}

function countersOf(row: Record<string, unknown>): Record<string, unknown> {
  const counters = names.filter((name) => /^(Packets|Bytes)/.test(name));
  return Object.fromEntries(counters.map((name) => [name, row[name] === null ? null : Number(row[name])]));
}

function isLocal(row: Record<string, unknown>, minutes: number): boolean {
  const local = new Date(Date.parse(`${String(row["Time"])}Z`) + minutes * 60_000).toISOString();
  const key = `${String(row["ResourceId"])}|${String(row["Rule"])}`;
  return (
    row["LocalTime"] === local.slice(0, 23) &&
    row["Date"] === local.slice(0, 10) &&
    row["HourOfDay"] === Number(local.slice(11, 13)) &&
    row["RuleKey"] === key
  );
}
