import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { readParquet } from "parquet-wasm/node";
import { appendRow, createBatch } from "../../../prep/columns/batch.ts";
import { flowColumns, type FlowRow } from "../../../prep/columns/schema.ts";
import { parquetFormat } from "../../../prep/sink/parquet.ts";
import { query } from "../../helpers/duckdb.ts";
import { rowOf } from "../../helpers/rows.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

type Row = Record<string, unknown>;

const names = flowColumns.map(({ name }) => name);
const counters = new Set<string>(flowColumns.filter(({ type }) => type === "int64").map(({ name }) => name));
const times = new Set<string>(flowColumns.filter(({ type }) => type === "timestamp").map(({ name }) => name));

async function writeFlows(context: TestContext, groups: readonly (readonly FlowRow[])[]): Promise<string> {
  const file = path.join(await temporaryFolder(context), "flows.parquet");
  const open = parquetFormat("snappy").open(file);
  for (const rows of groups) {
    const batch = createBatch();
    for (const row of rows) appendRow(batch, row);
    open.append(batch);
  }
  open.finish();
  return file;
}

/** Times as milliseconds and counters as text, so that readers can be compared. */
function plain(row: Row): Row {
  return Object.fromEntries(
    names.map((name) => {
      const value = row[name] ?? null;
      if (value === null) return [name, null];
      if (counters.has(name)) return [name, (value as bigint | string).toString()];
      return [name, times.has(name) ? toMs(value) : value];
    }),
  );
}

function toMs(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === "bigint") return Number(value / 1000n);
  if (typeof value === "string") return Date.parse(value.replace(" ", "T").replace(/\+00$/, "Z"));
  return value as number;
}

const readers: Readonly<Record<string, (file: string) => Promise<Row[]>>> = {
  DuckDB: async (file) => (await query(`SELECT * FROM '${file}'`)).map(plain),
  hyparquet: async (file) => (await parquetReadObjects({ file: await asyncBufferFromFile(file) })).map(plain),
  Arrow: async (file) => {
    const table = tableFromIPC(readParquet(new Uint8Array(await readFile(file))).intoIPCStream());
    return table.toArray().map((row: { toJSON(): Row }) => plain(row.toJSON()));
  },
};

const repeated = Array.from({ length: 3000 }, (_, index) =>
  rowOf({ Time: 1_542_110_400_000 + index, SrcPort: index % 65536 }),
);
const tables: Readonly<Record<string, readonly (readonly FlowRow[])[]>> = {
  "one row": [[rowOf({})]],
  "one row of nulls and empty strings": [[rowOf({ Rule: "", FlowState: null, BytesSrcToDest: null, AclId: null })]],
  "the largest counter and the smallest time": [
    [rowOf({ BytesSrcToDest: 2n ** 63n - 1n, Time: 0 }), rowOf({ Time: 1 })],
  ],
  "strings of any Unicode": [[rowOf({ Rule: '"a",\n日本語 🦜 ü' }), rowOf({ Rule: "\u0000\uFFFF" })]],
  "an empty string beside null": [[rowOf({ AclId: "" }), rowOf({ AclId: null }), rowOf({ AclId: "x" })]],
  "two distinct values of a nullable column, far apart": [
    Array.from({ length: 500 }, (_, index) => rowOf({ BytesSrcToDest: index % 97 === 0 ? 7n : null })),
  ],
  "three row groups": [repeated, [rowOf({ Rule: "last" })], repeated.slice(0, 10)],
};

for (const [what, groups] of Object.entries(tables)) {
  for (const [reader, read] of Object.entries(readers)) {
    test(`${reader} reads back ${what}`, async (context) => {
      const file = await writeFlows(context, groups);
      assert.deepEqual(
        await read(file),
        groups.flat().map((row) => plain(row as unknown as Row)),
      );
    });
  }
}

test("a file has the columns, types and nulls of the table, and statistics", async (context) => {
  const file = await writeFlows(context, [[rowOf({ BytesSrcToDest: 5n }), rowOf({ BytesSrcToDest: null })]]);
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(file));
  const elements = metadata.schema.slice(1);
  assert.deepEqual(
    elements.map(({ name, repetition_type: repetition }) => [name, repetition]),
    flowColumns.map(({ name, nullable }) => [name, nullable ? "OPTIONAL" : "REQUIRED"]),
  );
  assert.deepEqual(elements[0]?.logical_type, { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" });
  const chunk = metadata.row_groups[0]?.columns.find(
    ({ meta_data: data }) => data?.path_in_schema[0] === "BytesSrcToDest",
  );
  assert.deepEqual(
    [
      chunk?.meta_data?.statistics?.min_value,
      chunk?.meta_data?.statistics?.max_value,
      chunk?.meta_data?.statistics?.null_count,
    ],
    [5n, 5n, 1n],
  );
});

test("only encodings that Power BI reads are used, in data pages of version 1", async (context) => {
  const file = await writeFlows(context, [repeated]);
  const rows = await query(
    `SELECT DISTINCT unnest(string_split(encodings, ', ')) AS encoding FROM parquet_metadata('${file}')`,
  );
  const encodings = rows.map(({ encoding }) => encoding);
  assert.deepEqual(encodings.sort(), ["PLAIN", "RLE", "RLE_DICTIONARY"]);
});

test("zstd and no compression are read too", async (context) => {
  for (const compression of ["zstd", "none"] as const) {
    const file = path.join(await temporaryFolder(context), "flows.parquet");
    const open = parquetFormat(compression).open(file);
    const batch = createBatch();
    appendRow(batch, rowOf({}));
    open.append(batch);
    open.finish();
    assert.deepEqual(await readers["DuckDB"]?.(file), [plain(rowOf({}) as unknown as Row)]);
  }
});
