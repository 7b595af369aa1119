import assert from "node:assert/strict";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { prepHere } from "../../helpers/prepHere.ts";
import {
  checkpointFile,
  day,
  differencesOf,
  edit,
  hour12,
  hour13,
  lastLine,
  noon,
  makeTables,
  runOnce,
  type Tables,
} from "./tables.ts";

/** Changes one line of the ledger; lines are counted from 0. */
function editLine({ out }: Tables, line: number, change: (text: string) => string | undefined): Promise<void> {
  return edit(path.join(out, day), (text) => {
    const lines = text.split("\n").slice(0, -1);
    const kept = lines.map((old, index) => (index === line ? change(old) : old)).filter((kept) => kept !== undefined);
    return kept.map((kept) => `${kept}\n`).join("");
  });
}

/** The differences that are told of the ledger itself. */
async function toldOfLedger({ out }: Tables): Promise<string[]> {
  return (await differencesOf(out)).filter((line) => line.startsWith("_runs/"));
}

describe("a ledger that was changed", () => {
  test("its first line is gone: the second has more rows than it has read", async (context) => {
    const tables = await makeTables(context);
    await editLine(tables, 0, () => undefined);
    const told = await toldOfLedger(tables);
    assert.ok(told.includes(`${day} line 1: table: rows: 2 / 5`), told.join("\n"));
  });

  test("its last line is gone: files and checkpoint know more", async (context) => {
    const tables = await makeTables(context);
    await editLine(tables, 1, () => undefined);
    const told = await differencesOf(tables.out);
    assert.ok(told.includes(`${hour12}/flows.csv: rows: 3 / 4`), told.join("\n"));
    assert.ok(told.includes(`${checkpointFile}: table: rows: 3 / 5`), told.join("\n"));
    assert.ok(told.includes(`${checkpointFile}: ${hour12}/flows.csv: rows: 3 / 4`), told.join("\n"));
  });

  test("all of it is gone: no run has written the files", async (context) => {
    const { out } = await makeTables(context);
    await rm(path.join(out, day));
    const told = await differencesOf(out);
    assert.ok(told.includes(`${hour12}/flows.csv: file: none / a file that no run has written`), told.join("\n"));
    assert.ok(told.includes(`${checkpointFile}: table: rows: 0 / 5`), told.join("\n"));
  });

  test("a line is no JSON, and none of the runs behind it is blamed", async (context) => {
    const tables = await makeTables(context);
    await editLine(tables, 0, (text) => text.slice(1));
    const told = await toldOfLedger(tables);
    assert.match(told[0] ?? "", new RegExp(`^${day} line 1: line: a line of the ledger / .*JSON`));
    assert.deepEqual(
      told.filter((line) => line.includes("line 2: table: ")),
      [],
    );
  });

  const otherLines: readonly (readonly [what: string, change: (text: string) => string, told: string])[] = [
    ["a list", () => "[]", "the line is no object"],
    ["files that are no list", (text) => text.replace(/"files":\[/, '"files":{},"x":['), "files is no list"],
    [
      "a sum that is no number",
      (text) => text.replace(/"BytesSrcToDest":"\d+"/, '"BytesSrcToDest":"many"'),
      "BytesSrcToDest is no number",
    ],
    ["rows that are no number", (text) => text.replace(/"rows":\d+/, '"rows":"5"'), "rows is no number"],
  ];
  for (const [what, change, told] of otherLines) {
    test(`a line is ${what}`, async (context) => {
      const tables = await makeTables(context);
      await editLine(tables, 1, change);
      assert.ok((await toldOfLedger(tables)).includes(`${day} line 2: line: a line of the ledger / ${told}`));
    });
  }

  test("the last line has no line feed, and counts all the same", async (context) => {
    const { out } = await makeTables(context);
    await edit(path.join(out, day), (text) => text.slice(0, -1));
    const told = await differencesOf(out);
    assert.equal(told.length, 1, told.join("\n"));
    assert.match(
      told[0] ?? "",
      new RegExp(`^${day} line 2: end: a line feed / \\d+ bytes without one: the line is cut$`),
    );
  });

  test("the last line is cut in the middle", async (context) => {
    const tables = await makeTables(context);
    await edit(path.join(tables.out, day), (text) => text.slice(0, -200));
    const told = await toldOfLedger(tables);
    assert.match(told[0] ?? "", /line 2: end: a line feed/);
    assert.match(told[1] ?? "", /line 2: line: a line of the ledger \/ .*JSON/);
  });

  test("totals that are not those of the blobs", async (context) => {
    const tables = await makeTables(context);
    await editLine(tables, 0, (text) => text.replace('"records":3', '"records":5'));
    assert.deepEqual(await differencesOf(tables.out), [`${day} line 1: totals: records: 3 / 5`]);
  });

  test("a blob of which tuples are missing", async (context) => {
    const { out, logs } = await makeTables(context);
    await edit(path.join(out, day), (text) => text.replace(/("name":"bad.json".*?"rejectedTuples":)1/, "$10"));
    assert.deepEqual(await differencesOf(out), [
      `${day} line 1: ${logs}/bad.json: rows, rejected and skipped tuples: 2 / 1`,
      `${day} line 1: totals: rejectedTuples: 0 / 1`,
    ]);
  });

  test("a file that it tells other rows of", async (context) => {
    const { out } = await makeTables(context, { format: "csv" });
    await edit(path.join(out, day), (text) => text.replace(/("bytes":\d+,"rows":)4/, "$15"));
    assert.deepEqual(await differencesOf(out), [
      `${day} line 2: table, by its .csv files: rows: 5 / 6`,
      `${hour12}/flows.csv: rows: 5 / 4`,
      `${checkpointFile}: ${hour12}/flows.csv: rows: 5 / 4`,
    ]);
  });

  test("a run that has read everything anew ends what stands before it", async (context) => {
    const [tables, other] = [await makeTables(context), await makeTables(context)];
    await writeFile(path.join(other.logs, "later.json"), lastLine.replace(String(noon + 2), String(noon + 7200)));
    await runOnce(other);
    const before = await readFile(path.join(other.out, day), "utf8");
    const file = path.join(tables.out, day);
    await edit(file, (text) => before + text);
    assert.deepEqual(await differencesOf(tables.out), []);
    await edit(file, (text) => before + text.slice(before.length).replace('"full":true', '"full":false'));
    const told = await differencesOf(tables.out);
    assert.ok(
      told.includes(`${hour13.replace("hour=13", "hour=14")}/flows.csv: file: 1 row / missing`),
      told.join("\n"),
    );
    assert.ok(told.includes(`${day} line 4: table: rows: 10 / 3`), told.join("\n"));
  });

  test("a run that has replaced rows cannot end with more than it has read", async (context) => {
    const tables = await makeTables(context, { format: "csv" });
    await writeFile(path.join(tables.logs, "lines.json"), lastLine);
    await runOnce(tables, { format: "csv" });
    assert.deepEqual(await differencesOf(tables.out), []);
    await editLine(tables, 2, (text) => text.replace('"table":{"rows":3', '"table":{"rows":8'));
    const told = await toldOfLedger(tables);
    assert.deepEqual(told, [
      `${day} line 3: table: rows: at most 7 / 8`,
      `${day} line 3: table, by its .csv files: rows: 8 / 3`,
    ]);
  });

  test("the files of two days are read one behind the other", async (context) => {
    const { out, logs } = await makeTables(context);
    await writeFile(path.join(logs, "more.json"), lastLine);
    await prepHere([logs], { out }, { started: new Date("2026-11-23T00:00:00Z") });
    assert.deepEqual(await differencesOf(out), []);
    await rename(path.join(out, day), path.join(out, "_runs/2026-11-24.jsonl"));
    const told = await differencesOf(out);
    assert.ok(told.includes("_runs/2026-11-23.jsonl line 1: table: rows: 2 / 7"), told.join("\n"));
  });

  test("a line that stands there twice", async (context) => {
    const tables = await makeTables(context);
    await editLine(tables, 1, (text) => `${text}\n${text}`);
    const told = await toldOfLedger(tables);
    assert.ok(told.includes(`${day} line 3: table: rows: 7 / 5`), told.join("\n"));
  });
});
