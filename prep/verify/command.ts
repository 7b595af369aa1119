import type { Command } from "commander";
import type { CommandContext } from "../commandContext.ts";
import { exitStatus } from "../errors.ts";
import { formatVerifyJson, formatVerifyText, isOk } from "./report.ts";
import { runVerify } from "./verify.ts";

const help = `
Without a source the tables are compared with the ledger and the checkpoint. With sources, every blob
that is in the tables is read again, as far as it was read, and compared with what was taken from it.
Logins are those of prep, from the environment only.

Examples:
  flow-chord verify out
  flow-chord verify out downloads/ --json

Exit status: 0 all the same, 1 something differs or it cannot be done, 2 bad options
`;

/** Adds `verify` to the program. */
export function addVerifyCommand(program: Command, { runContext, print, setStatus }: CommandContext): void {
  program
    .command("verify")
    .description("count the tables again and say where they differ from what was read")
    .argument("<destination>", "where the tables are: a folder, or the URL of a container")
    .argument("[source...]", "where the flow logs are, to compare with them too")
    .option("--json", "end with one line of JSON")
    .addHelpText("after", help)
    .action(async (destination: string, sources: string[], { json = false }: { json?: boolean }) => {
      const report = await runVerify({ destination, sources }, runContext());
      print(`${json ? formatVerifyJson(report) : formatVerifyText(report)}\n`);
      setStatus(isOk(report) ? exitStatus.done : exitStatus.failed);
    });
}
