import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { Ajv } from "ajv";
import type { Status } from "../../../prep/service/statusFile.ts";
import { configSchema } from "../../../prep/settings/schema.ts";
import { blobName, logOf, timesIn, writeLog } from "../../helpers/logs.ts";
import { tupleAt } from "../../helpers/records.ts";
import { interruptCli, jsonOf, runCli, temporaryFolder } from "../../helpers/runCli.ts";

const noon = 1542110400;
const log = logOf([tupleAt(noon), tupleAt(noon + 1)]);

function linesOf(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

// Each test waits for a process of its own: several at a time make use of all processors.
describe("prep as a service", { concurrency: 4 }, () => {
  test("--every runs, waits, and ends with status 0 at once when it is asked to", async (context) => {
    const folder = await temporaryFolder(context);
    const [logs, out, status] = ["logs", "out", "status.json"].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeLog(logs, blobName(12), log);
    const args = ["prep", logs, "--out", out, "--every", "10m", "--status", status, "--log", "json", "--json"];
    const result = await interruptCli(args, /"event":"waiting"/, "SIGTERM");
    assert.equal(result.status, 0, result.stderr);
    const events = linesOf(result.stderr);
    assert.deepEqual(
      events.map(({ event }) => event),
      ["reading", "done", "waiting", "stopped"],
    );
    for (const { time, level, message } of events) {
      assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assert.equal(level, "info");
      assert.ok(String(message).length > 0);
    }
    assert.equal(jsonOf(result)["rows"], 2);
    const { state, runs, everyMs, lastRun, lastSuccess } = JSON.parse(await readFile(status, "utf8")) as Status;
    assert.deepEqual({ state, runs, everyMs }, { state: "ended", runs: 1, everyMs: 600_000 });
    assert.deepEqual([lastRun?.exitStatus, lastRun?.rows, lastRun?.ended], [0, 2, lastSuccess]);
    const health = await runCli(["status", status]);
    assert.equal(health.status, 0);
    assert.match(health.stdout, /^ended; the last good run ended at /);
    assert.deepEqual(await timesIn(out), [noon, noon + 1]);
  });

  test("a run that fails does not end --every: it is told and tried again; the status file knows", async (context) => {
    const folder = await temporaryFolder(context);
    const status = path.join(folder, "status.json");
    const args = [
      "prep",
      path.join(folder, "none"),
      "--out",
      path.join(folder, "out"),
      "--every",
      "10m",
      "--status",
      status,
    ];
    const result = await interruptCli(args, /trying again in/, "SIGTERM");
    assert.equal(result.status, 0);
    assert.match(
      result.stderr,
      /^flow-chord: cannot read .+none: no such file or folder\n1 failure in a row; trying again in /,
    );
    const { failuresInARow, lastRun } = JSON.parse(await readFile(status, "utf8")) as Status;
    assert.equal(failuresInARow, 1);
    assert.match(lastRun?.error ?? "", /no such file or folder/);
  });

  test("the status of single runs counts on from one process to the next, and tells a failure with status 1", async (context) => {
    const folder = await temporaryFolder(context);
    const status = path.join(folder, "status.json");
    const logs = path.join(folder, "logs");
    const args = ["prep", logs, "--out", path.join(folder, "out"), "--status", status];
    assert.equal((await runCli(args)).status, 1);
    assert.equal((await runCli(args)).status, 1);
    const sick = await runCli(["status", status, "--json"]);
    assert.equal(sick.status, 1);
    assert.deepEqual([jsonOf(sick)["isHealthy"], jsonOf(sick)["failuresInARow"]], [false, 2]);
    await writeLog(logs, blobName(12), log);
    assert.equal((await runCli(args)).status, 0);
    const well = await runCli(["status", status]);
    assert.deepEqual([well.status, well.stderr], [0, ""]);
    assert.equal((JSON.parse(await readFile(status, "utf8")) as Status).runs, 3);
  });

  const refused: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["--every", "10s"], /--every "10s" is no duration; give 10m, 24h or 90d/],
    [["--every", "8d"], /--every 8d is not between 1m and 7d/],
    [["--log", "xml"], /Allowed choices are text, json/],
    [["--config", "none.json"], /cannot read the settings in none\.json: there is no such file/],
  ];
  for (const [args, message] of refused) {
    test(`${args.join(" ")} is refused with status 2, before anything is read`, async () => {
      const result = await runCli(["prep", "x", "--out", "o", ...args]);
      assert.equal(result.status, 2);
      assert.match(result.stderr, message);
    });
  }

  test("standard input cannot be read again and again", async () => {
    const result = await runCli(["prep", "-", "--out", "o", "--every", "10m"]);
    assert.equal(result.status, 2);
    assert.match(result.stderr, /--every reads its sources again and again/);
  });

  test("flow-chord.json where the command runs is taken, its paths from there; an option wins", async (context) => {
    const folder = await temporaryFolder(context);
    await writeLog(path.join(folder, "logs"), blobName(12), log);
    await writeFile(
      path.join(folder, "flow-chord.json"),
      JSON.stringify({ sources: ["logs"], out: "out", format: "csv", json: true }),
    );
    const result = await runCli(["prep", "--no-traffic"], { cwd: folder });
    assert.equal(result.status, 0, result.stderr);
    assert.deepEqual(jsonOf(result)["files"], ["flows/date=2018-11-13/hour=12/flows.csv"]);
    const shown = await runCli(["config", "--out", "other"], { cwd: folder, env: { FLOW_CHORD_SINCE: "7d" } });
    assert.match(shown.stdout, /^sources +\S+logs +\S+flow-chord\.json$/m);
    assert.match(shown.stdout, /^since +7d +FLOW_CHORD_SINCE$/m);
    assert.match(shown.stdout, /^out +other +option$/m);
    assert.match(shown.stdout, /^compression +snappy +usual$/m);
  });

  test("a variable that is no setting is told, and the run goes on", async (context) => {
    const folder = await temporaryFolder(context);
    const result = await runCli(["prep", "-", "--out", path.join(folder, "out")], {
      input: log,
      env: { FLOW_CHORD_OUTT: "x" },
    });
    assert.equal(result.status, 0);
    assert.match(result.stderr, /^FLOW_CHORD_OUTT is in the environment, but there is no such setting$/m);
  });

  test("config --schema prints the schema, which is one", async () => {
    const { stdout } = await runCli(["config", "--schema"]);
    assert.deepEqual(JSON.parse(stdout), configSchema());
    assert.equal(new Ajv().validateSchema(JSON.parse(stdout) as object), true);
  });

  for (const [shell, word] of [
    ["bash", /complete -F/],
    ["zsh", /compdef/],
    ["fish", /complete -c flow-chord/],
    ["powershell", /Register-ArgumentCompleter/],
  ] as const) {
    test(`completion for ${shell} is written, and what it asks for is answered`, async () => {
      const script = await runCli(["complete", shell]);
      assert.match(script.stdout, word);
      const choices = await runCli(["complete", "--", "prep", "--format", ""]);
      assert.deepEqual(choices.stdout.match(/^\w+/gm), ["parquet", "csv", "both"]);
      const options = await runCli(["complete", "--", "prep", "--com"]);
      assert.deepEqual(options.stdout.match(/^--\w+/gm), ["--compression"]);
    });
  }

  test("completion offers paths where a path belongs, folders with a slash", async (context) => {
    const folder = await temporaryFolder(context);
    await writeLog(path.join(folder, "downloads"), "PT1H.json", log);
    await writeFile(path.join(folder, "data.json"), "");
    const offered = async (...words: readonly string[]): Promise<string[]> => {
      const { stdout } = await runCli(["complete", "--", ...words], { cwd: folder });
      return (stdout.match(/^[^:\t]+/gm) ?? []).sort();
    };
    assert.deepEqual(await offered("prep", "d"), ["data.json", "downloads/"]);
    assert.deepEqual(await offered("prep", "downloads/"), ["downloads/PT1H.json"]);
    assert.deepEqual(await offered("prep", "x", "--out", ""), ["data.json", "downloads/"]);
    assert.deepEqual(await offered("prep", "none/"), []);
  });
});
