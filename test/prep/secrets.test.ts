import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { BlobServiceClient, ContainerSASPermissions } from "@azure/storage-blob";
import { startAzurite, type Azurite } from "../../scripts/estate/azurite.ts";
import { downloadContainer } from "../helpers/downloadContainer.ts";
import { blobName, logOf } from "../helpers/logs.ts";
import { findPlanted, placesIn, type Place } from "../helpers/planted.ts";
import { startPowerBi } from "../helpers/powerBiServer.ts";
import { tupleAt } from "../helpers/records.ts";
import { interruptCli, runCli, temporaryFolder, type CliResult } from "../helpers/runCli.ts";

const noon = 1542110400;
const wrongKey = Buffer.from("a key of another account, of 64 bytes as all keys are, not ours!").toString("base64");
let azurite: Azurite;
/** What must not be found anywhere, by the variable that holds it. */
let secrets: Readonly<Record<string, string>>;
const placeOf = (container: string): string => `${azurite.blobEndpoint}/${container}`;

before(async () => {
  azurite = await startAzurite();
  const service = BlobServiceClient.fromConnectionString(azurite.connectionString);
  const logs = service.getContainerClient("logs");
  await logs.create();
  await logs.getBlockBlobClient(blobName(12)).uploadData(Buffer.from(logOf([tupleAt(noon), "bad tuple"])));
  const recent = service.getContainerClient("recent");
  await recent.create();
  const log = logOf([tupleAt(Math.floor(Date.now() / 1000) - 60)]);
  await recent.getBlockBlobClient("PT1H.json").uploadData(Buffer.from(log));
  const tables = service.getContainerClient("tables");
  await tables.create();
  const permissions = ContainerSASPermissions.parse("racwdl");
  const sas = await tables.generateSasUrl({ permissions, expiresOn: new Date(Date.now() + 3_600_000) });
  secrets = {
    AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString,
    AZURE_STORAGE_DESTINATION_SAS_TOKEN: new URL(sas).search,
    AZURE_CLIENT_SECRET: "client~secret.planted/1+2=",
    AZURE_CLIENT_CERTIFICATE_PASSWORD: 'pass "word" planted',
    POWERBI_ACCESS_TOKEN: "eyJ0eXAiOiJKV1QiLCJhbGciOi.planted.token",
  };
});
after(() => azurite.stop());

/** What a command says and what it leaves in a folder. */
async function placesOf({ stdout, stderr }: CliResult, folder?: string): Promise<Place[]> {
  const said = [
    { where: "standard output", text: stdout },
    { where: "standard error", text: stderr },
  ];
  return folder === undefined ? said : [...said, ...(await placesIn(folder))];
}

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  return runCli(args, { env: { ...secrets, ...env } });
}

