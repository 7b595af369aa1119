import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { buildCube } from "./cube/buildCube.ts";
import { buildFigures, countTotals, type FlowTotals } from "./cube/countFigures.ts";
import { packCube } from "./cube/packCube.ts";
import { buildPage } from "./buildPage.ts";
import type { PreviewFigures } from "./payload.ts";
import { readPackage } from "./readPackage.ts";
import type { FlowBatch } from "./tables/flowBatch.ts";
import { listTables, type Tables } from "./tables/listTables.ts";
import { readCsv } from "./tables/readCsv.ts";
import { readParquet } from "./tables/readParquet.ts";

/** What the preview is made of, and where it goes. */
export interface PreviewOptions {
  /** The folder that prep has written, or one .parquet or .csv file. */
  readonly data: string;
  /** The HTML file; an older one is replaced. */
  readonly out: string;
  /** The packaged visual. */
  readonly pbiviz: string;
}

/** What the page shows, and the file that holds it. */
export interface PreviewSummary extends FlowTotals {
  readonly tableFiles: number;
  readonly out: string;
  readonly sizeBytes: number;
  /** What the page does not tell apart, or leaves out, in sentences; none where it has all. */
  readonly notes: readonly string[];
}

/**
 * Writes one self-contained HTML file that runs the packaged visual on prepared tables, in a stand-in for the Power BI
 * host. It needs no network and works from file://. Throws where there is no table or no packaged visual.
 */
export async function writePreview({ data, out, pbiviz }: PreviewOptions): Promise<PreviewSummary> {
  const [tables, visual] = await Promise.all([listTables(data), readPackage(pbiviz)]);
  const cube = await buildCube(readTables(tables));
  const totals = countTotals(cube);
  const figures = buildFigures(cube, totals);
  const name = path.parse(path.resolve(data)).name;
  const html = await buildPage({ name, figures, cube: packCube(cube.shown), visual });
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  await writeFile(`${out}.partial`, html);
  await rename(`${out}.partial`, out);
  const { size: sizeBytes } = await stat(out);
  return { ...totals, tableFiles: tables.files.length, out, sizeBytes, notes: describeLimits(figures) };
}

const coarseNotes = [
  "The tables are large: the page does not tell ports apart.",
  "The tables are large: the page does not tell ports apart, and has days instead of hours.",
  "The tables are large: the page tells neither ports nor times apart.",
] as const;

/** Seen is what is shown and what is left out. */
function describeLimits({ level, isFull, leftOut, rows, hosts }: PreviewFigures): string[] {
  const count = (value: number): string => value.toLocaleString("en-US");
  const left = `The page leaves out the smallest groups: ${count(leftOut.flows)} of ${count(rows)} flows.`;
  const full = `There are more hosts than could be counted: at least ${count(hosts)}.`;
  return [
    ...coarseNotes.slice(Math.max(level - 1, 0), level),
    ...(leftOut.flows > 0 ? [left] : []),
    ...(isFull ? [full] : []),
  ];
}

/** Reads the files one after the other, some thousand rows at a time: memory does not grow with the table. */
async function* readTables({ kind, files }: Tables): AsyncGenerator<FlowBatch> {
  for (const file of files) yield* kind === "parquet" ? readParquet(file) : readCsv(file);
}
