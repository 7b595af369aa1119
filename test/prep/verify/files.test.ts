import assert from "node:assert/strict";
import { copyFile, mkdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { prepHere } from "../../helpers/prepHere.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import {
  differencesOf,
  edit,
  flipByte,
  hour12,
  hour13,
  makeTables,
  noon,
  runOnce,
  lastLine,
  verifyHere,
} from "./tables.ts";

describe("tables that are as they were written", () => {
  for (const format of ["parquet", "csv", "both"] as const) {
    test(`${format}: nothing differs, and all is counted`, async (context) => {
      const { out } = await makeTables(context, { format });
      const { differences, files, rows, blobs, gone, notRead, fileBytes } = await verifyHere(out);
      assert.deepEqual(differences, []);
      assert.equal(files, format === "both" ? 9 : 5);
      const [parquet, csv] = [format === "csv" ? 0 : 5, format === "parquet" ? 0 : 5];
      assert.deepEqual(rows, { parquet, csv, rejects: 1, traffic: format === "both" ? 6 : 3 });
      assert.ok(fileBytes > 1000);
      assert.deepEqual({ blobs, gone, notRead }, { blobs: 0, gone: 0, notRead: { blobs: 0, bytes: 0 } });
    });
  }

  test("a run that finds nothing new changes nothing", async (context) => {
    const tables = await makeTables(context);
    await runOnce(tables);
    assert.deepEqual(await differencesOf(tables.out), []);
  });

  test("a run that replaces rows, and removes files with them, is the same afterwards", async (context) => {
    const tables = await makeTables(context);
    await writeFile(path.join(tables.logs, "lines.json"), lastLine.replace(String(noon + 3600), String(noon + 7200)));
    await runOnce(tables);
    const { differences, files, rows } = await verifyHere(tables.out, [tables.logs]);
    assert.deepEqual({ differences, files, rows: rows.csv }, { differences: [], files: 9, rows: 3 });
  });

  test("a ledger without tables is fine: all blobs lay outside the time", async (context) => {
    const folder = await temporaryFolder(context);
    const blob = path.join(folder, "logs/y=2018/m=11/d=13/h=12/m=00");
    await mkdir(blob, { recursive: true });
    await writeFile(path.join(blob, "PT1H.json"), lastLine);
    await prepHere([path.join(folder, "logs")], { out: path.join(folder, "out"), since: "2020-01-01" });
    assert.deepEqual(await differencesOf(path.join(folder, "out")), []);
  });

  test("a commit that is not in its place yet is brought there first", async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(path.join(folder, "lines.json"), lastLine);
    const out = path.join(folder, "out");
    const inTheWay = path.join(out, hour13, "flows.csv");
    await mkdir(inTheWay, { recursive: true });
    await assert.rejects(prepHere([path.join(folder, "lines.json")], { out }), { code: "unfinished" });
    await rmdir(inTheWay);
    const { differences, rows } = await verifyHere(out);
    assert.deepEqual(differences, []);
    assert.equal(rows.csv, 2);
  });
});

