import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmod, copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import type { ScheduledJob } from "../../../prep/schedule/job.ts";
import { scheduleSystemd } from "../../../prep/schedule/systemd.ts";
import { calendarOf } from "../../../prep/schedule/systemdUnits.ts";
import { writeFiles } from "../../../prep/schedule/writeFiles.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { jobOf, oddName, textOf } from "../../helpers/scheduledJob.ts";

const minuteMs = 60_000;
const hasAnalyze = spawnSync("systemd-analyze", ["--version"]).status === 0;
const skip = !hasAnalyze && "systemd-analyze is not on this machine";

/** What `systemd-analyze verify` says of both units: its status, its complaints, and how it has read the service. */
function verify(folder: string, level: "warning" | "debug"): { status: number | null; said: string } {
  const units = ["flow-chord.service", "flow-chord.timer"].map((name) => path.join(folder, name));
  const env = { ...process.env, LC_ALL: "C.UTF-8", SYSTEMD_LOG_LEVEL: level };
  const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", ...units], { env, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

/** Values of a field in what systemd tells of a unit. */
function valuesOf(said: string, field: string): string[] {
  return said
    .split("\n")
    .flatMap((line) => (line.trim().startsWith(`${field}: `) ? line.trim().slice(field.length + 2) : []));
}

/** The words that the program gets: systemd tells them quoted for a shell, before it makes one $ of two. */
function wordsOf(commandLine: string): string[] {
  const words = execFileSync("/bin/sh", ["-c", `printf '%s\\n' ${commandLine}`], { encoding: "utf8" });
  const [program = "", ...args] = words.trimEnd().split("\n");
  return [program, ...args.map((word) => word.replaceAll("$$", () => "$"))];
}

const jobs: Readonly<Record<string, Partial<ScheduledJob>>> = {
  "containers alone": {},
  "every 7 minutes": { everyMs: 7 * minuteMs },
  "every 7 days": { everyMs: 7 * 1440 * minuteMs },
  "a folder of another": {
    out: "/data/tables",
    config: { sources: ["/home/me/logs"], out: "/data/tables" },
    user: "me",
  },
};

for (const [name, job] of Object.entries(jobs)) {
  test(`systemd-analyze verify has nothing to say against both units: ${name}`, { skip }, async (context) => {
    const folder = await temporaryFolder(context);
    writeFiles(folder, scheduleSystemd(jobOf(job)).files, false);
    assert.deepEqual(verify(folder, "warning"), { status: 0, said: "" });
  });
}

for (const nodeName of ["node", `no%de $ é`, `no"de`]) {
  test(`systemd reads odd paths as they are meant; the program is ${nodeName}`, { skip }, async (context) => {
    const base = await temporaryFolder(context);
    const folder = path.join(base, String.raw`${oddName}\x`);
    const [node, cli, out] = [path.join(base, nodeName), path.join(folder, "cli.mjs"), path.join(folder, "out")];
    await mkdir(folder);
    await copyFile("/bin/true", node);
    await chmod(node, 0o755);
    writeFiles(base, scheduleSystemd(jobOf({ node, cli, out, config: { sources: ["/logs"], out } })).files, false);
    assert.deepEqual(verify(base, "warning"), { status: 0, said: "" });
    const { said } = verify(base, "debug");
    const words = wordsOf(valuesOf(said, "Command Line")[0] ?? "");
    const given = words.filter((word) => word !== "/usr/bin/env");
    assert.deepEqual(given, [node, cli, "prep", "--config", "/etc/flow-chord/flow-chord.json"]);
    assert.deepEqual(valuesOf(said, "ReadWritePaths"), [out]);
  });
}

test("nobody in particular runs it where no folder of this machine is written to; else a user who can own it", () => {
  const [node, cli] = ["/usr/bin/node", "/opt/flow-chord/prep/flow-chord.mjs"];
  const inContainer = textOf(scheduleSystemd(jobOf({ node, cli })), "flow-chord.service");
  assert.match(inContainer, /^DynamicUser=yes$/m);
  assert.match(inContainer, /^ProtectHome=yes$/m);
  const out = "/home/ann/tables";
  const inHome = scheduleSystemd(jobOf({ node, cli, out, config: { sources: ["/logs"], out } }));
  const text = textOf(inHome, "flow-chord.service");
  assert.match(text, /^User=flow-chord$/m);
  assert.match(text, /^ProtectHome=read-only$/m);
  assert.match(text, /^ReadWritePaths=\/home\/ann\/tables$/m);
  assert.ok(inHome.next.some((line) => line.includes("useradd --system")));
  assert.throws(() => scheduleSystemd(jobOf({ user: "a b" })), /no name of a user/);
});

test("systemd sees equal intervals in the calendar", { skip }, () => {
  const intervals = [1, 10, 30, 60, 120, 720, 1440, 7 * 1440];
  for (const minutes of intervals) {
    const args = [
      "calendar",
      "--iterations=3",
      "--base-time=2026-11-22 00:00:00 UTC",
      calendarOf(minutes * minuteMs) ?? "",
    ];
    const said = execFileSync("systemd-analyze", args, {
      encoding: "utf8",
      env: { ...process.env, TZ: "UTC", LC_ALL: "C" },
    });
    const times = [...said.matchAll(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/g)].map(([, day, time]) =>
      Date.parse(`${day}T${time}Z`),
    );
    const distinct = [...new Set(times)].sort((one, other) => one - other).slice(-3);
    assert.equal(distinct.length, 3, said);
    assert.deepEqual(
      distinct.slice(1).map((time, index) => time - (distinct[index] ?? 0)),
      [minutes * minuteMs, minutes * minuteMs],
    );
  }
  assert.equal(calendarOf(45 * minuteMs), undefined);
});
