import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { readConfigFile } from "../../../prep/settings/configFile.ts";
import { runCli, temporaryFolder } from "../../helpers/runCli.ts";

const source = "https://logs.blob.core.windows.net/insights-logs-flowlogflowevent";
const tables = "https://tables.blob.core.windows.net/tables";
const secret = "c2VjcmV0";

// Each test waits for processes of its own: several at a time make use of all processors.
describe("schedule", { concurrency: 4 }, () => {
  for (const kind of ["systemd", "cron", "windows", "container-job"]) {
    test(`${kind}: a file of settings that prep takes, heads that say what was not tried, next commands, no secret`, async (context) => {
      const cwd = await temporaryFolder(context);
      const args = ["schedule", kind, source, "--out", tables, "--every", "1h", "--keep", "90d"];
      const env = { AZURE_STORAGE_SAS_TOKEN: `sig=${secret}`, AZURE_STORAGE_CONNECTION_STRING: `AccountKey=${secret}` };
      const result = await runCli(args, { cwd, env });
      assert.equal(result.status, 0, result.stderr);
      assert.match(result.stdout, /\nNext:\n {2}\S/);
      const folder = path.join(cwd, "schedule", kind);
      const config = readConfigFile(path.join(folder, "flow-chord.json"));
      const { sources, out, keep, every } = config;
      assert.deepEqual(
        { sources, out, keep, every },
        { sources: [source], out: tables, keep: "90d", every: undefined },
      );
      for (const name of await readdir(folder)) {
        const text = await readFile(path.join(folder, name), name.endsWith(".xml") ? "utf16le" : "utf8");
        assert.ok(!text.includes(secret), name);
        if (!/json$|timer$|Role.bicep$/.test(name)) assert.match(text, /Not tried here: /, name);
      }
    });
  }

  test("files that are there are not written over without --force; --print writes none", async (context) => {
    const cwd = await temporaryFolder(context);
    const args = ["schedule", "cron", "logs", "--out", "out", "--into", "."];
    const printed = await runCli([...args, "--print"], { cwd });
    assert.match(
      printed.stdout,
      /^==> flow-chord\.crontab <==\n#[\s\S]+\n\*\/10 \* \* \* \* {2}set -a;[\s\S]+\n==> flow-chord\.json <==\n\{/,
    );
    assert.deepEqual(await readdir(cwd), []);
    await writeFile(path.join(cwd, "flow-chord.crontab"), "mine\n");
    const refused = await runCli(args, { cwd });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /flow-chord\.crontab is there already; give --force/);
    assert.deepEqual(await readdir(cwd), ["flow-chord.crontab"]);
    const forced = await runCli([...args, "--force"], { cwd });
    assert.equal(forced.status, 0, forced.stderr);
    assert.notEqual(await readFile(path.join(cwd, "flow-chord.crontab"), "utf8"), "mine\n");
  });

  test("settings of the environment and of a file go into the new one, with paths that hold everywhere", async (context) => {
    const cwd = await temporaryFolder(context);
    await mkdir(path.join(cwd, "etc"));
    await writeFile(
      path.join(cwd, "etc", "mine.json"),
      JSON.stringify({ sources: ["../logs"], every: "30m", format: "csv" }),
    );
    const args = ["schedule", "cron", "--config", "etc/mine.json", "--into", "new"];
    const result = await runCli(args, { cwd, env: { FLOW_CHORD_OUT: "tables" } });
    assert.equal(result.status, 0, result.stderr);
    const file = path.join(cwd, "new", "flow-chord.json");
    assert.deepEqual(JSON.parse(await readFile(file, "utf8")), {
      sources: [path.join(cwd, "logs")],
      out: path.join(cwd, "tables"),
      format: "csv",
      status: path.join(cwd, "new", "status.json"),
    });
    assert.match(await readFile(path.join(cwd, "new", "flow-chord.crontab"), "utf8"), /^\*\/30 \* \* \* \* /m);
  });

  for (const [args, said] of [
    [["logs", "--out", "out", "--full"], /--full is for one run/],
    [["-", "--out", "out"], /standard input/],
    [["logs", "--out", "out", "--user", "me"], /--user is for systemd/],
    [["logs"], /no destination/],
    [["https://a.blob.core.windows.net/c?sig=x", "--out", "out"], /came with a secret/],
    [["logs", "--out", "out", "--every", "7m"], /cron cannot say every 7 minutes/],
  ] as const) {
    test(`refused: schedule cron ${args.join(" ")}`, async (context) => {
      const cwd = await temporaryFolder(context);
      const { status, stderr } = await runCli(["schedule", "cron", ...args], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, said);
      assert.deepEqual(await readdir(cwd), []);
    });
  }
});
