import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import type { Segment } from "../../../prep/columns/batch.ts";
import type { FlowRow } from "../../../prep/columns/schema.ts";
import { createTally, tallyRow } from "../../../prep/columns/tally.ts";
import { csvFormat } from "../../../prep/sink/csv.ts";
import { parquetFormat } from "../../../prep/sink/parquet.ts";
import { flowsCsv, flowsParquet, query } from "../../helpers/duckdb.ts";
import { countDifferences, noDifference, writeExpected } from "../../helpers/expectedRows.ts";
import { rowOf } from "../../helpers/rows.ts";
import { createTableFile, mergeInto, type LineageRows, type TableFile } from "../../helpers/tables.ts";

/** Rows that can be told apart by lineage, in their rule, and by number, in their ports. */
function rowsOf(lineage: number, count: number, from = 0): LineageRows {
  const rows = Array.from({ length: count }, (_, index) => rowOf({ Rule: `r${lineage}`, SrcPort: from + index }));
  return [lineage, rows];
}

/** Every column with values that a format could spoil. */
const odd: readonly FlowRow[] = [
  rowOf({ Rule: "", Mac: "", ResourceId: "", FlowState: null, Encryption: "", AclId: "", TargetResourceId: "" }),
  rowOf({ Rule: 'a "quoted", rule\r\nover\nlines', AclId: '"', TargetResourceId: "\n", Encryption: "," }),
  rowOf({ PacketsSrcToDest: 2n ** 63n - 1n, BytesSrcToDest: 2n ** 63n - 1n, BytesDestToSrc: 0n }),
  rowOf({ PacketsSrcToDest: null, BytesSrcToDest: null, PacketsDestToSrc: null, BytesDestToSrc: null }),
  rowOf({ Time: 0, RecordTime: 253_402_300_799_999, SrcPort: 65535, DestPort: 0, LogVersion: 1 }),
  rowOf({ Rule: "日本語 🦜 é\u0001\t", SrcIp: "2001:db8::1", Protocol: "255", ResourceId: "null" }),
];

const formats = {
  csv: { format: csvFormat, from: flowsCsv },
  parquet: { format: parquetFormat("snappy"), from: flowsParquet },
};

for (const [name, { format, from }] of Object.entries(formats)) {
  const assertRows = async (table: TableFile, rows: readonly FlowRow[]): Promise<void> => {
    const expected = await writeExpected(path.join(table.folder, "expected.ndjson"), rows);
    assert.deepEqual(await countDifferences(from(table.folder), expected), noDifference);
    const tally = createTally();
    for (const row of rows) tallyRow(tally, row);
    assert.deepEqual(table.known?.tally, tally);
  };

  describe(`${name} files that are merged`, () => {
    test("a file that grows a hundred times by a few rows has exactly these rows", async (context) => {
      const table = createTableFile(context, format);
      const all: FlowRow[] = [];
      for (let step = 0; step < 100; step++) {
        const chunk = rowsOf(step % 7, 3, step * 3);
        await mergeInto(table, [[chunk]]);
        all.push(...chunk[1]);
      }
      await assertRows(table, all);
    });

    test("nulls, empty strings, quotes, line breaks and large counters survive every merge", async (context) => {
      const table = createTableFile(context, format);
      for (let step = 0; step < 4; step++) await mergeInto(table, [[[step, odd]]]);
      await mergeInto(table, [], (lineage) => (lineage === 2 ? undefined : lineage));
      await assertRows(table, [...odd, ...odd, ...odd]);
    });

    test("what is dropped goes wherever it stands, in the file and in new chunks, and no more", async (context) => {
      const table = createTableFile(context, format);
      await mergeInto(table, [[rowsOf(1, 10), rowsOf(2, 5), rowsOf(1, 4, 10)], [rowsOf(2, 3, 5)]]);
      await mergeInto(table, [[rowsOf(3, 2), rowsOf(2, 2, 8), rowsOf(1, 1, 14)]]);
      const chunk = [rowsOf(2, 7, 10), rowsOf(3, 5, 2), rowsOf(4, 1)];
      const merged = await mergeInto(table, [chunk], (lineage) => (lineage === 2 ? undefined : lineage));
      await assertRows(
        table,
        [rowsOf(1, 15), rowsOf(3, 7), rowsOf(4, 1)].flatMap(([, rows]) => rows),
      );
      assert.equal(
        merged.segments.some(({ lineage }) => lineage === 2),
        false,
      );
    });

    test("a file that loses all rows has none, and can begin anew", async (context) => {
      const table = createTableFile(context, format);
      await mergeInto(table, [[rowsOf(1, 10)], [rowsOf(2, 10)]]);
      const { tally, segments } = await mergeInto(table, [[rowsOf(1, 3)]], () => undefined);
      assert.deepEqual([tally, segments], [createTally(), []]);
      await mergeInto(table, [[rowsOf(1, 3)]]);
      await assertRows(table, [...rowsOf(1, 3)[1]]);
    });

    test("segments say of each row, by its place in the file, where it comes from", async (context) => {
      const table = createTableFile(context, format);
      await mergeInto(table, [[rowsOf(1, 3), rowsOf(2, 2), rowsOf(1, 2)], [rowsOf(3, 1)]]);
      await mergeInto(table, [[rowsOf(2, 4), rowsOf(3, 4), rowsOf(2, 1)]], (lineage) =>
        lineage === 1 ? undefined : lineage,
      );
      await mergeInto(table, [[rowsOf(5, 2)]]);
      const rows = await query(`SELECT Rule FROM ${from(table.folder)}`);
      assert.deepEqual(
        rows.map(({ Rule }) => Rule),
        lineages(table).map((lineage) => `r${lineage}`),
      );
      const neighbours = table.known?.segments.filter(({ lineage }, at, all) => all[at - 1]?.lineage === lineage);
      assert.deepEqual(neighbours, []);
    });

    test("rows are kept under another lineage where it is wanted", async (context) => {
      const table = createTableFile(context, format);
      await mergeInto(table, [[rowsOf(2 ** 31, 3), rowsOf(2 ** 31 + 1, 2)]], (lineage) =>
        lineage === 2 ** 31 ? 7 : 8,
      );
      assert.deepEqual(table.known?.segments, [
        { lineage: 7, rows: 3 },
        { lineage: 8, rows: 2 },
      ]);
      await mergeInto(table, [[rowsOf(2 ** 31, 1)]], (lineage) => (lineage === 2 ** 31 ? 7 : lineage));
      assert.deepEqual(lineages(table).toSorted(), [7, 7, 7, 7, 8, 8]);
    });

    test("a file with another number of rows than the checkpoint knows is an error", async (context) => {
      for (const [rows, message] of [
        [4, /more rows than the checkpoint knows/],
        [6, /fewer rows than the checkpoint knows/],
      ] as const) {
        const table = createTableFile(context, format);
        await mergeInto(table, [[rowsOf(1, 5)]]);
        table.known = {
          segments: [
            { lineage: 1, rows: rows - 2 },
            { lineage: 2, rows: 2 },
          ],
          tally: createTally(),
        };
        const drop = (lineage: number) => (lineage === 2 ? undefined : lineage);
        await assert.rejects(mergeInto(table, [], drop), message);
      }
    });
  });
}

function lineages({ known }: TableFile): number[] {
  return (known?.segments ?? []).flatMap(({ lineage, rows }: Segment) => Array<number>(rows).fill(lineage));
}
