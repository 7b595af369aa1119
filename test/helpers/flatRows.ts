import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { formatRows } from "../../prep/sink/csv.ts";
import { appendRow, createBatch } from "../../prep/columns/batch.ts";
import { flowColumns } from "../../prep/columns/schema.ts";
import { flattenBlob } from "../../prep/flatten/flattenBlob.ts";
import { existsSync } from "node:fs";
import { flowsCsv, flowsParquet, query } from "./duckdb.ts";

/** What a text gives that is read at once, in plain words: rows as CSV lines, rejects by place and reason; sorted. */
export interface Flat {
  readonly rows: readonly string[];
  readonly rejects: readonly string[];
}

/** Reads the bytes of one blob, whole. */
export async function flattenAtOnce(name: string, bytes: Uint8Array): Promise<Flat> {
  const batch = createBatch();
  const rejects: string[] = [];
  const range = { sinceMs: undefined, untilMs: undefined };
  const input = { origin: "x", name, mac: undefined, range, resume: undefined, isFlowLog: false };
  await flattenBlob(input, piecesOf(bytes), {
    onBytes: () => undefined,
    writeRow: (row) => {
      appendRow(batch, row, 1);
    },
    writeReject: ({ byteOffset, byteLength, reason }) => rejects.push(`${byteOffset}+${byteLength} ${reason}`),
  });
  const lines = [...formatRows(batch)].join("").split("\n").slice(0, -1);
  return { rows: lines.sort(), rejects: rejects.sort() };
}

// eslint-disable-next-line @typescript-eslint/require-await -- an async iterable, as sources give it
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/** What is in an output folder, in the same words; Parquet and CSV must say the same. */
export async function readFlat(out: string): Promise<Flat> {
  const [parquet, csv] = [await readRows(out, "parquet"), await readRows(out, "csv")];
  if (parquet.join("\n") !== csv.join("\n")) throw new Error("Parquet and CSV differ");
  return { rows: parquet, rejects: await readRejects(out) };
}

/** The rows of one format as CSV lines, sorted. */
export async function readRows(out: string, format: "parquet" | "csv"): Promise<string[]> {
  const folder = path.join(out, "flows");
  const files = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
  if (!files.some((file) => file.endsWith(`.${format}`))) return [];
  const table = format === "parquet" ? flowsParquet(out) : flowsCsv(out);
  const columns = flowColumns.map(({ name, type }) => {
    if (type !== "timestamp") return type === "string" ? quoted(name) : `CAST(${name} AS VARCHAR)`;
    return `replace(strftime(${name} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ'), '.000Z', 'Z')`;
  });
  const line = columns.map((column) => `coalesce(${column}, '')`).join(" || ',' || ");
  const rows = await query(`SELECT ${line} AS line FROM ${table}`);
  return rows.map((row) => String(row["line"])).sort();
}

function quoted(name: string): string {
  return `CASE WHEN ${name} = '' OR regexp_matches(${name}, '[",\\r\\n]') THEN '"' || replace(${name}, '"', '""') || '"' ELSE ${name} END`;
}

async function readRejects(out: string): Promise<string[]> {
  const folder = path.join(out, "rejects");
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith("rejects.jsonl"));
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  return texts
    .flatMap((text) => text.split("\n").slice(0, -1))
    .map((line) => JSON.parse(line) as { byteOffset: number; byteLength: number; reason: string })
    .map(({ byteOffset, byteLength, reason }) => `${byteOffset}+${byteLength} ${reason}`)
    .sort();
}
