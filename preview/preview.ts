import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { aggregateFlows, type FlowTotals } from "./aggregateFlows.ts";
import { buildData } from "./buildData.ts";
import { buildPage } from "./buildPage.ts";
import type { FlowBatch } from "./flowBatch.ts";
import { listTables, type Tables } from "./listTables.ts";
import { readCsv } from "./readCsv.ts";
import { readPackage } from "./readPackage.ts";
import { readParquet } from "./readParquet.ts";

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
  /** Different combinations of source, destination, rule and action. */
  readonly groups: number;
  readonly pairs: number;
  readonly tableFiles: number;
  readonly out: string;
  readonly sizeBytes: number;
}

/**
 * Writes one self-contained HTML file that runs the packaged visual on prepared tables, in a stand-in for the Power BI
 * host. It needs no network and works from file://. Throws where there is no table or no packaged visual.
 */
export async function writePreview({ data, out, pbiviz }: PreviewOptions): Promise<PreviewSummary> {
  const [tables, visual] = await Promise.all([listTables(data), readPackage(pbiviz)]);
  const { totals, groups } = await aggregateFlows(readTables(tables));
  const previewData = buildData(totals, groups);
  const html = await buildPage({ data: previewData, visual });
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  await writeFile(`${out}.partial`, html);
  await rename(`${out}.partial`, out);
  const { size: sizeBytes } = await stat(out);
  const { pairs } = previewData.figures;
  return { ...totals, groups: groups.length, pairs, tableFiles: tables.files.length, out, sizeBytes };
}

/** Reads the files one after the other, some thousand rows at a time: memory does not grow with the table. */
async function* readTables({ kind, files }: Tables): AsyncGenerator<FlowBatch> {
  for (const file of files) yield* kind === "parquet" ? readParquet(file) : readCsv(file);
}
