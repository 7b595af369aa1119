import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import {
  BlobServiceClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
  type ContainerClient,
} from "@azure/storage-blob";
import type { AzureLogin } from "../../../prep/azure/client.ts";
import { runDoctor, type DoctorContext } from "../../../prep/doctor/doctor.ts";
import type { DoctorReport } from "../../../prep/doctor/types.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { doctorEstate, doctorNow, uploadFiles } from "../../helpers/doctorEstate.ts";
import { jsonOf, runCli } from "../../helpers/runCli.ts";
import { startStorageProxy, type ProxyRules } from "../../helpers/storageProxy.ts";

const vnetContainer = "insights-logs-flowlogflowevent";
const vnetFiles = doctorEstate().filter(({ container }) => container === vnetContainer);
let azurite: Azurite;
let login: AzureLogin;
let vnet: ContainerClient;

before(async () => {
  azurite = await startAzurite();
  login = { connectionString: azurite.connectionString, sas: undefined };
  await uploadFiles(azurite.connectionString, vnetFiles);
  vnet = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(vnetContainer);
});
after(() => azurite.stop());

async function doctor(
  sources: readonly string[],
  given: Partial<DoctorContext> & { readonly login?: AzureLogin } = {},
): Promise<DoctorReport> {
  return runDoctor(
    { sources, sinceMs: undefined },
    {
      source: { login: given.login ?? login, standardInput: Readable.from([]) },
      signal: new AbortController().signal,
      now: doctorNow,
      onBlobs: () => undefined,
      lastWrite: () => Promise.resolve(undefined),
      ...given,
    },
  );
}

function findingsOf({ sources }: DoctorReport, code: string): string[] {
  const findings = sources.flatMap((source) => source.findings).filter((finding) => finding.code === code);
  return findings.map(({ level, message }) => `${level}: ${message}`);
}

async function proxied(context: { after(end: () => Promise<void>): void }, rules: ProxyRules) {
  const { origin, pathname } = new URL(azurite.blobEndpoint);
  const proxy = await startStorageProxy(origin, rules);
  context.after(() => proxy.stop());
  return { proxy, place: `${proxy.origin}${pathname}/${vnetContainer}` };
}

test("a blob that is written to while the container is listed is read as it is now", async (context) => {
  const [newest] = vnetFiles;
  assert.ok(newest);
  const client = vnet.getBlockBlobClient(newest.name);
  let changes = 0;
  const { place } = await proxied(context, {
    before: async ({ kind }) => {
      if (kind === "download" && changes++ < 2) {
        const grown = newest.text.replace("13:08:00.000Z", `13:09:0${changes}.000Z`);
        await client.uploadData(Buffer.from(grown));
      }
      return undefined;
    },
  });
  const report = await doctor([place]);
  assert.equal(changes, 3);
  assert.deepEqual(
    report.sources[0]?.logs.map(({ newestRecord, versions }) => ({ newestRecord, versions })),
    [{ newestRecord: "2026-12-01T13:09:02.000Z", versions: [4] }],
  );
  await client.uploadData(Buffer.from(newest.text));
});

test("of a large blob 128 KB are read", async (context) => {
  const { proxy, place } = await proxied(context, {});
  const name = `${vnetFiles[0]?.name.replace(/\/y=.*/, "") ?? ""}/y=2026/m=12/d=01/h=13/m=00/macAddress=000D3AF87859/PT1H.json`;
  const record = vnetFiles[0]?.text.slice(12, -2) ?? "";
  const client = vnet.getBlockBlobClient(name);
  await client.uploadData(Buffer.from(`{"records":[${Array(2000).fill(record).join(",")}]}`));
  const report = await doctor([place]);
  await client.delete();
  const downloads = proxy.requests.filter(({ kind }) => kind === "download");
  assert.deepEqual(
    downloads.map(({ bytes }) => bytes),
    [65_536, 65_536],
  );
  assert.deepEqual(findingsOf(report, "damaged"), []);
  assert.equal(report.sources[0]?.logs[0]?.nics, 2);
});

