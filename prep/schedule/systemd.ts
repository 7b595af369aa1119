import path from "node:path";
import { isUrl } from "../azure/containerUrl.ts";
import { PrepError } from "../errors.ts";
import { usualConfigFile } from "../settings/configFile.ts";
import { checkPrintable, configFileOf, localPlacesOf, withStatus, type Schedule, type ScheduledJob } from "./job.ts";
import { serviceText, timerText } from "./systemdUnits.ts";
import { shellWord } from "./cron.ts";

/** Where the files lie once they are installed: beside nobody's home, so that the service can be shut out of those. */
const installedConfig = `/etc/flow-chord/${usualConfigFile}`;
const stateFolder = "/var/lib/flow-chord";
const unitFolder = "/etc/systemd/system";

/**
 * A service that runs once and a timer that starts it. Who runs it: the user that was named; nobody in particular
 * (`DynamicUser`) where all that is written lies in a container or in the state folder; else a system user flow-chord,
 * who can own the folder of the tables.
 */
export function scheduleSystemd(job: ScheduledJob): Schedule {
  const settings = withStatus(job.config, `${stateFolder}/status.json`);
  const places = localPlacesOf(settings);
  const written = [...(isUrl(job.out) ? [] : [job.out]), path.dirname(settings.status)].filter(isOutsideState);
  checkPrintable([job.node, job.cli, ...places]);
  const seen = [job.node, job.cli, ...places];
  const isDynamic = job.user === undefined && written.length === 0 && !seen.some(isTemporary);
  const user = isDynamic ? undefined : (job.user ?? "flow-chord");
  if (user !== undefined && !/^[a-z_][a-z0-9_-]*$/i.test(user)) {
    throw new PrepError("options", `--user ${JSON.stringify(user)} is no name of a user`);
  }
  const service = serviceText({
    command: [job.node, job.cli, "prep", "--config", installedConfig],
    user,
    writable: [...new Set(written)],
    seesHomes: seen.some(isInHome),
    hasOwnTemporary: !seen.some(isTemporary),
  });
  const files = [
    { name: "flow-chord.service", text: service },
    { name: "flow-chord.timer", text: timerText(job.everyMs) },
    configFileOf(settings),
  ];
  return { files, next: nextOf(job, { user, written, status: settings.status }) };
}

interface Installation {
  readonly user: string | undefined;
  readonly written: readonly string[];
  readonly status: string;
}

function nextOf(job: ScheduledJob, { user, written, status }: Installation): string[] {
  const beside = (name: string): string => shellWord(path.join(job.folder, name));
  const units = [beside("flow-chord.service"), beside("flow-chord.timer")].join(" ");
  const own = user === "flow-chord" && job.user === undefined;
  const owner = user === undefined ? "" : `-o ${user} -g "$(id -gn ${user})" `;
  return [
    ...(own ? ["id flow-chord || sudo useradd --system --user-group --shell /usr/sbin/nologin flow-chord"] : []),
    ...[...new Set(written)]
      .map((folder) => shellWord(folder))
      .map(
        (folder) =>
          `test -d ${folder} || sudo install -d ${owner}${folder}  # ${user ?? "root"} must be able to write there`,
      ),
    `sudo install -D -m 644 ${beside(usualConfigFile)} ${installedConfig}`,
    "sudo touch /etc/flow-chord/environment && sudo chmod 600 /etc/flow-chord/environment  # secrets, where there are any",
    `sudo cp ${units} ${unitFolder}/`,
    "sudo systemctl daemon-reload && sudo systemctl enable --now flow-chord.timer",
    "sudo systemctl start flow-chord.service; journalctl -u flow-chord.service -e",
    `sudo ${[job.node, job.cli, "status", status].map(shellWord).join(" ")}`,
  ];
}

function isOutsideState(folder: string): boolean {
  return !isBelow(folder, [stateFolder]);
}

function isInHome(file: string): boolean {
  return isBelow(file, ["/home", "/root", "/run/user"]);
}

function isTemporary(file: string): boolean {
  return isBelow(file, ["/tmp", "/var/tmp"]);
}

function isBelow(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => file === folder || file.startsWith(`${folder}/`));
}
