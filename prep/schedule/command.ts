import path from "node:path";
import { Argument, type Command } from "commander";
import type { CommandContext } from "../commandContext.ts";
import { PrepError } from "../errors.ts";
import { addSettings, settingsOf } from "../settings/addSettings.ts";
import { scheduleContainerJob } from "./containerJob.ts";
import { scheduleCron } from "./cron.ts";
import { readJob, type Schedule, type ScheduledJob } from "./job.ts";
import { scheduleSystemd } from "./systemd.ts";
import { scheduleWindows } from "./windows.ts";
import { formatFiles, writeFiles } from "./writeFiles.ts";

const help = `
Kinds:
  systemd         a service and its timer
  cron            a line for the crontab of a user
  windows         a task of Task Scheduler
  container-job   an image and a scheduled job of Azure Container Apps

Takes the settings of prep and writes them into a flow-chord.json beside the other files; paths become absolute, and
--every (10m unless given) is the interval of the schedule. Then it says the commands that install it. No secret is
written: each file says where secrets come from. Nothing is installed or started.

Examples:
  flow-chord schedule systemd https://ACCOUNT.blob.core.windows.net/CONTAINER --out /var/lib/flow-chord/tables
  flow-chord schedule cron downloads/ --out out --every 1h --into schedule
  flow-chord schedule cron --config flow-chord.json --print
`;

const kinds: Readonly<Record<string, (job: ScheduledJob) => Schedule>> = {
  systemd: scheduleSystemd,
  cron: scheduleCron,
  windows: scheduleWindows,
  "container-job": scheduleContainerJob,
};

interface ScheduleOptions {
  readonly into?: string;
  readonly print?: boolean;
  readonly force?: boolean;
  readonly user?: string;
}

/** Adds `schedule` to the program. */
export function addScheduleCommand(program: Command, { environment, print }: CommandContext): void {
  const command = program
    .command("schedule")
    .description("write the files that run prep again and again on this machine or in Azure")
    .addArgument(new Argument("<kind>", "what runs it").choices(Object.keys(kinds)))
    .argument("[source...]", "where the flow logs are")
    .option("--into <folder>", "where the files go; schedule/KIND unless given")
    .option("--user <name>", "who runs it, for systemd")
    .option("--print", "write them to standard output instead")
    .option("--force", "write over files that are there")
    .addHelpText("after", help)
    .action((kind: string, sources: string[]) => {
      const { into = path.join("schedule", kind), print: isPrinted, force, user } = command.opts<ScheduleOptions>();
      if (user !== undefined && kind !== "systemd") {
        throw new PrepError("options", `--user is for systemd; who runs ${kind} is said where it is installed`);
      }
      const folder = path.resolve(into);
      const cli = path.join(import.meta.dirname, "..", "flow-chord.mjs");
      const job = readJob(settingsOf(command, sources, environment), { node: process.execPath, cli, folder, user });
      const { files, next } = scheduleOf(kind, job);
      if (isPrinted === true) print(formatFiles(files));
      else {
        writeFiles(folder, files, force === true);
        print(`${files.map(({ name }) => path.join(folder, name)).join("\n")}\n\nNext:\n`);
        print(`${next.map((line) => `  ${line}`).join("\n")}\n`);
      }
    });
  addSettings(command);
}

function scheduleOf(kind: string, job: ScheduledJob): Schedule {
  const make = kinds[kind];
  if (make === undefined) throw new Error(`no kind ${kind}`);
  return make(job);
}
