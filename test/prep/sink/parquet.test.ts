import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test, type TestContext } from "node:test";
import { zstdDecompressSync } from "node:zlib";
import { tableFromIPC } from "apache-arrow";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { readParquet } from "parquet-wasm/node";
import { flowColumns, type FlowRow } from "../../../prep/columns/schema.ts";
import { parquetFormat, type Compression } from "../../../prep/sink/parquet.ts";
import { query } from "../../helpers/duckdb.ts";
import { rowOf } from "../../helpers/rows.ts";
import { createTableFile, mergeInto } from "../../helpers/tables.ts";

type Row = Record<string, unknown>;

const names = flowColumns.map(({ name }) => name);
const counters = new Set<string>(flowColumns.filter(({ type }) => type === "int64").map(({ name }) => name));
const times = new Set<string>(flowColumns.filter(({ type }) => type === "timestamp").map(({ name }) => name));

/** Writes rows as one file, each group as a chunk of its own. */
async function writeFlows(
  context: TestContext,
  groups: readonly (readonly FlowRow[])[],
  compression: Compression = "snappy",
): Promise<string> {
  const table = createTableFile(context, parquetFormat(compression));
  const chunks = groups.map((rows, index) => [[index, rows]] as const);
  await mergeInto(table, chunks);
  return table.file;
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

const compressors = { ZSTD: (page: Uint8Array): Uint8Array => zstdDecompressSync(page) };

const readers: Readonly<Record<string, (file: string) => Promise<Row[]>>> = {
  DuckDB: async (file) => (await query(`SELECT * FROM '${file}'`)).map(plain),
  hyparquet: async (file) =>
    (await parquetReadObjects({ file: await asyncBufferFromFile(file), compressors })).map(plain),
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
  "three chunks": [repeated, [rowOf({ Rule: "last" })], repeated.slice(0, 10)],
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

for (const compression of ["zstd", "none"] as const) {
  for (const [reader, read] of Object.entries(readers)) {
    test(`${reader} reads back compression ${compression}`, async (context) => {
      const file = await writeFlows(context, [repeated], compression);
      const rows = await read(file);
      assert.deepEqual(
        rows,
        repeated.map((row) => plain(row as unknown as Row)),
      );
    });
  }
}

test("every reader reads several row groups, each with dictionaries of its own", async (context) => {
  const groups = [0, 1, 2].map((group) =>
    Array.from({ length: 1 << 16 }, (_, index) => rowOf({ SrcPort: index, Rule: `${group} ${index % 9}` })),
  );
  const file = await writeFlows(context, groups);
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(file));
  assert.deepEqual(
    metadata.row_groups.map(({ num_rows: rows }) => Number(rows)),
    groups.map(({ length }) => length),
  );
  const expected = groups.flat().map(({ SrcPort, Rule }) => `${SrcPort} ${Rule}`);
  const table = tableFromIPC(readParquet(new Uint8Array(await readFile(file))).intoIPCStream());
  const [ports, rules] = [table.getChild("SrcPort"), table.getChild("Rule")];
  assert.deepEqual(
    expected.map((_, row) => `${String(ports?.get(row))} ${String(rules?.get(row))}`),
    expected,
  );
  const columns = ["SrcPort", "Rule"];
  const objects = await parquetReadObjects({ file: await asyncBufferFromFile(file), columns });
  assert.deepEqual(
    objects.map((row) => `${String(row["SrcPort"])} ${String(row["Rule"])}`),
    expected,
  );
  const lines = await query(`SELECT SrcPort || ' ' || Rule AS line FROM '${file}'`);
  assert.deepEqual(
    lines.map(({ line }) => line),
    expected,
  );
});
