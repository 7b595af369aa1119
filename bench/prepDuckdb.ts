import { availableParallelism } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Format } from "./prepCases.ts";
import { buildCopy, type Logs } from "./prepQuery.ts";

/*
 * The rival: DuckDB, with a thread for each core. `node bench/prepDuckdb.ts FOLDER FILE parquet|csv nsg|vnet LONGEST COUNT`
 * makes FILE from all logs below FOLDER; LONGEST is the bytes of the longest log, or a few more, COUNT how many logs there are.
 */

const [folder = "", file = "", format = "", kind = "", longest = "", count = ""] = process.argv.slice(2);
const logs = {
  files: path.join(folder, "**", "*.json"),
  kind: kind as Logs["kind"],
  longest: Number(longest),
  isFewerThanCores: Number(count) < availableParallelism(),
};
const instance = await DuckDBInstance.create();
const connection = await instance.connect();
await connection.run("SET TimeZone = 'UTC'");
await connection.run("SET preserve_insertion_order = false");
await connection.run(buildCopy(logs, file, format as Format));
connection.closeSync();
instance.closeSync();
