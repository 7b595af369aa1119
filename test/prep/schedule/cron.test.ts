import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { cronFields, scheduleCron } from "../../../prep/schedule/cron.ts";
import { writeFiles } from "../../../prep/schedule/writeFiles.ts";
import { blobName, logOf, timesIn, writeLog } from "../../helpers/logs.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { jobOf, oddName, textOf } from "../../helpers/scheduledJob.ts";

const run = promisify(execFile);
const noon = 1542110400;
const minuteMs = 60_000;
const onWindows = process.platform === "win32" && "there is no /bin/sh on Windows";

/** The command of the one line, as crontab(5) says: up to a bare %, and \% is a %. */
function commandOf(crontab: string): string {
  const lines = crontab.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  assert.equal(lines.length, 1);
  const [, command = ""] = /^(?:\S+\s+){5}(.*)$/.exec(lines[0] ?? "") ?? [];
  const upToBare = /^(?:\\%|[^%])*/.exec(command)?.[0] ?? "";
  assert.equal(upToBare, command, "a bare % ends the command");
  return command.replaceAll(String.raw`\%`, "%");
}

test(
  "/bin/sh runs the command of the line, whatever is in its paths, with the secrets of the file beside it",
  {
    skip: onWindows,
  },
  async (context) => {
    const base = await temporaryFolder(context);
    const folder = path.join(base, oddName);
    const [logs, out, node] = [path.join(folder, "logs"), path.join(base, "out"), path.join(folder, "node")];
    await mkdir(folder, { recursive: true });
    await symlink(process.execPath, node);
    await writeLog(logs, blobName(12), logOf([tupleAt(noon), tupleAt(noon + 1)]));
    const schedule = scheduleCron(jobOf({ sources: [logs], out, folder, node, config: { sources: [logs], out } }));
    writeFiles(folder, schedule.files, false);
    await writeFile(path.join(folder, "environment"), "FLOW_CHORD_FORMAT='both'\n");
    await run("/bin/sh", ["-c", commandOf(textOf(schedule, "flow-chord.crontab"))], { cwd: "/", env: {} });
    const log = await readFile(path.join(folder, "flow-chord.log"), "utf8");
    assert.match(log, /2 new rows/, log);
    assert.deepEqual(await timesIn(out), [noon, noon + 1]);
    const names = await readdir(out, { recursive: true });
    assert.ok(
      names.some((name) => name.endsWith(".csv")),
      "the file beside it was read",
    );
    const status = JSON.parse(await readFile(path.join(folder, "status.json"), "utf8")) as { runs: number };
    assert.equal(status.runs, 1);
  },
);

test("an interval that divides an hour, a day or a week becomes five fields", () => {
  const intervals = [1, 10, 30, 60, 120, 720, 1440, 7 * 1440];
  assert.deepEqual(
    intervals.map((minutes) => cronFields(minutes * minuteMs)),
    ["* * * * *", "*/10 * * * *", "*/30 * * * *", "0 * * * *", "0 */2 * * *", "0 */12 * * *", "0 0 * * *", "0 0 * * 0"],
  );
  const unequal = [7, 45, 90, 300, 2880];
  for (const minutes of unequal) {
    assert.throws(() => cronFields(minutes * minuteMs), /cron cannot say every \d+ minutes; it can 1m, .* and 7d$/);
  }
});

test("what a line of a crontab cannot hold is refused", () => {
  assert.throws(() => scheduleCron(jobOf({ folder: "/a\nb" })), /"\/a\\nb.* has a control character/);
  assert.throws(() => scheduleCron(jobOf({ folder: String.raw`/a\b` })), /has a backslash/);
  assert.throws(() => scheduleCron(jobOf({ folder: `/${"long/".repeat(60)}` })), /give a shorter --into/);
});
