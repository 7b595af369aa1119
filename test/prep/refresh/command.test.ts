import assert from "node:assert/strict";
import path from "node:path";
import { afterEach, beforeEach, describe, test, type TestContext } from "node:test";
import type { RefreshReport } from "../../../prep/refresh/refresh.ts";
import { logOf, writeLog } from "../../helpers/logs.ts";
import { completed, failed, startPowerBi, token, type PowerBiServer } from "../../helpers/powerBiServer.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { jsonOf, runCli, temporaryFolder } from "../../helpers/runCli.ts";

let server: PowerBiServer;

beforeEach(async () => {
  server = await startPowerBi();
});
afterEach(async () => {
  await server.stop();
  assert.deepEqual(server.faults, []);
});

describe("prep --refresh", () => {
  const env = (): Record<string, string> => ({ POWERBI_API_URL: server.apiUrl, POWERBI_ACCESS_TOKEN: token });

  async function logsIn(context: TestContext): Promise<string[]> {
    const folder = await temporaryFolder(context);
    const second = Math.floor(Date.now() / 1000) - 60;
    await writeLog(path.join(folder, "logs"), "PT1H.json", logOf([tupleAt(second)]));
    return [
      "prep",
      path.join(folder, "logs"),
      "--out",
      path.join(folder, "out"),
      "--refresh",
      "Network/Flow Chord",
      "--json",
    ];
  }

  test("asks after the run that has written rows, not after the next one", async (context) => {
    const args = await logsIn(context);
    const first = await runCli(args, { env: env() });
    assert.equal(first.status, 0, first.stderr);
    assert.equal((jsonOf(first)["refresh"] as RefreshReport).status, "completed");
    const requests = server.seen.length;
    const second = await runCli(args, { env: env() });
    assert.deepEqual([second.status, jsonOf(second)["refresh"], server.seen.length], [0, undefined, requests]);
  });

  test("a refresh that fails leaves the tables, and is status 1; the next run asks again", async (context) => {
    const args = await logsIn(context);
    server.answer = failed("Failed");
    const first = await runCli(args, { env: env() });
    assert.equal(first.status, 1);
    assert.match(
      first.stderr,
      /^flow-chord: the tables are up to date, but the semantic model is not: the refresh has failed: The column/m,
    );
    assert.equal(jsonOf(first)["rows"], 1);
    server.answer = completed;
    const second = await runCli(args, { env: env() });
    assert.deepEqual([second.status, jsonOf(second)["rows"]], [0, 0]);
    assert.equal((jsonOf(second)["refresh"] as RefreshReport).status, "completed");
    assert.doesNotMatch(first.stderr + first.stdout, new RegExp(token));
  });

  test("days are noted before they are committed: a run that dies then has them refreshed by the next one", async (context) => {
    const folder = await temporaryFolder(context);
    const [logs, out] = [path.join(folder, "logs"), path.join(folder, "out")];
    await writeLog(logs, "PT1H.json", logOf([tupleAt(Math.floor(Date.now() / 1000) - 60)]));
    const noted: string[] = [];
    const died = prepHere(
      [logs],
      { out },
      {
        beforeCommit: (paths) => {
          noted.push(...paths);
          return Promise.reject(new Error("died"));
        },
      },
    );
    await assert.rejects(died, /died/);
    assert.ok(
      noted.some((file) => /^flows\/date=.+\.parquet$/.test(file)) && noted.some((file) => file.startsWith("traffic/")),
    );
    const { files } = await prepHere(
      [logs],
      { out },
      { beforeCommit: (paths) => Promise.resolve(void noted.push(...paths)) },
    );
    assert.deepEqual([...new Set(noted)].sort(), files);
  });

  test("what cannot be meant is told before anything is read", async () => {
    const wrong = await runCli(["prep", "x", "--out", "o", "--refresh", "Network"]);
    assert.deepEqual([wrong.status, /is no model/.test(wrong.stderr)], [2, true]);
    const url = await runCli(["prep", "x", "--out", "o", "--refresh", "a/b"], {
      env: { POWERBI_API_URL: "http://example.com" },
    });
    assert.deepEqual(
      [url.status, /POWERBI_API_URL "http:\/\/example\.com" is no https address/.test(url.stderr)],
      [2, true],
    );
  });
});
