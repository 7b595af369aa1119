import path from "node:path";
import { Readable } from "node:stream";
import { BlobServiceClient } from "@azure/storage-blob";
import type { AzureLogin } from "../../prep/azure/client.ts";
import { readPrepOptions } from "../../prep/options.ts";
import { silentProgress } from "../../prep/progress.ts";
import type { RunContext } from "../../prep/run/runContext.ts";
import { keepHeapSmall } from "../../prep/service/keepHeapSmall.ts";
import { createLog } from "../../prep/service/log.ts";
import { runOnce } from "../../prep/service/runOnce.ts";
import { runService } from "../../prep/service/service.ts";
import { runVerify } from "../../prep/verify/verify.ts";
import { growInContainer, growInFolder, type GrowingLogs } from "./growingLogs.ts";
import { judgeSamples, takeSample, type Judgement, type Sample } from "./samples.ts";

/** What a soak works on. */
interface Place {
  readonly logs: GrowingLogs;
  readonly out: string;
  readonly login: AzureLogin;
}

/** One in so many runs looks for logs where there are none, and fails. */
const failEvery = 25;

// A process of its own, so that what is measured is prep alone: node --expose-gc soakRuns.ts FOLDER RUNS
keepHeapSmall();
const [folder = "", runs = "0"] = process.argv.slice(2);
const isGood = await soak(await openPlace(), { runs: Number(runs), statusFile: path.join(folder, "status.json") });
process.exitCode = isGood ? 0 : 1;

/** Two containers where the environment has a connection string, else two folders. */
async function openPlace(): Promise<Place> {
  const connectionString = process.env["AZURE_STORAGE_CONNECTION_STRING"];
  if (connectionString === undefined) {
    const login = { connectionString, sas: undefined };
    return { logs: growInFolder(path.join(folder, "logs")), out: path.join(folder, "out"), login };
  }
  const service = BlobServiceClient.fromConnectionString(connectionString);
  const logs = service.getContainerClient("logs");
  await logs.create();
  return {
    logs: growInContainer(logs),
    out: service.getContainerClient("tables").url,
    login: { connectionString, sas: undefined },
  };
}

/** Runs the service so often, then counts the tables again. */
async function soak(
  place: Place,
  { runs, statusFile }: { readonly runs: number; readonly statusFile: string },
): Promise<boolean> {
  const { samples, failed, expected, elapsedMs } = await runAll(place, runs, statusFile);
  const { differences, rows } = await runVerify(
    { destination: place.out, sources: [place.logs.place] },
    contextOf(place, new AbortController().signal),
  );
  const judgement = judgeSamples(samples);
  const isTrue = differences.length === 0 && rows.parquet === expected;
  console.log(format(judgement, { runs, failed, elapsedMs }));
  console.log(`  ${isTrue ? "✓" : "✗"} ${rows.parquet} rows in the tables, ${expected} in the logs`);
  return judgement.isFlat && isTrue;
}

interface Soaked {
  readonly samples: readonly Sample[];
  readonly failed: number;
  /** Tuples in the logs. */
  readonly expected: number;
  readonly elapsedMs: number;
}

async function runAll(place: Place, runs: number, statusFile: string): Promise<Soaked> {
  const stop = new AbortController();
  const samples: Sample[] = [];
  let [run, failed, expected] = [0, 0, 0];
  const startMs = performance.now();
  await runService(
    { everyMs: 60_000, statusFile, isJsonLog: true, json: false, refresh: undefined },
    {
      run: async (signal) => {
        expected = await place.logs.grow(run);
        const isMissing = run % failEvery === failEvery - 1 && run < runs - 1;
        const source = isMissing ? `${place.logs.place}-missing` : place.logs.place;
        const options = { out: place.out, format: "parquet", compression: "snappy" } as const;
        const prepOptions = readPrepOptions([source], options, Date.now());
        const outcome = await runOnce(prepOptions, { ...contextOf(place, signal), started: new Date() });
        if (outcome.error !== undefined) failed++;
        if (++run >= runs) stop.abort();
        return outcome;
      },
      sleep: () => {
        samples.push(takeSample());
        return Promise.resolve();
      },
      log: createLog({ stream: { write: () => true }, isJson: true, now: () => new Date(), redact: (text) => text }),
      print: () => undefined,
      redact: (text) => text,
      signal: stop.signal,
      clock: () => performance.now(),
      now: () => new Date(),
      random: Math.random,
    },
  );
  return { samples, failed, expected, elapsedMs: performance.now() - startMs };
}

function contextOf({ login }: Place, signal: AbortSignal): RunContext {
  return {
    source: { login, standardInput: Readable.from([]) },
    destinationLogin: login,
    progress: silentProgress,
    signal,
    clock: () => performance.now(),
    started: new Date(),
  };
}

function format(
  { before, after, isFlat, course }: Judgement,
  { runs, failed, elapsedMs }: { readonly runs: number; readonly failed: number; readonly elapsedMs: number },
): string {
  const inMegabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const facts = [
    `heap ${inMegabytes(before.heapBytes)} → ${inMegabytes(after.heapBytes)} MB`,
    `process ${inMegabytes(before.rssBytes)} → ${inMegabytes(after.rssBytes)} MB`,
    `files and sockets ${before.descriptors ?? "?"} → ${after.descriptors ?? "?"}`,
  ];
  return [
    `${runs} runs in ${(elapsedMs / 1000).toFixed(0)} s, ${failed} of them failed, as they were to`,
    `  ${isFlat ? "✓" : "✗"} ${facts.join(", ")}`,
    `    process, each tenth of the runs: ${course.map(inMegabytes).join(" ")} MB`,
  ].join("\n");
}
