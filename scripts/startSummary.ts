import { readdir } from "node:fs/promises";
import path from "node:path";
import { styleText } from "node:util";
import type { PreviewSummary } from "../preview/preview.ts";

/** What the run made, and where it lies. */
export interface StartResult {
  /** Of the log files that were read. */
  readonly blobs: number;
  /** Tuples and records that were put aside. */
  readonly rejected: number;
  readonly preview: PreviewSummary;
  /** The file that Power BI Desktop opens. */
  readonly report: string;
  readonly out: string;
  readonly pbiviz: string;
}

/** The end of a run in words: counts, places, and what to do next in Power BI. Bold on a terminal only. */
export async function formatResult({ blobs, rejected, preview, report, out, pbiviz }: StartResult): Promise<string> {
  const { rows, allowed, denied, measuredRows, bytes, hosts, pairs } = preview;
  const flows = path.join(out, "flows");
  return [
    "",
    bold("Flow Chord is ready"),
    "",
    line("Blobs", count(blobs), "flow log files were read"),
    line("Rows", count(rows), `${count(allowed)} allowed, ${count(denied)} denied`),
    line("Bytes", formatBytes(bytes), `${bytes.toLocaleString("en-US")} in ${count(measuredRows)} measured rows`),
    line("Hosts", count(hosts), `${count(pairs)} pairs of source and destination`),
    ...(rejected === 0 ? [] : [line("Rejects", count(rejected), `see ${showPath(path.join(out, "rejects"))}`)]),
    "",
    place("Tables", flows, await countFiles(flows)),
    place("Visual", pbiviz, "for Power BI Desktop and the service"),
    place("Preview", preview.out, "open it in a browser: the visual on these rows, with all its fields and settings"),
    ...preview.notes.map((note) => `${" ".repeat(11)}${note}`),
    place("Report", report, "open it in Power BI Desktop and refresh: model, pages and the visual"),
    "",
    bold("Next, in Power BI Desktop"),
    `  Open ${showPath(report)} and press Refresh; docs/report.md leads on from there.`,
    `  For a report of your own: Visualizations > ... > Import a visual from a file: ${showPath(pbiviz)}`,
    "",
  ].join("\n");
}

/** A path as it is typed from here: relative where that is shorter to read. */
export function showPath(target: string): string {
  const relative = path.relative(process.cwd(), target);
  return relative === "" || relative.startsWith("..") ? target : relative;
}

async function countFiles(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const ofKind = (ending: string): string => count(names.filter((name) => name.endsWith(ending)).length);
  return `${ofKind(".parquet")} Parquet and ${ofKind(".csv")} CSV files, by date and hour`;
}

function line(label: string, value: string, note: string): string {
  return `  ${label.padEnd(9)}${value.padStart(9)}   ${note}`;
}

function place(label: string, target: string, note: string): string {
  return `  ${label.padEnd(9)}${bold(showPath(target))}\n${" ".repeat(11)}${note}`;
}

function bold(text: string): string {
  return styleText("bold", text, { stream: process.stdout });
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function formatBytes(bytes: bigint): string {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const step = Math.min(Math.floor((bytes.toString().length - 1) / 3), units.length - 1);
  const value = Number(bytes) / 1000 ** step;
  return `${value.toLocaleString("en-US", { maximumFractionDigits: 1 })} ${units[step] ?? ""}`;
}
