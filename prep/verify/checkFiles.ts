import { folders, type Destination, type RandomAccess } from "../destination/destination.ts";
import { messageOf, PrepError } from "../errors.ts";
import { formatTime } from "../sink/csv.ts";
import { hourFolder } from "../sink/hours.ts";
import { count, formatBytes } from "../summary.ts";
import { countCsv, countParquet, countRejects, countTraffic, type FileCount } from "./countFile.ts";
import { addDifference, compareFigures, countRows, figuresOf, type Findings } from "./findings.ts";
import type { FileEntry } from "./ledgerEntry.ts";

const hourPattern = /\/date=(\d{4}-\d{2}-\d{2})\/hour=(\d{2})\/[^/]*$/;

/** What `checkFiles` needs beside the files. */
export interface FileCheck {
  readonly destination: Destination;
  readonly findings: Findings;
  readonly signal: AbortSignal;
}

/** Reads every file of the tables and compares it with what the ledger says of it. */
export async function checkFiles(
  { destination, findings, signal }: FileCheck,
  listed: readonly string[],
  known: ReadonlyMap<string, FileEntry>,
): Promise<void> {
  const there = new Set(listed);
  const counted = new Map<string, FileCount>();
  for (const path of listed.filter(isTable)) {
    signal.throwIfAborted();
    const file = known.get(path);
    if (!file)
      addDifference(findings, path, { what: "file", expected: "none", found: "a file that no run has written" });
    else if (!(await checkFile({ destination, findings, signal }, file, counted))) there.delete(path);
  }
  compareTraffic(findings, counted);
  for (const file of [...known.values()].sort(byPath)) {
    if (there.has(file.path)) continue;
    addDifference(findings, file.path, { what: "file", expected: countRows(file), found: "missing" });
  }
}

function byPath(a: FileEntry, b: FileEntry): number {
  return a.path < b.path ? -1 : 1;
}

function isTable(path: string): boolean {
  return [folders.flows, folders.traffic, folders.rejects].some((folder) => path.startsWith(`${folder}/`));
}

/** False where the file is not there. */
async function checkFile(
  { destination, findings }: FileCheck,
  file: FileEntry,
  counts: Map<string, FileCount>,
): Promise<boolean> {
  const access = await destination.read(file.path);
  if (!access) return false;
  findings.files++;
  findings.fileBytes += access.byteLength;
  try {
    const counted = await countFile(file.path, access);
    const before = findings.differences.length;
    compareFile(findings, file, { counted, bytes: access.byteLength });
    if (findings.differences.length === before) counts.set(file.path, counted);
  } catch (cause) {
    if (cause instanceof PrepError) throw cause;
    const reason = messageOf(cause);
    const expected = `${countRows(file)}, ${formatBytes(file.bytes)}`;
    const found = `${formatBytes(access.byteLength)} that cannot be read: ${reason}`;
    addDifference(findings, file.path, { what: "file", expected, found });
  }
  return true;
}

async function countFile(path: string, access: RandomAccess): Promise<FileCount> {
  if (path.startsWith(`${folders.rejects}/`)) return countRejects(access);
  const hourMs = hourOf(path);
  if (path.startsWith(`${folders.traffic}/`)) return countTraffic(access, hourMs, kindOfTable(path));
  return path.endsWith(".csv") ? countCsv(access, hourMs) : countParquet(access, hourMs);
}

/** Throws where the path names no hour. */
function hourOf(path: string): number {
  const [, date = "", hour = ""] = hourPattern.exec(path) ?? [];
  const hourMs = Date.parse(`${date}T${hour}:00:00Z`);
  if (Number.isNaN(hourMs)) throw new TypeError("its path names no hour");
  return hourMs;
}

function compareFile(
  findings: Findings,
  { path, bytes, tally }: FileEntry,
  { counted, bytes: found }: { readonly counted: FileCount; readonly bytes: number },
): void {
  findings.rows[kindOf(path)] += counted.tally.rows;
  compareFigures(findings, path, { expected: { bytes }, found: { bytes: found } });
  compareFigures(findings, path, { expected: figuresOf(tally), found: figuresOf(counted.tally) });
  if (counted.strayMs === undefined) return;
  addDifference(findings, path, {
    what: "Time",
    expected: hourFolder(hourOf(path)),
    found: `${count(counted.strays, "row")} of another hour, the first ${formatTime(counted.strayMs)}`,
  });
}

function kindOf(path: string): keyof Findings["rows"] {
  if (path.startsWith(`${folders.rejects}/`)) return "rejects";
  return path.startsWith(`${folders.traffic}/`) ? "traffic" : kindOfTable(path);
}

function kindOfTable(path: string): "parquet" | "csv" {
  return path.endsWith(".csv") ? "csv" : "parquet";
}

/** The traffic of an hour has to come to the same as its flows, where both are as they were written. */
function compareTraffic(findings: Findings, counted: ReadonlyMap<string, FileCount>): void {
  for (const [path, { tally, flows }] of counted) {
    const ofFlows = counted.get(path.replaceAll(folders.traffic, folders.flows));
    if (flows === undefined || !ofFlows) continue;
    const { nulls } = ofFlows.tally;
    const of = "by its flows: ";
    const found = figuresOf({ rows: flows, sums: tally.sums, nulls }, of);
    compareFigures(findings, path, { expected: figuresOf(ofFlows.tally, of), found });
  }
}
