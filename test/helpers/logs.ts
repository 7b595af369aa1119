import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { LedgerLine } from "../../prep/run/ledger.ts";
import { flowsCsv, flowsParquet, query } from "./duckdb.ts";
import { checkTraffic } from "./traffic.ts";
import { nsgRecord } from "./records.ts";

/** The path of a blob of one NIC, `h=12` of the day of the records' times. */
export function blobName(hour: number, mac = "000D3AF87856"): string {
  return `resourceId=/NSG/y=2018/m=11/d=13/h=${String(hour).padStart(2, "0")}/m=00/macAddress=${mac}/PT1H.json`;
}

/** A document with a record for each list of tuples, as the service writes it. */
export function logOf(...records: readonly (readonly unknown[])[]): string {
  return `{"records":[${records.map((tuples) => JSON.stringify(nsgRecord(tuples))).join(",")}]}`;
}

/** Writes a file below a folder, which is made where it is missing. */
export async function writeLog(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const file = path.join(folder, ...name.split("/"));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** The times of all rows in seconds, in order; Parquet and CSV must say the same, where both are there, and traffic, too. */
export async function timesIn(out: string): Promise<number[]> {
  const files = (await treeOf(out)).filter((file) => file.startsWith("flows/"));
  const perFormat = [];
  for (const [format, table] of [
    ["parquet", flowsParquet(out)],
    ["csv", flowsCsv(out)],
  ] as const) {
    if (!files.some((file) => file.endsWith(`.${format}`))) continue;
    await checkTraffic(out, format);
    const rows = await query(`SELECT CAST(epoch(Time) AS DOUBLE) AS seconds FROM ${table} ORDER BY 1`);
    perFormat.push(rows.map(({ seconds }) => seconds as number));
  }
  const [first = [], second = first] = perFormat;
  if (first.join() !== second.join()) throw new Error(`Parquet has ${first.join()}, CSV ${second.join()}`);
  return first;
}

/** Every file below a folder, with `/`, in order. */
export async function treeOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** Files of the tables and of the rejects. */
export async function tablesIn(out: string): Promise<string[]> {
  return (await treeOf(out)).filter((file) => !file.startsWith("_"));
}

/** All lines of the ledger, in order. */
export async function ledgerIn(out: string): Promise<LedgerLine[]> {
  const files = (await treeOf(out)).filter((file) => file.startsWith("_runs/"));
  const texts = await Promise.all(files.map((file) => readFile(path.join(out, file), "utf8")));
  return texts.flatMap((text) => text.split("\n").slice(0, -1)).map((line) => JSON.parse(line) as LedgerLine);
}
