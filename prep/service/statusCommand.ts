import type { Command } from "commander";
import type { CommandContext } from "../commandContext.ts";
import { parseDuration } from "../duration.ts";
import { exitStatus } from "../errors.ts";
import { judgeStatus, readStatus } from "./statusFile.ts";

const help = `
Well is a service of which a run has ended without failure in the last three intervals (ten minutes at least), or since
--max-age. Of single runs the last one must not have failed. Made for the health check of a container or a supervisor.

Examples:
  flow-chord prep SOURCE --out PLACE --every 10m --status status.json
  flow-chord status status.json
  flow-chord status status.json --max-age 2h --json

Exit status: 0 well, 1 not well or no status, 2 bad options
`;

/** Adds `status` to the program. */
export function addStatusCommand(program: Command, { print, setStatus }: CommandContext): void {
  program
    .command("status")
    .description("say whether the runs of prep --status go well")
    .argument("<file>", "what --status names")
    .option("--max-age <duration>", "how long ago the last good run may be: 30m, 2h")
    .option("--json", "one line of JSON")
    .addHelpText("after", help)
    .action((file: string, { maxAge, json = false }: { maxAge?: string; json?: boolean }) => {
      const mostAgeMs = maxAge === undefined ? undefined : parseDuration("--max-age", maxAge);
      const status = readStatus(file);
      const { isHealthy, words } = judgeStatus(status, Date.now(), mostAgeMs);
      print(`${json ? JSON.stringify({ isHealthy, ...status }) : words}\n`);
      setStatus(isHealthy ? exitStatus.done : exitStatus.failed);
    });
}
