import { setTimeout } from "node:timers/promises";
import type { Command } from "commander";
import { memoryOf, type CommandContext } from "../commandContext.ts";
import { runDry } from "../dryRun/dryRun.ts";
import { formatDryRunJson, formatDryRunText } from "../dryRun/format.ts";
import { exitStatus } from "../errors.ts";
import { readPrepOptions } from "../options.ts";
import { readPowerBiLogin } from "../refresh/login.ts";
import { addSettings, settingsOf } from "../settings/addSettings.ts";
import { rawOptionsOf, unknownVariables } from "../settings/resolve.ts";
import { keepHeapSmall } from "./keepHeapSmall.ts";
import { createLog, type Log } from "./log.ts";
import { createLogProgress } from "./logProgress.ts";
import { readServiceOptions } from "./options.ts";
import { createNote, refreshAfter } from "./refreshAfter.ts";
import { runOnce } from "./runOnce.ts";
import { runService } from "./service.ts";

const help = `
Sources:
  a file, a folder, - (standard input), or the URL of a container:
  https://ACCOUNT.blob.core.windows.net/CONTAINER[/prefix]

Login, from the environment only:
  AZURE_STORAGE_CONNECTION_STRING   connection string of the account
  AZURE_STORAGE_SAS_TOKEN           shared access signature with read and list
  neither                           the Azure login that is there (az login, managed identity, …)
  The destination takes AZURE_STORAGE_DESTINATION_CONNECTION_STRING or AZURE_STORAGE_DESTINATION_SAS_TOKEN
  where it is a container of its own account; without them it is the same login. docs/azure-login.md has the rest.

Settings:
  Whatever is an option here may stand in flow-chord.json and in the environment, as FLOW_CHORD_OUT for --out.
  An option wins over the environment, and that over the file. flow-chord config shows what holds, and why.

Examples:
  flow-chord prep downloads/ --out out
  flow-chord prep https://contoso.blob.core.windows.net/insights-logs-flowlogflowevent --out out
  flow-chord prep PT1H.json --out out --format both --since 24h
  flow-chord prep downloads/ --out out --keep 90d --dry-run
  flow-chord prep URL --out out --since 7d --nsg web-nsg --mac 000D3AF87856
  flow-chord prep --config /etc/flow-chord/flow-chord.json --every 10m

A second run with the same --out reads only what is new since the first.

Exit status: 0 done, 1 failed, 2 bad options, 3 done with rejects (see rejects/ in the destination).
With --every it runs until it is stopped, which is status 0; options that cannot be used end it with 2.
`;

/** Adds `prep` to the program. */
export function addPrepCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("prep")
    .description("read what is new in flow logs, write one row per flow tuple as Parquet and CSV")
    .argument("[source...]", "where the flow logs are")
    .addHelpText("after", help)
    .action(async (sources: string[]) => {
      context.setStatus(await prep(command, sources, context));
    });
  addSettings(command);
}

async function prep(command: Command, given: readonly string[], context: CommandContext): Promise<number> {
  keepHeapSmall();
  const { environment, redact, clock, stop, print } = context;
  const { sources = [], ...raw } = rawOptionsOf(settingsOf(command, given, environment));
  const service = readServiceOptions(sources, raw);
  // What cannot be meant is told at once, not by the first run.
  readPrepOptions(sources, raw, Date.now());
  if (raw.dryRun === true) {
    const dryRun = await runDry(readPrepOptions(sources, raw, Date.now()), context.runContext());
    print(`${redact(service.json ? formatDryRunJson(dryRun) : formatDryRunText(dryRun))}\n`);
    return exitStatus.done;
  }
  const login = service.refresh && readPowerBiLogin(environment);
  const now = (): Date => new Date();
  const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    setTimeout(ms, undefined, { signal }).catch(() => undefined);
  const log = createLog({ stream: process.stderr, isJson: service.isJsonLog, now, redact });
  tellUnknown(log, environment);
  return runService(service, {
    run: async (signal) => {
      const progress = log.isJson ? createLogProgress(log, { clock, memory: memoryOf }) : undefined;
      const runContext = { ...context.runContext(progress), signal };
      const options = readPrepOptions(sources, raw, Date.now());
      if (!service.refresh || !login) return runOnce(options, runContext);
      const refresh = { ...service.refresh, login, destinationLogin: runContext.destinationLogin };
      const outcome = await runOnce(options, { ...runContext, beforeCommit: createNote(options, refresh, now) });
      return refreshAfter(outcome, options, refresh, { signal, clock, now, sleep });
    },
    log,
    print,
    redact,
    signal: stop,
    clock,
    now,
    random: Math.random,
    sleep,
  });
}

function tellUnknown(log: Log, environment: NodeJS.ProcessEnv): void {
  for (const name of unknownVariables(environment)) {
    log.tell("warning", "note", `${name} is in the environment, but there is no such setting`);
  }
}
