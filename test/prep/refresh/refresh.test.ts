import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, test, type TestContext } from "node:test";
import type { PlaceFile } from "../../../prep/destination/destination.ts";
import { openPlaceFile } from "../../../prep/destination/placeFile.ts";
import { readPowerBiLogin } from "../../../prep/refresh/login.ts";
import { openPowerBi } from "../../../prep/refresh/powerBi.ts";
import { noteDays, refreshModel, type RefreshContext, type RefreshReport } from "../../../prep/refresh/refresh.ts";
import {
  begun,
  completed,
  failed,
  model,
  requestId,
  startPowerBi,
  token,
  workspace,
  type GivenAnswer,
  type PowerBiServer,
  type SeenRequest,
} from "../../helpers/powerBiServer.ts";
import { writeLog } from "../../helpers/logs.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";

const now = new Date("2026-12-01T13:00:00Z");
const today = [
  "flows/date=2026-12-01/hour=11/flows.parquet",
  "traffic/date=2026-12-01/hour=11/traffic.parquet",
  "rejects/rejects.jsonl",
];
let server: PowerBiServer;

beforeEach(async () => {
  server = await startPowerBi();
});
afterEach(async () => {
  await server.stop();
  assert.deepEqual(server.faults, []);
});

async function pendingIn(context: TestContext): Promise<{ folder: string; file: PlaceFile }> {
  const folder = await temporaryFolder(context);
  await writeLog(folder, "_state/x", "");
  return { folder, file: await openPlaceFile(folder, "refresh.json", { connectionString: undefined, sas: undefined }) };
}

async function refresh(
  pending: PlaceFile,
  files: readonly string[],
  given: Partial<RefreshContext> = {},
): Promise<RefreshReport | undefined> {
  const login = readPowerBiLogin({ POWERBI_API_URL: server.apiUrl, POWERBI_ACCESS_TOKEN: token });
  let nowMs = 0;
  await noteDays(pending, files, "run-1");
  return refreshModel({
    model: { workspace: "network", model: model.name },
    timeoutMs: 60_000,
    powerBi: openPowerBi(login),
    pending,
    now,
    signal: new AbortController().signal,
    clock: () => nowMs,
    sleep: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
    ...given,
  });
}

const posted = (): unknown[] => server.seen.filter(({ method }) => method === "POST").map(({ body }) => body);