test("how long after its time a record is written is told, and a copy is no logging that has stopped", async () => {
  const recordMs = Date.UTC(2026, 11, 1, 13, 8);
  const told = async (writtenMs: number, now = doctorNow): Promise<string[]> =>
    findingsOf(
      await doctor([`${azurite.blobEndpoint}/${vnetContainer}`], { now, lastWrite: () => Promise.resolve(writtenMs) }),
      "late",
    );
  assert.deepEqual(await told(recordMs + 45_000), [
    "ok: logging is coming in: the newest record is 2 min old, written 45 s after its time",
  ]);
  assert.deepEqual(await told(recordMs + 40 * 60_000, new Date(recordMs + 41 * 60_000)), [
    "warning: the newest record is 41 min old, and was written 40 min after its time, where a minute or two is usual",
  ]);
  assert.deepEqual(await told(Date.UTC(2026, 11, 9), new Date("2026-12-09T01:00:00Z")), [
    "warning: the newest record is 7 days old, but was written 60 min ago: a copy, of which no more may come",
  ]);
});

test("Blob Storage is asked when the newest blob was written", async () => {
  const { lastModified } = await vnet.getBlobClient(vnetFiles[0]?.name ?? "").getProperties();
  const { status, stdout } = await runCli(["doctor", `${azurite.blobEndpoint}/${vnetContainer}`, "--json"], {
    env: { AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString },
  });
  const { sources } = jsonOf({ status, stdout, stderr: "" }) as unknown as DoctorReport;
  assert.equal(sources[0]?.logs[0]?.newestWrite, lastModified?.toISOString());
});

test("of an account with one of the two containers the other is told to be missing", async () => {
  const report = await doctor([azurite.blobEndpoint]);
  assert.deepEqual(
    report.sources.map(({ source }) => source),
    [`${azurite.blobEndpoint}/${vnetContainer}`],
  );
  assert.deepEqual(findingsOf(report, "container"), [
    "ok: the account has no container insights-logs-networksecuritygroupflowevent",
  ]);
});

test("a login that may list and not read is told so, and stops prep", async () => {
  const [, account = "", key = ""] = /AccountName=([^;]+);AccountKey=([^;]+)/.exec(azurite.connectionString) ?? [];
  const sas = generateBlobSASQueryParameters(
    {
      containerName: vnetContainer,
      permissions: ContainerSASPermissions.parse("l"),
      expiresOn: new Date(Date.now() + 3_600_000),
    },
    new StorageSharedKeyCredential(account, key),
  ).toString();
  const report = await doctor([`${azurite.blobEndpoint}/${vnetContainer}`], {
    login: { connectionString: undefined, sas },
    source: { login: { connectionString: undefined, sas }, standardInput: Readable.from([]) },
  });
  assert.equal(report.level, "error");
  assert.match(findingsOf(report, "unreadable").join(), /^error: listed 3 blobs, but cannot read: cannot read .+/);
  assert.ok(!JSON.stringify(report).includes(new URLSearchParams(sas).get("sig") ?? "?"));
});

test("NSG flow logs that stand still beside virtual network flow logs that come in do not stop prep", async () => {
  const name = "resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB";
  const container = "insights-logs-networksecuritygroupflowevent";
  const old = doctorEstate().find((file) => file.container === container);
  const text = old?.text.replaceAll("2026-12-01T", "2026-11-20T") ?? "";
  await uploadFiles(azurite.connectionString, [
    { container, name: `${name}/y=2026/m=11/d=20/h=13/m=00/macAddress=000D3AF87856/PT1H.json`, text },
  ]);
  const together = await doctor([azurite.blobEndpoint]);
  assert.equal(together.level, "warning");
  assert.match(findingsOf(together, "late").join("\n"), /^ok: .+\nwarning: logging has stopped/);
  const alone = await doctor([`${azurite.blobEndpoint}/${container}`]);
  assert.equal(alone.level, "error");
  assert.match(
    findingsOf(alone, "no-successor").join(),
    /^ok: .+ in 303 days; each NIC has a virtual network flow log$/,
  );
});
