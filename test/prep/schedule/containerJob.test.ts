import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { validate } from "dockerfile-utils";
import { scheduleContainerJob } from "../../../prep/schedule/containerJob.ts";
import { writeFiles } from "../../../prep/schedule/writeFiles.ts";
import { blobName, logOf, timesIn, writeLog } from "../../helpers/logs.ts";
import { parseBicep } from "../../helpers/parseBicep.ts";
import { tupleAt } from "../../helpers/records.ts";
import { temporaryFolder } from "../../helpers/runCli.ts";
import { jobOf, textOf } from "../../helpers/scheduledJob.ts";

const run = promisify(execFile);
const root = path.join(import.meta.dirname, "..", "..", "..");
const noon = 1542110400;

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly optional?: boolean; readonly devOptional?: boolean }>
  >;
}

/** Folders of what `npm prune --omit=dev --omit=optional` leaves. */
async function productionPackages(): Promise<string[]> {
  const { packages } = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8")) as Lock;
  const needed = Object.entries(packages).filter(
    ([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional,
  );
  return needed
    .map(([folder]) => folder)
    .filter((folder) => folder !== "" && folder.lastIndexOf("node_modules/") === 0);
}

async function linkInto(folder: string, name: string): Promise<void> {
  const link = path.join(folder, name);
  await mkdir(path.dirname(link), { recursive: true });
  await symlink(path.join(root, name), link, name.endsWith(".json") ? "file" : "junction");
}

test("a linter of Dockerfiles finds nothing; the last stage is run by a user without rights", () => {
  const text = textOf(scheduleContainerJob(jobOf()), "Dockerfile");
  assert.deepEqual(validate(text), []);
  const last = text.slice(text.lastIndexOf("FROM "));
  assert.match(last, /^FROM node:24-slim$/m);
  assert.match(last, /^USER node$/m);
});

test("what the last stage copies, without the development's packages, runs prep", async (context) => {
  const folder = await temporaryFolder(context);
  const image = path.join(folder, "image");
  const text = textOf(scheduleContainerJob(jobOf()), "Dockerfile");
  const copied = [...text.matchAll(/^COPY --from=build \/opt\/flow-chord\/(\S+) /gm)].map(([, name = ""]) => name);
  assert.ok(copied.includes("node_modules"));
  // Links, since 100 MB take long to copy; Node is told to look for packages beside them, and not where they lead to.
  const names = [...copied.filter((name) => name !== "node_modules"), ...(await productionPackages())];
  for (const name of names) await linkInto(image, name);
  const [logs, out] = [path.join(folder, "logs"), path.join(folder, "out")];
  await writeLog(logs, blobName(12), logOf([tupleAt(noon), tupleAt(noon + 1)]));
  const [, entry = "[]"] = /^ENTRYPOINT (.*)$/m.exec(text) ?? [];
  const [program, ...args] = JSON.parse(entry) as string[];
  assert.equal(program, "node");
  await run(
    process.execPath,
    ["--preserve-symlinks", "--preserve-symlinks-main", ...args, "prep", logs, "--out", out],
    { cwd: image },
  );
  assert.deepEqual(await timesIn(out), [noon, noon + 1]);
});

test("a parser of Bicep reads the job: who runs it, when, and what it may", async (context) => {
  const folder = await temporaryFolder(context);
  const sources = ["https://logs1.blob.core.windows.net/insights/a", "https://logs2.blob.core.windows.net/$logs"];
  writeFiles(folder, scheduleContainerJob(jobOf({ sources, everyMs: 7_200_000 })).files, false);
  const files = ["main.bicep", "containerRole.bicep"].map((name) => path.join(folder, name));
  const parsed = await parseBicep(files, folder);
  if ("missing" in parsed) {
    context.skip(parsed.missing);
    return;
  }
  const [main, role] = parsed;
  assert.equal(main?.parameters?.["cronExpression"]?.default, "0 */2 * * *");
  const read = main.parameters["sources"]?.default as { account: string; container: string }[];
  assert.deepEqual(
    read.map(({ account, container }) => `${account}/${container}`),
    ["logs1/insights", "logs2/$logs"],
  );
  assert.deepEqual(Object.keys(main.modules ?? {}), ["reads", "writes"]);
  const { config } = main.resources?.["job"] ?? assert.fail("no job");
  const { configuration } = config["properties"] as { configuration: Record<string, unknown> };
  assert.equal(configuration["triggerType"], "Schedule");
  assert.deepEqual(configuration["scheduleTriggerConfig"], {
    cronExpression: "cronExpression",
    parallelism: 1,
    replicaCompletionCount: 1,
  });
  assert.equal(role?.resources?.["assignment"]?.config["scope"], "target");
});

test("what lies on this machine, or in no account of Azure, is refused", () => {
  assert.throws(
    () => scheduleContainerJob(jobOf({ out: "/data", config: { out: "/data" } })),
    /^PrepError: \/data is on this machine/,
  );
  const config = { ...jobOf().config, status: "/run/status.json" };
  assert.throws(() => scheduleContainerJob(jobOf({ config })), /\/run\/status.json is on this machine/);
  const odd = "https://127.0.0.1:10000/devstoreaccount1/tables";
  assert.throws(() => scheduleContainerJob(jobOf({ out: odd, config: { out: odd } })), /is not as https:\/\/ACCOUNT/);
});
