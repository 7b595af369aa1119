import { count, formatBytes } from "../summary.ts";
import type { Difference, Findings } from "./findings.ts";

/** What `flow-chord verify` has found. */
export interface VerifyReport extends Findings {
  readonly elapsedMs: number;
}

const mostLines = 50;

/** One JSON object on one line, for machines. */
export function formatVerifyJson(report: VerifyReport): string {
  const { files, blobs, differences, notRead, gone, elapsedMs } = report;
  const rows = rowsOf(report);
  return JSON.stringify({ ok: isOk(report), files, rows, blobs, differences, notRead, gone, elapsedMs });
}

/** A few lines for people, and one for each difference. */
export function formatVerifyText(report: VerifyReport): string {
  return [...checkedLines(report), ...resultLines(report)].join("\n");
}

/** Whether everything that was checked is as it was written down. */
export function isOk({ differences }: Findings): boolean {
  return differences.length === 0;
}

/** Of one format: each of them holds all rows. */
function rowsOf({ rows }: Findings): number {
  return Math.max(rows.parquet, rows.csv);
}

function checkedLines(report: VerifyReport): string[] {
  const { notRead, gone } = report;
  return [
    `checked ${count(report.files, "file")} (${formatBytes(report.fileBytes)}) with ${count(rowsOf(report), "row")}`,
    ...(report.blobs > 0 ? [`  read again   ${count(report.blobs, "blob")} (${formatBytes(report.blobBytes)})`] : []),
    ...(notRead.blobs > 0 ? [`  not read yet ${count(notRead.blobs, "blob")}, ${formatBytes(notRead.bytes)}`] : []),
    ...(gone > 0 ? [`  gone         ${count(gone, "blob")} that the tables hold`] : []),
  ];
}

function resultLines({ differences }: VerifyReport): string[] {
  if (differences.length === 0) return ["all the same"];
  const lines = differences.slice(0, mostLines).map(lineOf);
  const more = differences.length - mostLines;
  return more > 0 ? [...lines, `… and ${more.toLocaleString("en-US")} more`] : lines;
}

function lineOf({ where, what, expected, found }: Difference): string {
  return `${where}: ${what}: expected ${expected}, found ${found}`;
}