// Each test waits for a process of its own: several at a time make use of all processors.
describe("secrets are never told", { concurrency: 4 }, () => {
  test("those that are planted are found where they stand, in each of their forms", () => {
    const key = /AccountKey=([^;]+)/.exec(azurite.connectionString)?.[1] ?? "";
    const texts = [
      azurite.connectionString,
      key,
      encodeURIComponent(key),
      Buffer.from(key).toString("base64"),
      "nothing",
    ];
    const found = texts.map((text) => findPlanted(secrets, [{ where: "x", text }]).length > 0);
    assert.deepEqual(found, [true, true, true, true, false]);
  });

  test("not in the output, the tables, the rejects, the state, the ledger, the status and the log of a run", async (context) => {
    const folder = await temporaryFolder(context);
    const args = ["--format", "both", "--status", path.join(folder, "status.json"), "--log", "json", "--json"];
    const result = await run(["prep", placeOf("logs"), "--out", path.join(folder, "out"), ...args]);
    assert.equal(result.status, 3, result.stderr);
    const places = await placesOf(result, folder);
    assert.ok(places.some(({ where, text }) => where.endsWith("checkpoint.sqlite.zst") && text.startsWith("SQLite")));
    assert.ok(places.length >= 10);
    assert.deepEqual(findPlanted(secrets, places), []);
    const verified = await run(["verify", path.join(folder, "out"), placeOf("logs")]);
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
    assert.deepEqual(findPlanted(secrets, await placesOf(verified)), []);
  });

  test("not in the container that a signature opens", async (context) => {
    const result = await run(["prep", placeOf("logs"), "--out", placeOf("tables/below")]);
    assert.equal(result.status, 3, result.stderr);
    const places = await placesOf(result, await downloadContainer(context, azurite, "tables"));
    assert.ok(places.length >= 6);
    assert.deepEqual(findPlanted(secrets, places), []);
  });

  test("not in the errors of a refused login, a missing container and a server that is not there", async (context) => {
    const folder = await temporaryFolder(context);
    const status = path.join(folder, "status.json");
    const other = azurite.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${wrongKey}`);
    const planted = { ...secrets, AZURE_STORAGE_CONNECTION_STRING: other };
    const failing: readonly (readonly [source: string, env: Readonly<Record<string, string>>])[] = [
      [placeOf("logs"), planted],
      [placeOf("missing"), {}],
      [
        placeOf("logs"),
        { AZURE_STORAGE_CONNECTION_STRING: "", AZURE_STORAGE_SAS_TOKEN: "?sv=2024-08-04&sig=cGxhbnRlZA%3D%3Dx" },
      ],
    ];
    for (const [source, env] of failing) {
      const result = await run(["prep", source, "--out", path.join(folder, "out"), "--status", status], env);
      assert.equal(result.status, 1, result.stdout);
      const held = Object.entries({ ...secrets, ...env, wrongKey }).filter(([, value]) => value !== "");
      assert.deepEqual(findPlanted(Object.fromEntries(held), await placesOf(result, folder)), []);
    }
  });

  test("not by a service that is told to stop", async (context) => {
    const folder = await temporaryFolder(context);
    const args = ["prep", placeOf("logs"), "--out", path.join(folder, "out"), "--every", "1h"];
    const result = await interruptCli(args, /next run in/, "SIGTERM", secrets);
    assert.equal(result.status, 0, result.stderr);
    assert.deepEqual(findPlanted(secrets, await placesOf(result, folder)), []);
  });

  test("not by doctor, a dry run, and what a schedule is made of", async (context) => {
    const folder = await temporaryFolder(context);
    const out = ["--out", placeOf("tables/scheduled")];
    const account = "https://contoso.blob.core.windows.net";
    const commands = [
      ["doctor", placeOf("logs")],
      ["doctor", placeOf("missing"), "--json"],
      ["prep", placeOf("logs"), ...out, "--dry-run"],
      ...["systemd", "cron", "windows", "container-job"].map((kind) => [
        ...["schedule", kind, `${account}/logs`, "--out", `${account}/tables`, "--into", path.join(folder, kind)],
      ]),
    ];
    for (const args of commands) {
      const result = await run(args);
      assert.equal(result.status, args.includes(placeOf("missing")) ? 1 : 0, args.join(" ") + result.stderr);
      assert.deepEqual(findPlanted(secrets, await placesOf(result, folder)), [], args.join(" "));
    }
    assert.ok((await placesIn(folder)).length >= 8);
  });

  test("not where Power BI says the token back", async (context) => {
    const server = await startPowerBi();
    context.after(() => server.stop());
    const token = secrets["POWERBI_ACCESS_TOKEN"] ?? "";
    server.answer = () => ({ status: 400, body: { error: { message: `no rights with Bearer ${token}, ${token}` } } });
    const folder = await temporaryFolder(context);
    const args = ["--out", path.join(folder, "out"), "--refresh", "Network/Flow Chord", "--log", "json"];
    const status = path.join(folder, "status.json");
    const result = await run(["prep", placeOf("recent"), ...args, "--status", status], {
      POWERBI_API_URL: server.apiUrl,
    });
    assert.equal(result.status, 1);
    assert.match(result.stderr, /the semantic model is not: .+no rights with/);
    assert.deepEqual(findPlanted(secrets, await placesOf(result, folder)), []);
  });

  test("not where the configuration is shown; only that they are there", async () => {
    for (const json of [[], ["--json"]]) {
      const result = await run(["config", placeOf("logs"), "--out", "out", ...json]);
      assert.equal(result.status, 0);
      for (const name of Object.keys(secrets)) assert.ok(result.stdout.includes(name), name);
      assert.deepEqual(findPlanted(secrets, await placesOf(result)), []);
    }
  });

  test("not where they stand in a place that they do not belong into", async (context) => {
    const folder = await temporaryFolder(context);
    const [, sas] = Object.values(secrets) as [string, string];
    const file = path.join(folder, "flow-chord.json");
    const texts = [
      JSON.stringify({ sasToken: sas }),
      JSON.stringify({ sources: [`${placeOf("logs")}${sas}`], out: "x" }),
      `{"out": ${azurite.connectionString}`,
      JSON.stringify({ since: azurite.connectionString }),
      JSON.stringify({ [azurite.connectionString]: 1 }),
    ];
    for (const text of texts) {
      await writeFile(file, text);
      for (const command of ["prep", "config"]) {
        const result = await run([command, "--config", file]);
        if (command === "prep") assert.equal(result.status, 2, text);
        assert.deepEqual(findPlanted(secrets, await placesOf(result)), [], text);
      }
    }
    const given = await run(["prep", `${placeOf("logs")}${sas}`, "--out", folder]);
    assert.equal(given.status, 2);
    assert.deepEqual(findPlanted(secrets, await placesOf(given)), []);
  });
});
