import { setFlagsFromString } from "node:v8";
import { Command, CommanderError, Option } from "commander";
import type { AzureLogin } from "./azure/client.ts";
import { exitStatus, messageOf, PrepError } from "./errors.ts";
import { readPrepOptions, type RawPrepOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import { runPrep, type RunContext } from "./run/run.ts";
import { formatJson, formatText } from "./summary.ts";
import { addReportCommand } from "../report/command.ts";
import { addVerifyCommand } from "./verify/command.ts";
import packageJson from "../package.json" with { type: "json" };

const prepExamples = `
Sources:
  a file, a folder, - (standard input), or the URL of a container:
  https://ACCOUNT.blob.core.windows.net/CONTAINER[/prefix]

Login, from the environment only:
  AZURE_STORAGE_CONNECTION_STRING   connection string of the account
  AZURE_STORAGE_SAS_TOKEN           shared access signature with read and list
  neither                           the Azure login that is there (az login, managed identity, …)
  The destination takes AZURE_STORAGE_DESTINATION_CONNECTION_STRING or AZURE_STORAGE_DESTINATION_SAS_TOKEN
  where it is a container of its own account; without them it is the same login.

Examples:
  flow-chord prep downloads/ --out out
  flow-chord prep https://contoso.blob.core.windows.net/insights-logs-networksecuritygroupflowevent --out out
  flow-chord prep PT1H.json --out out --format both --since 24h

A second run with the same --out reads only what is new since the first.

Exit status: 0 done, 1 failed, 2 bad options, 3 done with rejects (see rejects/ in the destination)
`;

const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const)
  process.once(name, () => {
    stop.abort();
  });

// A reader that goes away, as in `flow-chord prep … | head`, is no failure of the run.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

process.exitCode = await main(process.argv);

async function main(argv: readonly string[]): Promise<number> {
  let status: number = exitStatus.done;
  const program = createProgram((given) => {
    status = given;
  });
  try {
    await program.parseAsync(argv);
    return status;
  } catch (error) {
    return statusOf(error);
  }
}

function createProgram(setStatus: (status: number) => void): Command {
  const program = new Command("flow-chord")
    .description("Azure flow logs to tables and pictures for Power BI")
    .version(packageJson.version)
    .exitOverride();
  program
    .command("prep")
    .description("read what is new in flow logs, write one row per flow tuple as Parquet and CSV")
    .argument("<source...>", "where the flow logs are")
    .requiredOption("--out <place>", "where the tables go: a folder, or the URL of a container")
    .addOption(new Option("--format <format>", "files to write").choices(["parquet", "csv", "both"]).default("parquet"))
    .addOption(
      new Option("--compression <codec>", "of Parquet pages").choices(["snappy", "zstd", "none"]).default("snappy"),
    )
    .option("--no-traffic", "leave out the traffic table, the hourly totals of the flows")
    .option("--since <time>", "only flows from this time on: 2026-11-22, 2026-11-22T06:00Z, 24h")
    .option("--until <time>", "only flows before this time")
    .option("--full", "read everything anew and replace the tables as a whole")
    .option("--strict", "fail on the first reject and write nothing")
    .option("--json", "end with one line of JSON")
    .addHelpText("after", prepExamples)
    .action(async (sources: string[], raw: RawPrepOptions) => {
      setStatus(await prep(sources, raw));
    });
  program
    .command("preview")
    .description("write one HTML page, the playground: the packaged visual on prepared tables, without Power BI")
    .argument("<data>", "folder that prep has written")
    .option("--out <file>", "the page", "preview.html")
    .option("--visual <file>", "the packaged visual", "dist/flow-chord.pbiviz")
    .action(async (data: string, { out, visual }: { out: string; visual: string }) => {
      const { writePreview } = await import("../preview/preview.ts");
      const { notes } = await writePreview({ data, out, pbiviz: visual }).catch((cause: unknown) => {
        throw new PrepError("source", messageOf(cause), { where: data, cause });
      });
      for (const note of notes) process.stderr.write(`${note}\n`);
      process.stdout.write(`${out}\n`);
    });
  addReportCommand(program, (text) => process.stdout.write(text));
  addVerifyCommand(program, { contextOf: runContext, print: (text) => process.stdout.write(text), setStatus });
  return program;
}

async function prep(sources: readonly string[], raw: RawPrepOptions): Promise<number> {
  // V8's young generation would grow with what is listed, to 134 MB, more than all the rest: a few MB are as fast. The
  // least size is for threads, which would stay at a quarter of it.
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--min-semi-space-size=4");
  const options = readPrepOptions(sources, raw, Date.now());
  const summary = await runPrep(options, runContext());
  process.stdout.write(`${options.json ? formatJson(summary) : formatText(summary)}\n`);
  return summary.rejected > 0 ? exitStatus.doneWithRejects : exitStatus.done;
}

function runContext(): RunContext {
  const { env } = process;
  const clock = (): number => performance.now();
  const login: AzureLogin = {
    connectionString: env["AZURE_STORAGE_CONNECTION_STRING"] || undefined,
    sas: env["AZURE_STORAGE_SAS_TOKEN"] || undefined,
  };
  return {
    source: { login, standardInput: process.stdin },
    destinationLogin: destinationLogin(env) ?? login,
    progress: createProgress(process.stderr, { clock, memory: () => process.memoryUsage.rss() }),
    signal: stop.signal,
    clock,
    started: new Date(),
  };
}

function destinationLogin(env: NodeJS.ProcessEnv): AzureLogin | undefined {
  const connectionString = env["AZURE_STORAGE_DESTINATION_CONNECTION_STRING"] || undefined;
  const sas = env["AZURE_STORAGE_DESTINATION_SAS_TOKEN"] || undefined;
  return connectionString === undefined && sas === undefined ? undefined : { connectionString, sas };
}

/** commander has told its own errors already; help and version are no errors. */
function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.badOptions;
  process.stderr.write(`flow-chord: ${redact(explain(error))}\n`);
  return error instanceof PrepError && error.code === "options" ? exitStatus.badOptions : exitStatus.failed;
}

/** What the system says, as of a full disk, is for people too; anything else is a fault of ours, told with its place. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof PrepError) return error.message;
  const isOfSystem = "syscall" in error || "code" in error;
  return isOfSystem
    ? `${error.message}; what was committed before stays, the next run goes on from there`
    : (error.stack ?? error.message);
}

/** A server may repeat a signature that it was given. */
function redact(text: string): string {
  return text.replaceAll(/([?&](?:sig|se|sv|sp)=)[^&\s"]+/gi, "$1…");
}
