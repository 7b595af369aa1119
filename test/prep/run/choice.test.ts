import assert from "node:assert/strict";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { BlobServiceClient } from "@azure/storage-blob";
import { startAzurite } from "../../../scripts/estate/azurite.ts";
import { logOf, timesIn, writeLog } from "../../helpers/logs.ts";
import { prepHere } from "../../helpers/prepHere.ts";
import { tupleAt } from "../../helpers/records.ts";
import { jsonOf, runCli, temporaryFolder } from "../../helpers/runCli.ts";
import { startStorageProxy } from "../../helpers/storageProxy.ts";

const noon = 1542110400;
const day = 86_400;
const first = "000D3AF87856";
const second = "000D3AF87857";
const nameOf = (nsg: string, seconds: number, mac: string): string => {
  const [date = "", time = ""] = new Date(seconds * 1000).toISOString().split("T");
  const [year = "", month = "", dayOfMonth = ""] = date.split("-");
  const resource = `resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/${nsg}`;
  return `${resource}/y=${year}/m=${month}/d=${dayOfMonth}/h=${time.slice(0, 2)}/m=00/macAddress=${mac}/PT1H.json`;
};
const logs = [
  ["WEB", noon, first],
  ["WEB", noon + 1, second],
  ["DB", noon + 2, first],
  ["DB", noon + day, first],
] as const;

async function writeLogs(context: TestContext): Promise<{ folder: string; out: string }> {
  const folder = await temporaryFolder(context);
  for (const [nsg, seconds, mac] of logs) {
    await writeLog(path.join(folder, "logs"), nameOf(nsg, seconds, mac), logOf([tupleAt(seconds)]));
  }
  return { folder: path.join(folder, "logs"), out: path.join(folder, "out") };
}

test("a group and a NIC narrow what is read of a folder, and what is left out is told", async (context) => {
  const { folder, out } = await writeLogs(context);
  const web = await prepHere([folder], { out, nsg: ["web"], mac: ["00-0d-3a-f8-78-57"] });
  assert.deepEqual([web.rows, web.foldersOutside], [1, 2]);
  assert.deepEqual(await timesIn(out), [noon + 1]);
  const late = await prepHere([folder], { out, since: "2018-11-14" });
  assert.deepEqual([late.rows, late.foldersOutside, late.blobsOutside], [1, 2, 0]);
  const all = await prepHere([folder], { out });
  assert.deepEqual([all.rows, all.foldersOutside, all.blobsUnchanged], [2, 0, 2]);
  assert.deepEqual(await timesIn(out), [noon, noon + 1, noon + 2, noon + day]);
});

test("a range without any folder in it is no failure", async (context) => {
  const { folder, out } = await writeLogs(context);
  const { rows, foldersOutside } = await prepHere([folder], { out, since: "2020-01-01" });
  assert.deepEqual([rows, foldersOutside], [0, 2]);
});

test("a name that no log has is an error that says which there are; one of two is a note", async (context) => {
  const { folder, out } = await writeLogs(context);
  const wrong = await runCli(["prep", folder, "--out", out, "--nsg", "weeb"]);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /--nsg weeb: no flow log has that name; there are db, web/);
  const one = await runCli(["prep", folder, "--out", out, "--nsg", "weeb", "--nsg", "DB", "--json"]);
  assert.equal(one.status, 0, one.stderr);
  assert.match(one.stderr, /--nsg weeb: no flow log/);
  assert.deepEqual([jsonOf(one)["rows"], jsonOf(one)["foldersOutside"]], [2, 1]);
});

test("a container with 400 days of logs is not listed for its last day", async (context) => {
  const azurite = await startAzurite();
  context.after(() => azurite.stop());
  const { origin, pathname } = new URL(azurite.blobEndpoint);
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  await container.create();
  for (let back = 0; back < 400; back += 20) {
    const names = Array.from({ length: 20 }, (_, more) => nameOf("WEB", noon - (back + more) * day, first));
    const text = logOf([tupleAt(noon)]);
    await Promise.all(names.map((name) => container.getBlockBlobClient(name).upload(text, text.length)));
  }
  const proxy = await startStorageProxy(origin);
  context.after(() => proxy.stop());
  const login = { connectionString: azurite.connectionString.replaceAll(origin, proxy.origin), sas: undefined };
  const out = path.join(await temporaryFolder(context), "out");
  const url = `${proxy.origin}${pathname}/logs`;
  const summary = await prepHere([url], { out, since: "2018-11-13T06:00Z" }, { login });
  assert.deepEqual([summary.rows, summary.blobs, summary.blobsOutside], [1, 1, 0]);
  const lists = proxy.requests.filter(({ kind }) => kind === "list").length;
  assert.equal(lists, 13);
  // One year, ten months of 2018 and twelve days of November.
  assert.equal(summary.foldersOutside, 1 + 10 + 12);
  const env = { AZURE_STORAGE_CONNECTION_STRING: login.connectionString };
  const verified = await runCli(["verify", out, url, "--json"], { env });
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  const { ok, blobs, notRead } = jsonOf(verified) as { ok: boolean; blobs: number; notRead: { blobs: number } };
  assert.deepEqual([ok, blobs, notRead.blobs], [true, 1, 399]);
  assert.equal((await prepHere([url], { out }, { login })).blobsUnchanged, 1);
});

test("one request at a time is enough to read and write containers", async (context) => {
  const azurite = await startAzurite();
  context.after(() => azurite.stop());
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  await container.create();
  const seconds = Array.from({ length: 24 }, (_, hour) => noon + hour * 3600);
  for (const second of seconds) {
    const text = logOf([tupleAt(second)]);
    await container.getBlockBlobClient(nameOf("WEB", second, first)).upload(text, text.length);
  }
  const login = { connectionString: azurite.connectionString, sas: undefined };
  const out = `${azurite.blobEndpoint}/tables`;
  const { rows } = await prepHere([`${azurite.blobEndpoint}/logs`], { out, concurrency: 1 }, { login });
  assert.equal(rows, seconds.length);
});
