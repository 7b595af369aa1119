import path from "node:path";
import { parseArgs } from "node:util";
import { writePreview } from "../preview/preview.ts";
import { writeReport } from "../report/report.ts";
import { startAzurite } from "./estate/azurite.ts";
import { buildEstate } from "./estate/buildEstate.ts";
import { uploadEstate } from "./estate/uploadEstate.ts";
import { packageVisual } from "./package.ts";
import { PrepFailure, runPrep, type LogSource } from "./runPrep.ts";
import { formatResult, showPath } from "./startSummary.ts";

const usage = `usage: npm start [-- [PATH_OR_URL] [--out FOLDER]]
  PATH_OR_URL  your own flow logs: a file, a folder or the URL of a container; without it, a sample estate
  --out        where the tables, the preview and the report go; out if it is not given`;

/** Runs one step after telling what it is; afterwards tells what came of it and how long it took. */
type RunStep = <T>(title: string, run: () => Promise<T>, tell: (result: T) => string) => Promise<T>;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (given === undefined) {
    console.error(usage);
    return 2;
  }
  const out = path.resolve(given.out);
  try {
    if (given.source === undefined) await showSample(out);
    else await showLogs({ source: given.source, env: process.env }, out, createSteps(4));
    return 0;
  } catch (error) {
    if (!(error instanceof PrepFailure)) console.error(error instanceof Error ? error.message : error);
    return error instanceof PrepFailure ? error.status : 1;
  }
}

function readArguments(args: readonly string[]): { source: string | undefined; out: string } | undefined {
  try {
    const options = { out: { type: "string", default: "out" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return positionals.length > 1 ? undefined : { source: positionals[0], out: values.out };
  } catch {
    return undefined;
  }
}

/** A Blob Storage of our own with the sample estate in it; it is stopped whatever happens. */
async function showSample(out: string): Promise<void> {
  const runStep = createSteps(6);
  const azurite = await runStep("starting a Blob Storage in memory (Azurite)", startAzurite, (it) => it.blobEndpoint);
  try {
    const { blobs } = buildEstate();
    const source = await runStep(
      "writing a sample estate of flow logs into it",
      () => countSeconds(() => uploadEstate(azurite.connectionString, blobs)),
      () => `${String(blobs.length)} blobs: three network security groups, ten NICs, six hours, versions 1 and 2`,
    );
    const env = { ...process.env, AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString };
    await showLogs({ source, env }, out, runStep);
  } finally {
    await azurite.stop();
  }
}

async function showLogs(logs: LogSource, out: string, runStep: RunStep): Promise<void> {
  const prepared = await runStep(
    `flow-chord prep ${logs.source} --out ${showPath(out)} --format both`,
    () => runPrep(logs, out),
    ({ rows, blobs, rejected }) =>
      `${rows.toLocaleString("en-US")} rows from ${blobs.toLocaleString("en-US")} blobs${
        rejected > 0 ? `, ${rejected.toLocaleString("en-US")} rejects` : ""
      }`,
  );
  if (prepared.rows === 0) throw new Error(`no flows in ${logs.source}: there is nothing to show`);
  const visual = await runStep(
    "packaging the visual",
    () => countSeconds(() => packageVisual()),
    ({ file, wasFresh }) => `${showPath(file)}${wasFresh ? ", up to date" : ", audit clean"}`,
  );
  const page = path.join(out, "preview.html");
  const preview = await runStep(
    `flow-chord preview ${showPath(out)} --out ${showPath(page)}`,
    () => writePreview({ data: out, out: page, pbiviz: visual.file }),
    ({ sizeBytes }) => `${showPath(page)}, ${Math.ceil(sizeBytes / 1000).toLocaleString("en-US")} kB`,
  );
  const folder = path.join(out, "report");
  const report = await runStep(
    `flow-chord report --data ${showPath(out)} --out ${showPath(folder)}`,
    () => writeReport({ data: out, out: folder, visual: visual.file, timeZone: "UTC", language: "en-US", force: true }),
    ({ project, files }) => `${showPath(project)}, ${String(files)} files`,
  );
  console.log(await formatResult({ ...prepared, preview, report: report.project, out, pbiviz: visual.file }));
}

/** Counts the seconds of work that takes long and says nothing itself, on a terminal. */
async function countSeconds<T>(work: () => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work();
  const startMs = performance.now();
  const timer = setInterval(() => {
    process.stderr.write(`\r      … ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
  }, 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write("\r\u001b[K");
  }
}

function createSteps(count: number): RunStep {
  let step = 0;
  return async (title, run, tell) => {
    const startMs = performance.now();
    console.error(`[${String(++step)}/${String(count)}] ${title}`);
    const result = await run();
    console.error(`      ${tell(result)} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`);
    return result;
  };
}
