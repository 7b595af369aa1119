import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { trafficColumns } from "../../prep/columns/schema.ts";
import { flowsCsv, flowsParquet, query } from "./duckdb.ts";

const keys = trafficColumns.slice(
  0,
  trafficColumns.findIndex(({ name }) => name === "Flows"),
);
const sums = trafficColumns.slice(keys.length);
const sqlTypes = { timestamp: "TIMESTAMPTZ", string: "VARCHAR", int32: "INTEGER", int64: "BIGINT" } as const;

/** The traffic table of an output folder, as a FROM clause. */
export function trafficTable(folder: string, format: "parquet" | "csv"): string {
  const files = `'${folder}/traffic/**/*.${format}'`;
  if (format === "parquet") return `read_parquet(${files}, hive_partitioning = false)`;
  const types = trafficColumns.map(({ name, type }) => `'${name}': '${sqlTypes[type]}'`).join(", ");
  return `read_csv(${files}, hive_partitioning = false, header = true, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false, types = {${types}})`;
}

/**
 * Throws unless the traffic table is what grouping the flows table gives, in DuckDB's words, row by row; a key has
 * several rows only where a sum takes more than 63 bits.
 */
export async function checkTraffic(folder: string, format: "parquet" | "csv"): Promise<void> {
  const traffic = trafficTable(folder, format);
  const key = keys.map(({ name }) => name).join(", ");
  const total = sums.map(({ name }) => `CAST(sum(${name}) AS HUGEINT) AS ${name}`).join(", ");
  const found = `SELECT ${key}, ${total} FROM ${traffic} GROUP BY ${key}`;
  const expected = `SELECT ${key}, ${total} FROM (${flowsAsTraffic(folder, format)}) GROUP BY ${key}`;
  const large = sums.map(({ name }) => `${name} > 9223372036854775807`).join(" OR ");
  const [row] = await query(`
    SELECT (SELECT count(*) FROM ((${expected}) EXCEPT ALL (${found}))) AS missing,
      (SELECT count(*) FROM ((${found}) EXCEPT ALL (${expected}))) AS extra,
      (SELECT count(*) FROM ${traffic}) - (SELECT count(*) FROM (${found})) AS repeated,
      (SELECT count(*) FROM (${found}) WHERE ${large}) AS large`);
  const isRight = row?.["missing"] === "0" && row["extra"] === "0" && (row["repeated"] === "0" || row["large"] !== "0");
  if (!isRight) throw new Error(`the traffic in ${format} is not that of the flows: ${JSON.stringify(row)}`);
}

/** The same for each format that an output folder has flows in. */
export async function checkAllTraffic(folder: string): Promise<void> {
  const flows = path.join(folder, "flows");
  const files = existsSync(flows) ? await readdir(flows, { recursive: true }) : [];
  for (const format of ["parquet", "csv"] as const) {
    if (files.some((file) => file.endsWith(`.${format}`))) await checkTraffic(folder, format);
  }
}

function flowsAsTraffic(folder: string, format: "parquet" | "csv"): string {
  const counters = sums.filter(({ nullable }) => nullable).map(({ name }) => name);
  const isUnmeasured = counters.map((name) => `${name} IS NULL`).join(" AND ");
  return `
    SELECT * REPLACE (date_trunc('hour', Time) AS Time), 1 AS Flows,
      CASE WHEN Action = 'Allow' AND coalesce(FlowState, 'Begin') = 'Begin' THEN 1 ELSE 0 END AS Sessions,
      CASE WHEN ${isUnmeasured} THEN 1 ELSE 0 END AS UnmeasuredFlows
    FROM ${format === "parquet" ? flowsParquet(folder) : flowsCsv(folder)}`;
}
