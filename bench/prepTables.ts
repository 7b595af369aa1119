import { DuckDBInstance } from "@duckdb/node-api";
import { flowColumns, type ColumnType } from "../prep/columns/schema.ts";
import type { Totals } from "./flowLogs/flows.ts";
import type { Format } from "./prepCases.ts";

/** What is compared of two tables; the hash is a sum over all rows, in whatever order they are. */
export interface TableFacts {
  readonly rows: number;
  /** Of the four counters, in the order of the table. */
  readonly sums: readonly number[];
  readonly hash: string;
}

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  timestamp: "TIMESTAMPTZ",
  string: "VARCHAR",
  int32: "INTEGER",
  int64: "BIGINT",
};

/** Reads a table, one file or many of a glob, and counts, adds up and hashes all of its 21 columns. */
export async function readFacts(files: string, format: Format): Promise<TableFacts> {
  const types = flowColumns.map(({ name, type }) => `'${name}': '${sqlTypes[type]}'`).join(", ");
  const csv = `header = true, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false, columns = {${types}}`;
  const table = {
    parquet: `read_parquet('${files}', hive_partitioning = false)`,
    csv: `read_csv('${files}', hive_partitioning = false, ${csv})`,
  }[format];
  const values = flowColumns.map(({ name, type }) => {
    const cast = `"${name}"::${sqlTypes[type]}`;
    return type === "timestamp" ? `epoch_us(${cast})` : cast;
  });
  const sums = flowColumns.filter(({ type }) => type === "int64").map(({ name }) => `sum("${name}")`);
  const hash = `sum(hash(${values.join(", ")})::HUGEINT)`;
  const [rows, ...rest] = await queryRow(`SELECT count(*), ${[...sums, hash].join(", ")} FROM ${table}`);
  return { rows: Number(rows), sums: rest.slice(0, -1).map(Number), hash: String(rest.at(-1)) };
}

async function queryRow(sql: string): Promise<readonly unknown[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const reader = await connection.runAndReadAll(sql);
    return reader.getRows()[0] ?? [];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Throws where a table is not what the logs were made of. */
export function checkTotals(what: string, facts: TableFacts, totals: Totals): void {
  const found = JSON.stringify([facts.rows, facts.sums]);
  const wanted = JSON.stringify([totals.rows, totals.sums]);
  if (found !== wanted) throw new Error(`${what} wrote rows and sums ${found}, not ${wanted}`);
}

/** Throws where two tables have not the same rows. */
export function checkSame(what: string, ours: TableFacts, rivals: TableFacts): void {
  if (JSON.stringify(ours) === JSON.stringify(rivals)) return;
  throw new Error(`${what}: prep wrote ${JSON.stringify(ours)}, its rival ${JSON.stringify(rivals)}`);
}
