import assert from "node:assert/strict";
import { appendFile, mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { flowsCsv, flowsParquet, query } from "../helpers/duckdb.ts";
import { files, logOf, rowsOfLog, writeLogs } from "../helpers/largeLogs.ts";
import { prepHere } from "../helpers/prepHere.ts";
import { temporaryFolder } from "../helpers/runCli.ts";

/*
 * Logs large enough for several readers: what they write together is what one of them writes.
 */

/** How many rows a table has, and the sum of a hash of each. */
async function sumTable(from: string): Promise<unknown> {
  const [found] = await query(`SELECT count(*) AS rows, sum(hash(t)) AS hashes FROM (FROM ${from}) t`);
  return found;
}

async function readRejects(out: string): Promise<string[]> {
  const names = (await readdir(path.join(out, "rejects"), { recursive: true })).filter((name) => /jsonl$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(path.join(out, "rejects", name), "utf8")));
  return texts.join("").split("\n").sort();
}

test("several readers write what one writes, also of logs that have grown", async (context) => {
  const { folder, logs } = await writeLogs(context);
  const [one, many] = [path.join(folder, "one"), path.join(folder, "many")];
  for (const step of ["first", "grown"] as const) {
    if (step === "grown") {
      const log = path.join(logs, "1.json");
      await truncate(log, (await readFile(log)).length - 2);
      await appendFile(log, `,${logOf(9).slice('{"records":['.length)}`);
    }
    const alone = await prepHere([logs], { out: one }, { mostReaders: 1 });
    const together = await prepHere([logs], { out: many }, { mostReaders: 3 });
    assert.deepEqual({ ...together, elapsedMs: 0, out: "" }, { ...alone, elapsedMs: 0, out: "" });
    for (const table of [flowsParquet, flowsCsv]) {
      const sums = (await sumTable(table(one))) as { rows: string };
      assert.equal(Number(sums.rows), (files + Number(step === "grown")) * rowsOfLog);
      assert.deepEqual(await sumTable(table(many)), sums);
    }
    assert.deepEqual(await readRejects(many), await readRejects(one));
  }
});

test("large logs are read in pieces as one reader reads them, and as a whole where the pieces do not fit", async (context) => {
  const folder = await temporaryFolder(context);
  const logs = path.join(folder, "logs");
  await mkdir(logs);
  const inside = [0, 1, 2].map((file) => logOf(file).slice('{"records":['.length, -2));
  const undamaged = inside.join(",").replaceAll(',{"time":"broken', "");
  await writeFile(path.join(logs, "0.json"), `{"records":[${undamaged}]}`);
  await writeFile(path.join(logs, "1.json"), `[${inside.slice(0, 2).join(",")}]`);
  const [one, many] = [path.join(folder, "one"), path.join(folder, "many")];
  const alone = await prepHere([logs], { out: one }, { mostReaders: 1 });
  const together = await prepHere([logs], { out: many }, { mostReaders: 2 });
  assert.deepEqual({ ...together, elapsedMs: 0, out: "" }, { ...alone, elapsedMs: 0, out: "" });
  for (const table of [flowsParquet, flowsCsv]) {
    assert.equal(Number(((await sumTable(table(one))) as { rows: string }).rows), 5 * rowsOfLog);
    assert.deepEqual(await sumTable(table(many)), await sumTable(table(one)));
  }
  assert.deepEqual(await readRejects(many), await readRejects(one));
  const log = path.join(logs, "0.json");
  await truncate(log, (await readFile(log)).length - 2);
  await appendFile(log, `,${logOf(9).slice('{"records":['.length)}`);
  const grown = await prepHere([logs], { out: many }, { mostReaders: 2 });
  assert.equal(grown.rows, rowsOfLog);
});
