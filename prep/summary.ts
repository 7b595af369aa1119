import { addCounts, emptyCounts, type Counts } from "./flatten/counts.ts";
import type { RefreshReport } from "./refresh/refresh.ts";
import type { BlobReading } from "./flatten/reading.ts";

/** What a run did. Of tuples: `tuples = rows + rejectedTuples + skippedTuples`. */
export interface Summary extends Counts {
  readonly out: string;
  /** Blobs that were read and are flow logs. */
  blobs: number;
  /** Blobs that are no flow logs, and such as disappeared or never held still. */
  skippedBlobs: number;
  /** Blobs of which nothing is new; never opened. */
  blobsUnchanged: number;
  /** Blobs whose path says that they are not wanted; never opened. */
  blobsOutside: number;
  /** What `--keep` has removed: files of all tables, and rows of the flows in them. */
  expiredFiles: number;
  expiredRows: number;
  /** Folders of such blobs, which were not listed: how many blobs are in them is not known. */
  foldersOutside: number;
  /** Paths below `out`, with `/`. */
  files: readonly string[];
  elapsedMs: number;
  /** What came of `--refresh`; undefined where nothing was to be refreshed. */
  refresh?: RefreshReport;
}

export function createSummary(out: string): Summary {
  return {
    out,
    blobs: 0,
    skippedBlobs: 0,
    blobsUnchanged: 0,
    blobsOutside: 0,
    foldersOutside: 0,
    ...emptyCounts(),
    expiredFiles: 0,
    expiredRows: 0,
    files: [],
    elapsedMs: 0,
  };
}

/** Adds what a reading of a flow log gave. */
export function addReading(summary: Summary, { counts }: BlobReading): void {
  summary.blobs++;
  addCounts(summary, counts);
}

/** Adds a blob of which nothing was taken; its records are told with the blob, not one by one. */
export function addSkipped(summary: Summary, bytesRead: number): void {
  summary.skippedBlobs++;
  summary.bytesRead += bytesRead;
}

/** One JSON object on one line, for machines. `skipped` is blobs, records and tuples together. */
export function formatJson(summary: Summary): string {
  const { skippedBlobs, skippedRecords, skippedTuples } = summary;
  return JSON.stringify({ ...summary, skipped: skippedBlobs + skippedRecords + skippedTuples });
}

/** A few lines for people. */
export function formatText(summary: Summary): string {
  const { rows, allowed, denied, blobs, skippedBlobs, blobsUnchanged, out } = summary;
  if (blobs + skippedBlobs === 0 && blobsUnchanged + summary.expiredFiles > 0) {
    const rest = summary.expiredFiles > 0 ? expiredWords(summary) : `the tables in ${out} stay as they are`;
    const known = blobsUnchanged === 0 ? "" : ` in ${count(blobsUnchanged, "blob")}`;
    return [`nothing new${known}; ${rest}`, ...refreshLines(summary)].join("\n");
  }
  const lines = [
    `${count(rows, "new row")} from ${count(summary.blobs, "blob")} (${formatBytes(summary.bytesRead)}) in ${formatSeconds(summary.elapsedMs)}`,
    `  allowed  ${allowed.toLocaleString("en-US")}`,
    `  denied   ${denied.toLocaleString("en-US")}`,
    ...rejectLines(summary),
    ...skipLines(summary),
    ...unchangedLines(summary),
    ...expiredLines(summary),
    `  tables   ${count(summary.files.filter((file) => file.startsWith("flows/")).length, "file")} written in ${out}`,
  ];
  return [...lines, ...refreshLines(summary)].join("\n");
}

function refreshLines({ refresh }: Summary): string[] {
  if (refresh === undefined) return [];
  const days = count(refresh.dates.length, "day");
  const words =
    refresh.status === "completed" ? `${days} in the semantic model` : `${days} wait: another refresh is running`;
  return [`  refresh  ${words}`];
}

function rejectLines({ rejected, out }: Summary): string[] {
  return rejected === 0 ? [] : [`  rejected ${count(rejected, "place")}: see ${out}/rejects`];
}

function unchangedLines({ blobsUnchanged }: Summary): string[] {
  return blobsUnchanged === 0 ? [] : [`  known    ${count(blobsUnchanged, "blob")} with nothing new`];
}

function expiredLines(summary: Summary): string[] {
  return summary.expiredFiles === 0 ? [] : [`  too old  ${expiredWords(summary)}`];
}

function expiredWords({ expiredFiles, expiredRows }: Summary): string {
  return `${count(expiredFiles, "file")} with ${count(expiredRows, "row")} removed, older than --keep`;
}

function skipLines(summary: Summary): string[] {
  const parts = [
    summary.skippedBlobs > 0 && `${count(summary.skippedBlobs, "blob")} without flow logs`,
    summary.skippedRecords > 0 && `${count(summary.skippedRecords, "record")} of other services`,
    summary.skippedTuples > 0 && `${count(summary.skippedTuples, "tuple")} outside --since, --until and --keep`,
    summary.blobsOutside > 0 && `${count(summary.blobsOutside, "blob")} not opened, outside of what is asked for`,
    summary.foldersOutside > 0 && `${count(summary.foldersOutside, "folder")} not listed, outside of what is asked for`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? [] : [`  skipped  ${parts.join("; ")}`];
}

/** `1 row`, `8,203 rows`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Decimal units, as storage is sold and as the Azure portal shows it. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const exponent = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${(bytes / 1000 ** exponent).toFixed(exponent === 0 ? 0 : 1)} ${units[exponent] ?? ""}`;
}

/** With a tenth below a minute. */
export function formatSeconds(ms: number): string {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