describe("--refresh", () => {
  test("finds the model by its names, asks for the touched days, and follows it to its end", async (context) => {
    const { file } = await pendingIn(context);
    let polls = 0;
    server.answer = (request) => {
      if (request.method === "POST") return begun();
      if (++polls < 3)
        return { status: 202, body: { status: "Unknown", extendedStatus: polls === 1 ? "NotStarted" : "InProgress" } };
      return completed(request);
    };
    const report = await refresh(file, today);
    assert.deepEqual(report, { status: "completed", dates: ["2026-12-01"], requestIds: [requestId] });
    assert.deepEqual(posted(), [
      {
        type: "Full",
        commitMode: "transactional",
        retryCount: 1,
        applyRefreshPolicy: true,
        objects: [{ table: "Traffic" }, { table: "Flows" }, { table: "Date" }],
      },
    ]);
    assert.equal(polls, 3);
    assert.equal(
      server.seen.at(-1)?.path,
      `/v1.0/myorg/groups/${workspace.id}/datasets/${model.id}/refreshes/${requestId}`,
    );
    assert.equal(await file.read(), undefined);
  });

  test("asks nobody where nothing has changed and nothing is left to do", async (context) => {
    const { file } = await pendingIn(context);
    assert.equal(await refresh(file, []), undefined);
    assert.equal(await refresh(file, ["rejects/rejects.jsonl"]), undefined);
    assert.deepEqual(server.seen, []);
  });

  test("older days are asked for by their partitions, in a second refresh without the policy", async (context) => {
    const { file } = await pendingIn(context);
    await refresh(file, [...today, "flows/date=2026-10-30/hour=00/flows.parquet"]);
    const [, second] = posted() as [unknown, { applyRefreshPolicy: boolean; objects: unknown }];
    assert.equal(second.applyRefreshPolicy, false);
    assert.deepEqual(second.objects, [
      { table: "Traffic", partition: "2026Q410" },
      { table: "Flows", partition: "2026Q41030" },
    ]);
  });

  test("what the policy has read already, as it does the first time, is not asked for again", async (context) => {
    const { file } = await pendingIn(context);
    const objects = [
      { table: "Traffic", partition: "2026Q410", status: "Completed" },
      { table: "Flows", partition: "2026Q41030", status: "Failed" },
    ];
    server.answer = (request) =>
      request.method === "POST" ? begun() : { status: 200, body: { status: "Completed", objects } };
    await refresh(file, [...today, "flows/date=2026-10-30/hour=00/flows.parquet"]);
    const [, second] = posted() as [unknown, { objects: unknown }];
    assert.deepEqual(second.objects, [{ table: "Flows", partition: "2026Q41030" }]);
  });

  test("a model with other tables or partitions is refreshed as a whole", async (context) => {
    const { file } = await pendingIn(context);
    server.answer = (request) => {
      const { objects } = (request.body ?? {}) as { objects?: unknown };
      if (objects === undefined) return completed(request);
      return { status: 400, body: { error: { code: "InvalidRequest", message: "Table Traffic could not be found" } } };
    };
    assert.equal((await refresh(file, today))?.status, "completed");
    assert.deepEqual(posted().at(-1), {
      type: "Full",
      commitMode: "transactional",
      retryCount: 1,
      applyRefreshPolicy: true,
    });
  });

  test("while another refresh is running it waits for the next run, which asks for these days, too", async (context) => {
    const { folder, file } = await pendingIn(context);
    server.answer = () => ({
      status: 400,
      body: { error: { message: "Another refresh request is already executing" } },
    });
    assert.equal((await refresh(file, today))?.status, "postponed");
    const kept = JSON.parse(await readFile(path.join(folder, "_state", "refresh.json"), "utf8")) as unknown;
    assert.deepEqual(kept, { dates: { "2026-12-01": "run-1" } });
    server.answer = completed;
    assert.deepEqual((await refresh(file, []))?.dates, ["2026-12-01"]);
    assert.equal(await file.read(), undefined);
  });

  test("a day that another run has written meanwhile stays to be done", async (context) => {
    const { folder, file } = await pendingIn(context);
    server.answer = (request) => {
      const dates = { "2026-12-01": "run-2" };
      if (request.method === "GET")
        writeFileSync(path.join(folder, "_state", "refresh.json"), JSON.stringify({ dates }));
      return completed(request);
    };
    await refresh(file, today);
    assert.match((await file.read()) ?? "", /run-2/);
  });

  const failing: readonly (readonly [what: string, answer: (request: SeenRequest) => GivenAnswer, message: RegExp])[] =
    [
      [
        "a refresh that fails",
        failed("Failed"),
        /^the refresh has failed: The column 'Time' is missing \(request cccccccc/,
      ],
      ["one that is cancelled", failed("Cancelled"), /^the refresh was cancelled: .+ \(request cccccccc/],
      ["one that is disabled", failed("Disabled"), /^the refresh is disabled/],
      [
        "a login that is refused",
        () => ({ status: 401 }),
        /the login was refused; the tenant must allow service principals.+\(request server-request\)$/,
      ],
      [
        "a login without a role",
        () => ({ status: 403 }),
        /access is denied; the login needs the role Contributor in the workspace/,
      ],
      [
        "a model without a capacity",
        () => ({ status: 400, body: { error: { code: "BadRequest", message: "Not supported" } } }),
        /Not supported; an enhanced refresh needs a workspace on Fabric, Premium/,
      ],
      [
        "one that never ends",
        (request) => (request.method === "POST" ? begun() : { status: 202, body: { status: "Unknown" } }),
        /has not ended in time \(request cccccccc.+\); the next run asks again$/,
      ],
    ];

  for (const [what, answer, message] of failing) {
    test(`${what} is told in one sentence, and stays to be done`, async (context) => {
      const { file } = await pendingIn(context);
      server.answer = answer;
      await assert.rejects(refresh(file, today), { code: "refresh", message });
      assert.match((await file.read()) ?? "", /2026-12-01/);
    });
  }

  test("names that are not there are told with those that are", async (context) => {
    const { file } = await pendingIn(context);
    const wrong = (name: Partial<RefreshContext["model"]>): Promise<unknown> =>
      refresh(file, today, { model: { workspace: workspace.name, model: model.name, ...name } });
    await assert.rejects(
      wrong({ workspace: "Nowhere" }),
      /there is no workspace "Nowhere" for this login; it sees "Network", "Other"/,
    );
    await assert.rejects(
      wrong({ model: "None" }),
      /there is no semantic model "None" for this login; it sees "Flow Chord"/,
    );
    await wrong({ workspace: workspace.id, model: model.id });
  });

  test("too many requests are tried again after the time that the answer names", async (context) => {
    const { file } = await pendingIn(context);
    let refusals = 0;
    server.answer = (request) =>
      refusals++ < 2 ? { status: 429, headers: { "retry-after": "0" } } : completed(request);
    assert.equal((await refresh(file, today))?.status, "completed");
  });
});
