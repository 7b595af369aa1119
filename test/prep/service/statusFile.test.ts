import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { findStatus, judgeStatus, readStatus, writeStatus, type Status } from "../../../prep/service/statusFile.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const noon = new Date(Date.UTC(2026, 10, 22, 12));
const minutesLater = (minutes: number): number => noon.getTime() + minutes * 60_000;
const atNoon = noon.toISOString();

test("a status is written with its folder, read back, and nothing is left beside it", async (context) => {
  const folder = path.join(await temporaryFolder(context), "run", "flow-chord");
  const file = path.join(folder, "status.json");
  writeStatus(file, { state: "running", runs: 1, failuresInARow: 0 }, noon);
  writeStatus(file, { state: "waiting", runs: 2, failuresInARow: 0, everyMs: 600_000 }, noon);
  const { state, runs, everyMs, updated, pid, program } = readStatus(file);
  assert.deepEqual(
    { state, runs, everyMs, updated, pid },
    { ...{ state: "waiting", runs: 2 }, everyMs: 600_000, updated: atNoon, pid: process.pid },
  );
  assert.match(program, /^flow-chord \d+\.\d+\.\d+$/);
  assert.deepEqual(await readdir(folder), ["status.json"]);
});

test("a file that is no status, and none, are told in words; what is only looked for is not there", async (context) => {
  const folder = await temporaryFolder(context);
  const file = path.join(folder, "status.json");
  const none = { code: "source", message: /there is no such file; has it been run with --status\?$/ };
  assert.throws(() => readStatus(file), none);
  for (const text of ["", "{}", "[1]", '{"state":"running"}']) {
    await writeFile(file, text);
    assert.throws(() => readStatus(file), { code: "source", message: /^cannot read the status in / }, text);
    assert.equal(findStatus(file), undefined);
    assert.equal(await readFile(file, "utf8"), text);
  }
});

test("a status that cannot be written is told with its file", async (context) => {
  const folder = await temporaryFolder(context);
  await writeFile(path.join(folder, "file"), "");
  const file = path.join(folder, "file", "status.json");
  assert.throws(
    () => {
      writeStatus(file, { state: "running", runs: 0, failuresInARow: 0 }, noon);
    },
    {
      code: "options",
      message: /^cannot write the status to .+status\.json: /,
    },
  );
});

const good: Status = {
  program: "flow-chord 0.1.0",
  host: "h",
  pid: 1,
  state: "waiting",
  updated: atNoon,
  everyMs: 10 * 60_000,
  runs: 3,
  failuresInARow: 0,
  lastSuccess: atNoon,
};
const error = "the container is not there";
const lastRun = { started: atNoon, ended: atNoon, exitStatus: 1, error };
const once: Status = { ...good, everyMs: undefined };

const judged: readonly (readonly [what: string, status: Status, minutes: number, isHealthy: boolean, words: RegExp])[] =
  [
    ["a good run a moment ago", good, 1, true, /^waiting; the last good run ended at 2026-11-22T12:00:00.000Z$/],
    ["a good run three intervals ago", good, 30, true, /^waiting/],
    ["none for more than three intervals", good, 31, false, /^the last good run ended at 2026-11-22T12/],
    [
      "failures since, not for long",
      { ...good, failuresInARow: 2, lastRun },
      5,
      true,
      /2 failed since; the last run failed: the container/,
    ],
    [
      "failures for long",
      { ...good, failuresInARow: 9, lastRun },
      60,
      false,
      /; the last run failed: the container is not there$/,
    ],
    ["none yet", { ...good, lastSuccess: undefined, state: "running" }, 1, true, /^running; no run has ended yet$/],
    ["never a good one", { ...good, lastSuccess: undefined }, 31, false, /^no good run since 2026-11-22T12/],
    ["an interval of a minute has ten minutes", { ...good, everyMs: 60_000 }, 9, true, /^waiting/],
    ["a single run that was good, long ago", { ...once, state: "ended" }, 10_000, true, /^ended; the last good run/],
    [
      "a single run that has failed",
      { ...once, state: "ended", lastRun },
      1,
      false,
      /^the last run failed: the container/,
    ],
  ];

for (const [what, status, minutes, isHealthy, words] of judged) {
  test(`${what} is ${isHealthy ? "" : "not "}well`, () => {
    const health = judgeStatus(status, minutesLater(minutes));
    assert.equal(health.isHealthy, isHealthy);
    assert.match(health.words, words);
  });
}

test("an age that is given holds for single runs, too, and instead of the interval", () => {
  assert.equal(judgeStatus(once, minutesLater(61), 60 * 60_000).isHealthy, false);
  assert.equal(judgeStatus(good, minutesLater(59), 60 * 60_000).isHealthy, true);
});
