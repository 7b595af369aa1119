import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import fc from "fast-check";
import { appendRow, createBatch } from "../../prep/columns/batch.ts";
import type { FlowRow } from "../../prep/columns/schema.ts";
import { createTally, tallyRow } from "../../prep/columns/tally.ts";
import { csvFormat, formatRows } from "../../prep/sink/csv.ts";
import { parquetFormat } from "../../prep/sink/parquet.ts";
import type { TableFormat } from "../../prep/sink/tableFormat.ts";
import { flowsCsv, flowsParquet, query } from "../helpers/duckdb.ts";
import { readRows } from "../helpers/flatRows.ts";
import { rowOf } from "../helpers/rows.ts";
import { createTableFile, mergeInto, type LineageRows, type TableFile } from "../helpers/tables.ts";

const text = fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a", "é", "🦜", "'"), maxLength: 4 });
const nullable = fc.option(text, { nil: null });
const counter = fc.option(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), { nil: null });
const changes = fc.record({
  Time: fc.integer({ min: 0, max: 2 ** 40 }),
  RecordTime: fc.integer({ min: 0, max: 2 ** 40 }),
  DestPort: fc.nat({ max: 65535 }),
  Rule: text,
  Mac: text,
  ResourceId: text,
  FlowState: nullable,
  Encryption: nullable,
  AclId: nullable,
  TargetResourceId: nullable,
  PacketsSrcToDest: counter,
  BytesSrcToDest: counter,
  PacketsDestToSrc: counter,
  BytesDestToSrc: counter,
});
const lineage = fc.nat({ max: 5 });
const segment = fc.tuple(lineage, fc.array(changes, { minLength: 1, maxLength: 3 }));
const chunk = fc.array(segment, { minLength: 1, maxLength: 4 });
const step = fc.record({
  chunks: fc.array(chunk, { maxLength: 3 }),
  /** What lineages become; those that are not in it go. */
  keep: fc.uniqueArray(fc.tuple(lineage, lineage), { selector: ([from]) => from, minLength: 3, maxLength: 6 }),
});

interface Line {
  readonly lineage: number;
  readonly row: FlowRow;
}

const formats: Readonly<Record<string, readonly [TableFormat, (folder: string) => string]>> = {
  csv: [csvFormat, flowsCsv],
  parquet: [parquetFormat("snappy"), flowsParquet],
};

for (const [name, [format, from]] of Object.entries(formats)) {
  test(`a ${name} file holds what a list in memory holds, whatever comes and goes`, async (context: TestContext) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const table = createTableFile(context, format);
        let lines: Line[] = [];
        let count = 0;
        for (const { chunks, keep } of steps) {
          const rows = chunks.map((segments) =>
            segments.map(([of, list]): LineageRows => [of, list.map((row) => rowOf({ ...row, SrcPort: count++ }))]),
          );
          const kept = new Map(keep);
          await mergeInto(table, rows, (of) => kept.get(of));
          lines = [...lines, ...linesOf(rows.flat())].flatMap((line) => {
            const as = kept.get(line.lineage);
            return as === undefined ? [] : [{ ...line, lineage: as }];
          });
          assertTally(table, lines);
        }
        await assertFile(table, lines, from(table.folder));
      }),
      { numRuns: 25 },
    );
  });
}

function linesOf(rows: readonly LineageRows[]): Line[] {
  return rows.flatMap(([of, list]) => list.map((row) => ({ lineage: of, row })));
}

function assertTally({ known }: TableFile, lines: readonly Line[]): void {
  const tally = createTally();
  for (const { row } of lines) tallyRow(tally, row);
  assert.deepEqual(known?.tally ?? createTally(), tally);
}

/** The rows, each with the lineage that the segments give its place. */
async function assertFile(table: TableFile, lines: readonly Line[], from: string): Promise<void> {
  const format = table.format.name;
  // A row may hold line feeds: each is formatted for itself.
  const expected = lines.map(({ row }) => {
    const one = createBatch();
    appendRow(one, row, 0);
    return [...formatRows(one)].join("").slice(0, -1);
  });
  assert.deepEqual(await readRows(table.folder, format), expected.sort());
  if (lines.length === 0) return;
  const ports = (await query(`SELECT SrcPort FROM ${from}`)).map(({ SrcPort }) => SrcPort);
  const places = (table.known?.segments ?? []).flatMap(({ lineage: of, rows }) => Array<number>(rows).fill(of));
  const found = new Map(ports.map((port, at) => [port, places[at]]));
  assert.deepEqual(found, new Map(ports.map((port) => [port, lines.find(({ row }) => row.SrcPort === port)?.lineage])));
}
