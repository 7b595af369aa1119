import path from "node:path";
import { isUrl } from "../azure/containerUrl.ts";
import { PrepError } from "../errors.ts";
import { usualConfigFile } from "../settings/configFile.ts";
import { checkPrintable, configFileOf, withStatus, type Schedule, type ScheduledJob } from "./job.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const taskName = "Flow Chord";

/** A task of Task Scheduler, in XML of its schema 1.4, with the paths of the machine that writes it. */
export function scheduleWindows(job: ScheduledJob): Schedule {
  // A path of Windows stays one on the machine of a test.
  const paths = /^[a-z]:|^\\\\/i.test(job.folder) ? path.win32 : path;
  const settings = withStatus(job.config, paths.join(job.folder, "status.json"));
  const command = [job.node, job.cli, "prep", "--config", paths.join(job.folder, usualConfigFile)];
  checkPrintable(command);
  for (const text of command) refuseVariables(text);
  const file = paths.join(job.folder, "flow-chord.task.xml");
  return {
    files: [{ name: "flow-chord.task.xml", text: taskXml(job, command), encoding: "utf16le" }, configFileOf(settings)],
    next: [
      ...(process.platform === "win32"
        ? []
        : ["rem These are paths of this machine, which is no Windows: run this command where the task shall run."]),
      `schtasks /create /tn "${taskName}" /xml "${file}" /ru "%USERDOMAIN%\\%USERNAME%" /rp *`,
      `schtasks /run /tn "${taskName}"`,
      `schtasks /query /tn "${taskName}" /v /fo list`,
      ["node", job.cli, "status", settings.status].map(windowsArgument).join(" "),
      "rem A secret, where there is any, goes into the environment of that user: System Properties, Environment Variables",
    ],
  };
}

/**
 * A text as one argument for programs that split their command line by the rules of CommandLineToArgvW: quotes around it
 * where there is a space, \ before each ", and backslashes doubled that stand before a ".
 */
export function windowsArgument(text: string): string {
  if (text !== "" && !/[\s"]/.test(text)) return text;
  return `"${text.replaceAll(/(\\*)("|$)/g, (_, slashes: string, quote: string) => `${slashes}${slashes}${quote && '\\"'}`)}"`;
}

/** A duration of ISO 8601, in minutes, hours or days. */
export function isoDuration(ms: number): string {
  if (ms % (24 * hourMs) === 0) return `P${ms / (24 * hourMs)}D`;
  return ms % hourMs === 0 ? `PT${ms / hourMs}H` : `PT${ms / minuteMs}M`;
}

/** Task Scheduler puts values in place of %NAME% and $(Arg0), and has no way to say that they are not meant. */
function refuseVariables(text: string): void {
  if (!/%[^%]*%|\$\(/.test(text)) return;
  throw new PrepError("options", `${text} has what Task Scheduler takes for a variable; give a path without % and $(`);
}

function taskXml({ config, everyMs }: ScheduledJob, [program = "", ...args]: readonly string[]): string {
  const asksNetwork = [config["sources"], config["out"]].flat().some((place) => isUrl(String(place)));
  return `<?xml version="1.0" encoding="UTF-16"?>
<!--
${taskHead}-->
<Task version="1.4" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>flow-chord schedule windows</Author>
    <Description>Flow Chord: reads what is new in the flow logs</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Repetition>
        <Interval>${isoDuration(everyMs)}</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>Password</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>${String(asksNetwork)}</RunOnlyIfNetworkAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(program)}</Command>
      <Arguments>${xmlText(args.map(windowsArgument).join(" "))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

// No two hyphens: they would end the comment.
const taskHead = `Flow Chord, for Task Scheduler of Windows: one run of prep again and again. Written by flow-chord schedule windows.
Install, in the folder of this file, as the user who runs it:
  schtasks /create /tn "${taskName}" /xml flow-chord.task.xml /ru "%USERDOMAIN%\\%USERNAME%" /rp *
Remove: schtasks /delete /tn "${taskName}"
Secrets: none is here. AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_SAS_TOKEN come from the environment of that user;
without them the Azure login that is there holds.
The last result 3 is no failure: it is done with rejects. status.json beside this file says how the runs go.
Not tried here: Windows. The file was compared with the documented schema, and no more was seen of it.
`;

function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
