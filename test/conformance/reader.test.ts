import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { flowsParquet, query } from "../helpers/duckdb.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { nsgRecord, tupleAt } from "../helpers/records.ts";
import { temporaryFolder } from "../helpers/runCli.ts";

const startS = Date.UTC(2026, 10, 22, 6) / 1000;
const runs = 40;
const rowsOfRun = 30;

test("a reader who never waits sees every hour whole: no row twice, none gone, however often it looks", async (context) => {
  const folder = await temporaryFolder(context);
  const out = path.join(folder, "out");
  await mkdir(path.join(folder, "logs"));
  const records: string[] = [];
  const run = async (): Promise<void> => {
    const from = records.length * rowsOfRun;
    const tuples = Array.from({ length: rowsOfRun }, (_, index) => tupleAt(startS + from + index));
    records.push(JSON.stringify(nsgRecord(tuples)));
    await writeFile(path.join(folder, "logs", "a.json"), `{"records":[${records.join(",")}]}`);
    await prepHere([path.join(folder, "logs")], { out, format: "parquet" });
  };
  await run();
  let isOver = false;
  const looks = look(out, () => isOver);
  for (let more = 1; more < runs; more++) await run();
  isOver = true;
  const counts = await looks;
  assert.equal(counts.at(-1), runs * rowsOfRun);
  assert.ok(counts.length > 20, `${counts.length} looks`);
  for (const [index, count] of counts.entries()) {
    assert.equal(count % rowsOfRun, 0, "a run is seen as a whole");
    assert.ok(count >= (counts[index - 1] ?? 0), "no row goes again");
  }
});

/** How many rows each look has found. */
async function look(out: string, isOver: () => boolean): Promise<number[]> {
  const counts: number[] = [];
  for (let isLast = false; !isLast;) {
    isLast = isOver();
    const [row] = await query(`SELECT count(*) AS rows, count(DISTINCT Time) AS times FROM ${flowsParquet(out)}`);
    assert.equal(row?.["rows"], row?.["times"], "a row stands twice");
    counts.push(Number(row?.["rows"]));
  }
  return counts;
}
