import path from "node:path";
import { PrepError } from "../errors.ts";
import { usualConfigFile } from "../settings/configFile.ts";
import { checkPrintable, configFileOf, type Schedule, type ScheduledJob, withStatus } from "./job.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Vixie cron cuts a command off at 999 characters. */
const mostCommandLength = 990;

/**
 * Five fields that start something at equal intervals. Throws a PrepError of code `options` for an interval that does not
 * divide an hour, a day or a week, which the fields cannot say.
 */
export function cronFields(everyMs: number): string {
  if (everyMs === 7 * dayMs) return "0 0 * * 0";
  if (everyMs === dayMs) return "0 0 * * *";
  if (everyMs < dayMs && everyMs % hourMs === 0 && dayMs % everyMs === 0) {
    return everyMs === hourMs ? "0 * * * *" : `0 */${everyMs / hourMs} * * *`;
  }
  if (everyMs < hourMs && hourMs % everyMs === 0) {
    return everyMs === minuteMs ? "* * * * *" : `*/${everyMs / minuteMs} * * * *`;
  }
  throw new PrepError(
    "options",
    `cron cannot say every ${everyMs / minuteMs} minutes; it can 1m, 2m, 3m, 4m, 5m, 6m, 10m, 12m, 15m, 20m, 30m, ` +
      "1h, 2h, 3h, 4h, 6h, 8h, 12h, 1d and 7d",
  );
}

/** A text as one word of a shell of POSIX, without a backslash: cron has ideas of its own about them. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** A file with one line for the crontab of a user, which reads secrets from a file beside it and keeps a log there. */
export function scheduleCron(job: ScheduledJob): Schedule {
  const beside = (name: string): string => path.join(job.folder, name);
  const [config, environment, log] = [beside(usualConfigFile), beside("environment"), beside("flow-chord.log")];
  const settings = withStatus(job.config, beside("status.json"));
  checkPaths([job.node, job.cli, config]);
  const [env, prep] = [
    shellWord(environment),
    [job.node, job.cli, "prep", "--config", config].map(shellWord).join(" "),
  ];
  // With "set -a" each variable of the file goes to the command, too.
  const command = `set -a; [ ! -r ${env} ] || . ${env}; exec ${prep} >>${shellWord(log)} 2>&1`;
  const line = command.replaceAll("%", String.raw`\%`);
  if (line.length > mostCommandLength) {
    throw new PrepError(
      "options",
      `the command has ${line.length} characters, and cron takes 990; give a shorter --into`,
    );
  }
  const file = beside("flow-chord.crontab");
  return {
    files: [
      { name: "flow-chord.crontab", text: `${head}${cronFields(job.everyMs)}  ${line}\n` },
      configFileOf(settings),
    ],
    next: [
      `(umask 077 && touch ${env})  # and write the secrets into it, where there are any`,
      `(crontab -l 2>/dev/null; cat ${shellWord(file)}) | crontab -`,
      `crontab -l`,
      `flow-chord status ${shellWord(settings.status)}  # after the first run`,
    ],
  };
}

const head = `# Flow Chord: reads what is new in the flow logs, as a line of a user's crontab.
# Add it:    (crontab -l 2>/dev/null; cat flow-chord.crontab) | crontab -
# Remove it: crontab -e
# Secrets come from the file "environment" beside this one, where it is: AZURE_STORAGE_CONNECTION_STRING='...' or
# AZURE_STORAGE_SAS_TOKEN='...', in single quotes, chmod 600. Without them the Azure login of the user holds.
# All that is said goes to flow-chord.log there. Two runs at once do not meet: the later one ends with an error.
# Not tried here: a cron daemon. The command was run by /bin/sh as cron hands it over.
`;

function checkPaths(paths: readonly string[]): void {
  checkPrintable(paths);
  const odd = paths.find((text) => text.includes("\\"));
  if (odd !== undefined) throw new PrepError("options", `${odd} has a backslash, which not every cron takes`);
}
