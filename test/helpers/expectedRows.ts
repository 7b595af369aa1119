import { writeFile } from "node:fs/promises";
import { flowColumns } from "../../prep/columns/schema.ts";
import { query } from "./duckdb.ts";

/** Columns by their name; 64-bit counters are bigint, times are milliseconds. */
type PlainRow = Readonly<Record<string, unknown>> | object;

const types = { timestamp: "TIMESTAMPTZ", string: "VARCHAR", int32: "INTEGER", int64: "BIGINT" } as const;

/** Writes rows as lines of JSON for DuckDB; gives them back as a FROM clause, every column with its type. */
export async function writeExpected(file: string, rows: readonly PlainRow[]): Promise<string> {
  await writeFile(file, rows.map(lineOf).join(""));
  const columns = flowColumns.map(({ name, type }) => `${name}: '${types[type]}'`);
  return `read_json('${file}', format = 'newline_delimited', columns = {${columns.join(", ")}})`;
}

function lineOf(row: PlainRow): string {
  const text = JSON.stringify(row, (key, value: unknown) => {
    if (key === "Time" || key === "RecordTime") return new Date(Number(value)).toISOString();
    return typeof value === "bigint" ? String(value) : value;
  });
  return `${text}\n`;
}

/** Rows with the same values are counted: duplicates must be as many on both sides. */
export async function countDifferences(table: string, expected: string): Promise<Record<string, unknown> | undefined> {
  const differences = (from: string, without: string): string =>
    `(SELECT count(*) FROM (SELECT * FROM ${from} EXCEPT ALL SELECT * FROM ${without}))`;
  const [counts] = await query(
    `SELECT ${differences(expected, table)} AS missing, ${differences(table, expected)} AS surplus`,
  );
  return counts;
}

/** What `countDifferences` gives for equal tables. */
export const noDifference = { missing: "0", surplus: "0" };
