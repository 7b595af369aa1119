import { Command } from "commander";
import type { CommandContext } from "./commandContext.ts";
import { addCompletion } from "./completion.ts";
import { addPreviewCommand } from "../preview/command.ts";
import { addReportCommand } from "../report/command.ts";
import { addScheduleCommand } from "./schedule/command.ts";
import { addDoctorCommand } from "./doctor/command.ts";
import { addPrepCommand } from "./service/command.ts";
import { addStatusCommand } from "./service/statusCommand.ts";
import { addConfigCommand } from "./settings/command.ts";
import { addVerifyCommand } from "./verify/command.ts";
import packageJson from "../package.json" with { type: "json" };

const help = `
The road, from nothing:
  flow-chord doctor SOURCE                        are there flow logs, and can they be read?
  flow-chord prep SOURCE --out PLACE              logs to tables, only what is new
  flow-chord preview out                          the tables as a page, without Power BI
  flow-chord report --data out --out report       a Power BI project over the tables
  flow-chord schedule systemd SOURCE --out PLACE  prep by itself, every ten minutes
docs/operate.md is the whole of it on one page, docs/operate.ko.md in Korean.

flow-chord COMMAND --help is a page with examples.
Completion with the tab key: source <(flow-chord complete bash), or zsh, fish, powershell.
`;

/** All commands. Errors are thrown, also for help, which commander has told by then. */
export function createProgram(context: CommandContext): Command {
  const program = new Command("flow-chord")
    .description("Azure flow logs to tables and pictures for Power BI")
    .version(packageJson.version)
    .addHelpText("after", help)
    .exitOverride();
  program.commandsGroup("Tables:");
  addPrepCommand(program, context);
  addVerifyCommand(program, context);
  program.commandsGroup("Pictures:");
  addPreviewCommand(program, context.print);
  addReportCommand(program, context.print);
  program.commandsGroup("Running it:");
  addDoctorCommand(program, context);
  addStatusCommand(program, context);
  addScheduleCommand(program, context);
  addConfigCommand(program, context);
  addCompletion(program, process.argv.at(-1) ?? "");
  return program;
}
