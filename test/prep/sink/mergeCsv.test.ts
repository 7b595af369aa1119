import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { csvFormat, csvHeader } from "../../../prep/sink/csv.ts";
import { openHourFiles } from "../../../prep/sink/hourFiles.ts";
import { createHourOffsets } from "../../../prep/sink/hourOffsets.ts";
import { readCounters } from "../../../prep/sink/mergeCsv.ts";
import { readCsvRows } from "../../../prep/sink/csvRows.ts";
import { createSpool } from "../../../prep/sink/spool.ts";
import type { KeepAs } from "../../../prep/sink/tableFormat.ts";
import { rowOf } from "../../helpers/rows.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { accessTo, bytesOf, createTableFile, encodeChunk, mergeInto } from "../../helpers/tables.ts";

const first = [1, [rowOf({ Rule: "a" }), rowOf({ Rule: 'b,\n"b"' })]] as const;
const second = [2, [rowOf({ Rule: "c" })]] as const;
const third = [3, [rowOf({ Rule: "d" }), rowOf({ Rule: "e" })]] as const;
const dropSecond = (lineage: number) => (lineage === 2 ? undefined : lineage);

test("a file that grows keeps its bytes as one part, and the header stands once", async (context) => {
  const table = createTableFile(context, csvFormat);
  await mergeInto(table, [[first]]);
  const before = readFileSync(table.file, "utf8");
  const { parts } = await mergeInto(table, [[second], [third]]);
  assert.deepEqual(parts[0], { kind: "kept", start: 0, end: Buffer.byteLength(before) });
  // What lies one behind the other in the spool is one part.
  assert.deepEqual(
    parts.slice(1).map(({ kind }) => kind),
    ["spooled"],
  );
  const after = readFileSync(table.file, "utf8");
  assert.ok(after.startsWith(before) && before.startsWith(csvHeader));
  assert.equal(after.split(csvHeader).length, 2);
});

test("what several readers wrote into the file of an hour becomes the table's file as it is, unless rows are dropped", async (context) => {
  const folder = await temporaryFolder(context);
  const settings = { folder: path.join(folder, "hours"), offsets: createHourOffsets() };
  const readers = [1, 2].map(() => openHourFiles(settings, Buffer.from(csvHeader)));
  const spool = createSpool(path.join(folder, "spool"));
  context.after(() => {
    spool.close();
  });
  const [one, two] = readers.map((reader) => reader.open(0));
  assert.ok(one && two);
  const chunks = [
    encodeChunk(csvFormat, one, [first, third]),
    encodeChunk(csvFormat, two, [second]),
    encodeChunk(csvFormat, one, [first]),
  ];
  for (const reader of readers) await reader.finish();
  // As a reader gives them: those of one behind those of the other.
  const given = [chunks[1], chunks[0], chunks[2]].filter((chunk) => chunk !== undefined);
  const merge = (keepAs: KeepAs) => csvFormat.merge({ existing: undefined, chunks: given, keepAs, spool });
  const whole = await merge((lineage) => lineage);
  const { size } = statSync(one.file);
  assert.deepEqual(whole.parts, [{ kind: "spooled", file: one.file, start: 0, end: size, isMovable: true }]);
  const sequence = [first, third, second, first].map(([lineage, rows]) => ({ lineage, rows: rows.length }));
  assert.deepEqual([whole.segments, whole.tally.rows], [sequence, 7]);
  const less = await merge(dropSecond);
  assert.deepEqual(
    less.parts.map(({ kind }) => kind),
    ["new", "spooled", "spooled"],
  );
  assert.equal(less.tally.rows, 6);
  const text = Buffer.concat(less.parts.map((part) => bytesOf(part, ""))).toString();
  assert.equal(text, readFileSync(one.file, "utf8").replace(/^.*,c,.*\n/m, ""));
});

test("what is dropped is cut out, what stands around it is kept as bytes", async (context) => {
  const table = createTableFile(context, csvFormat);
  await mergeInto(table, [[first, second, third]]);
  const before = readFileSync(table.file, "utf8");
  const { parts } = await mergeInto(table, [], dropSecond);
  const cut = before.split("\n").find((line) => line.includes(",c,")) ?? "";
  const at = before.indexOf(cut);
  assert.deepEqual(parts, [
    { kind: "kept", start: 0, end: at },
    { kind: "kept", start: at + cut.length + 1, end: before.length },
  ]);
  assert.equal(readFileSync(table.file, "utf8"), before.replace(`${cut}\n`, ""));
});

test("a file whose last row is cut is an error where its rows are read", async (context) => {
  const table = createTableFile(context, csvFormat);
  await mergeInto(table, [[first, second, third]]);
  const whole = readFileSync(table.file);
  writeFileSync(table.file, whole.subarray(0, -1));
  await assert.rejects(mergeInto(table, [], dropSecond), /the row at byte \d+ is cut/);
});

test("a file that holds something else is an error where its rows are read", async (context) => {
  const table = createTableFile(context, csvFormat);
  await mergeInto(table, [[first, second, third]]);
  writeFileSync(table.file, `${csvHeader}${"x,".repeat(20)}x\n`.repeat(5));
  await assert.rejects(mergeInto(table, [], dropSecond));
});

test("counters are read by their columns: an empty field is null, large ones keep every digit", async () => {
  const line = `t,a,b,1,2,TCP,Outbound,Allow,"x,""1""",,,9223372036854775807,,0,7,M,,R,,2,t\n`;
  const [row] = await Array.fromAsync(readCsvRows(accessTo(line)));
  assert.ok(row);
  assert.deepEqual(readCounters(row), {
    PacketsSrcToDest: 2n ** 63n - 1n,
    BytesSrcToDest: null,
    PacketsDestToSrc: 0n,
    BytesDestToSrc: 7n,
  });
});