describe("one damage is told once, in the words of what is wrong", () => {
  test("a row that is gone from a CSV file", async (context) => {
    const { out } = await makeTables(context);
    const file = `${hour13}/flows.csv`;
    await edit(path.join(out, file), (text) => `${text.split("\n", 1)[0] ?? ""}\n`);
    assert.deepEqual(await differencesOf(out), [
      `${file}: bytes: 475 / 211`,
      `${file}: rows: 1 / 0`,
      `${file}: sum of PacketsSrcToDest: 1 / 0`,
      `${file}: sum of BytesSrcToDest: 66 / 0`,
      `${file}: sum of PacketsDestToSrc: 2 / 0`,
      `${file}: sum of BytesDestToSrc: 88 / 0`,
    ]);
  });

  test("a row that is gone from a Parquet file, of which the nulls tell", async (context) => {
    const { out, logs } = await makeTables(context);
    const other = path.join(path.dirname(out), "other");
    await edit(path.join(logs, "lines.json"), () => lastLine);
    await prepHere([logs], { out: other });
    await copyFile(path.join(other, hour12, "flows.parquet"), path.join(out, hour12, "flows.parquet"));
    const told = (await differencesOf(out)).filter((line) => !line.includes("bytes"));
    assert.ok(told.includes(`${hour12}/flows.parquet: rows: 4 / 2`), told.join("\n"));
    assert.ok(told.includes(`${hour12}/flows.parquet: nulls in BytesSrcToDest: 1 / 0`), told.join("\n"));
    assert.ok(told.every((line) => line.startsWith(`${hour12}/flows.parquet: `)));
  });

  test("one digit in a CSV file", async (context) => {
    const { out } = await makeTables(context);
    const file = `${hour12}/flows.csv`;
    await edit(path.join(out, file), (text) => text.replace(",1,66,2,88,", ",1,67,2,88,"));
    assert.deepEqual(await differencesOf(out), [`${file}: sum of BytesSrcToDest: 198 / 199`]);
  });

  test("traffic that is not that of its flows", async (context) => {
    const { out } = await makeTables(context);
    const file = `${hour13.replace("flows", "traffic")}/traffic.csv`;
    // The ledger does not tell how many flows there are in it.
    await edit(path.join(out, file), (text) => text.replace(/,1,(\d),(\d),1,66,2,88/, ",7,$1,$2,1,66,2,88"));
    assert.deepEqual(await differencesOf(out), [`${file}: by its flows: rows: 1 / 7`]);
  });

  test("a sum in the traffic", async (context) => {
    const { out } = await makeTables(context);
    const file = `${hour13.replace("flows", "traffic")}/traffic.csv`;
    await edit(path.join(out, file), (text) => text.replace(",1,66,2,88", ",1,67,2,88"));
    assert.deepEqual(await differencesOf(out), [`${file}: sum of BytesSrcToDest: 66 / 67`]);
  });

  const unreadable: readonly (readonly [
    what: string,
    file: string,
    change: (file: string) => Promise<void>,
    RegExp,
  ])[] = [
    [
      "a byte of a Parquet file's end",
      `${hour12}/flows.parquet`,
      (file) => flipByte(file, -6),
      /4 rows, \S+ kB \/ .* cannot be read: /,
    ],
    ["a byte of a Parquet page", `${hour12}/flows.parquet`, (file) => flipByte(file, 4), /cannot be read: /],
    [
      "a CSV header",
      `${hour12}/flows.csv`,
      (file) => flipByte(file, 0),
      /cannot be read: its first line is not that of the table/,
    ],
    [
      "a CSV file that is cut",
      `${hour12}/flows.csv`,
      (file) => edit(file, (text) => text.slice(0, -9)),
      /cannot be read: the row at byte \d+ is cut/,
    ],
    [
      "a letter in a counter",
      `${hour12}/flows.csv`,
      (file) => edit(file, (text) => text.replace(",66,", ",6a,")),
      /cannot be read: .*6a/,
    ],
    [
      "a time that is none",
      `${hour12}/flows.csv`,
      (file) => edit(file, (text) => text.replace("2018-11-13T", "2018-31-13T")),
      /cannot be read: the row at byte 211 has no time/,
    ],
    [
      "a field too many",
      `${hour12}/flows.csv`,
      (file) => edit(file, (text) => text.replace(",66,", ",,66,")),
      /cannot be read: the row at byte 211 has 22 fields/,
    ],
    [
      "a line of rejects that is no JSON",
      "rejects/rejects.jsonl",
      (file) => flipByte(file, 0),
      /1 line, .* cannot be read: .*JSON/,
    ],
    [
      "a line of rejects that is no object",
      "rejects/rejects.jsonl",
      (file) => edit(file, () => "5\n"),
      /cannot be read: the line at byte 0 is no reject/,
    ],
    [
      "a line of rejects that is cut",
      "rejects/rejects.jsonl",
      (file) => edit(file, (text) => text.slice(0, -1)),
      /cannot be read: the line at byte 0 is cut/,
    ],
  ];
  for (const [what, file, change, told] of unreadable) {
    test(what, async (context) => {
      const { out } = await makeTables(context);
      await change(path.join(out, file));
      const differences = await differencesOf(out);
      assert.equal(differences.length, 1, differences.join("\n"));
      assert.ok(differences[0]?.startsWith(`${file}: file: `), differences[0]);
      assert.match(differences[0] ?? "", told);
    });
  }

  test("a file that is missing", async (context) => {
    const { out } = await makeTables(context);
    await rm(path.join(out, hour13, "flows.parquet"));
    await rm(path.join(out, "rejects/rejects.jsonl"));
    assert.deepEqual(await differencesOf(out), [
      `${hour13}/flows.parquet: file: 1 row / missing`,
      "rejects/rejects.jsonl: file: 1 line / missing",
    ]);
  });

  test("a file that no run has written", async (context) => {
    const { out } = await makeTables(context);
    await copyFile(path.join(out, hour12, "flows.csv"), path.join(out, hour12, "copy.csv"));
    assert.deepEqual(await differencesOf(out), [`${hour12}/copy.csv: file: none / a file that no run has written`]);
  });

  test("a file that was moved to another hour", async (context) => {
    const { out } = await makeTables(context);
    const other = hour13.replace("13/hour=13", "13/hour=14");
    await rename(path.join(out, hour13), path.join(out, other));
    assert.deepEqual((await differencesOf(out)).sort(), [
      `${hour13}/flows.csv: file: 1 row / missing`,
      `${hour13}/flows.parquet: file: 1 row / missing`,
      `${other}/flows.csv: file: none / a file that no run has written`,
      `${other}/flows.parquet: file: none / a file that no run has written`,
    ]);
  });

  test("two hours that have changed places, by their times", async (context) => {
    const { out } = await makeTables(context);
    await rename(path.join(out, hour12), path.join(out, "between"));
    await rename(path.join(out, hour13), path.join(out, hour12));
    await rename(path.join(out, "between"), path.join(out, hour13));
    const told = (await differencesOf(out)).filter((line) => line.includes(": Time: "));
    assert.deepEqual(told, [
      `${hour12}/flows.csv: Time: date=2018-11-13/hour=12 / 1 row of another hour, the first 2018-11-13T13:00:00Z`,
      `${hour12}/flows.parquet: Time: date=2018-11-13/hour=12 / 1 row of another hour, the first 2018-11-13T13:00:00Z`,
      `${hour13}/flows.csv: Time: date=2018-11-13/hour=13 / 4 rows of another hour, the first 2018-11-13T12:00:00Z`,
      `${hour13}/flows.parquet: Time: date=2018-11-13/hour=13 / 4 rows of another hour, the first 2018-11-13T12:00:00Z`,
    ]);
  });
});
