import type { Command } from "commander";
import type { CommandContext } from "../commandContext.ts";
import { exitStatus, PrepError } from "../errors.ts";
import { parseTime, refuseSecret } from "../options.ts";
import { addConfigOption, settingsOf } from "../settings/addSettings.ts";
import { rawOptionsOf } from "../settings/resolve.ts";
import { runDoctor } from "./doctor.ts";
import { formatScreen } from "./screen.ts";

const help = `
Lists the sources and reads a little of the newest blob of each flow log; changes nothing. Of an account alone, as
https://ACCOUNT.blob.core.windows.net, it looks into both containers of flow logs. Without a source it takes those of
flow-chord.json or the environment. Logins are those of prep.

  ✓ is well, ! is to be looked at, ✗ stops prep.

Examples:
  flow-chord doctor https://contoso.blob.core.windows.net
  flow-chord doctor downloads/ --json

Exit status: 0 all well, or only to be looked at; 1 something stops prep, 2 bad options
`;

/** Adds `doctor` to the program. */
export function addDoctorCommand(program: Command, context: CommandContext): void {
  const command = program
    .command("doctor")
    .description("say whether the flow logs are there, can be read and are coming in")
    .argument("[source...]", "where the flow logs are")
    .option("--since <time>", "only hours from this time on: 7d, 2026-11-22, 2026-11-22T06:00Z")
    .option("--json", "one line of JSON, with all of it")
    .addHelpText("after", help);
  addConfigOption(command).action(async (given: string[]) => {
    const { environment, print, redact, stop, setStatus } = context;
    const { since, json = false } = command.opts<{ since?: string; json?: boolean }>();
    const now = new Date();
    const sources = rawOptionsOf(settingsOf(command, given, environment)).sources ?? [];
    checkSources(sources);
    const report = await runDoctor(
      { sources, sinceMs: since === undefined ? undefined : parseTime("--since", since, now.getTime()) },
      { ...context.runContext(), signal: stop, now, onBlobs: createCounter() },
    );
    const { isTTY, columns } = process.stdout;
    const screen = (): string => formatScreen(report, { hasColors: isTTY && !environment["NO_COLOR"], columns });
    print(redact(`${json ? JSON.stringify(report) : screen()}\n`));
    setStatus(report.level === "error" ? exitStatus.failed : exitStatus.done);
  });
}

function checkSources(sources: readonly string[]): void {
  if (sources.length === 0)
    throw new PrepError("options", "no source; give a folder, or the URL of an account or container");
  if (sources.includes("-"))
    throw new PrepError("options", "standard input cannot be looked at: it is read once; give a file or a folder");
  for (const source of sources) refuseSecret(source);
}

/** A word every ten thousand blobs: a container of years takes minutes to list. */
function createCounter(): (place: string, blobs: number) => void {
  return (place, blobs) => {
    if (blobs % 10_000 === 0) process.stderr.write(`listed ${blobs.toLocaleString("en-US")} blobs of ${place}\n`);
  };
}
