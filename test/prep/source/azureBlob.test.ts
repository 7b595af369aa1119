import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BlobServiceClient, ContainerSASPermissions } from "@azure/storage-blob";
import { splitContainerUrl } from "../../../prep/azure/containerUrl.ts";
import { PrepError } from "../../../prep/errors.ts";
import { openAzureContainer } from "../../../prep/source/azureBlob.ts";
import type { BlobRef, Source } from "../../../prep/source/source.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { textOf } from "../../helpers/blobs.ts";
import { startStorageProxy } from "../../helpers/storageProxy.ts";

const signal = new AbortController().signal;
let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  await container.create();
  for (const name of ["a/1.json", "a/2 ü.json", "b/3.json"]) {
    await container.getBlockBlobClient(name).uploadData(Buffer.from(name));
  }
  const folder = container.getBlockBlobClient("a");
  await folder.upload("", 0, { metadata: { hdi_isfolder: "true" } });
});
after(() => azurite.stop());

async function names(prefix: string): Promise<string[]> {
  return (await refs(prefix)).map(({ name }) => name);
}

async function refs(prefix: string): Promise<BlobRef[]> {
  return await Array.fromAsync(open(prefix).list(signal));
}

function open(below: string, connectionString = azurite.connectionString): Source {
  return openAzureContainer(new URL(`${azurite.blobEndpoint}/${below}`), { connectionString, sas: undefined });
}

test("a container lists its blobs and leaves out the folders of a hierarchical account", async () => {
  assert.deepEqual(await names("logs"), ["a/1.json", "a/2 ü.json", "b/3.json"]);
});

test("a prefix is a folder or a blob, not the beginning of a name", async () => {
  assert.deepEqual(await names("logs/a/1.json"), ["a/1.json"]);
  assert.deepEqual(await names("logs/a/"), ["a/1.json", "a/2 ü.json"]);
  assert.deepEqual(await names("logs/a/1"), []);
});

test("a prefix narrows the listing, and a blob is the same blob below any prefix", async () => {
  const [blob] = await refs("logs/b");
  assert.deepEqual(blob, (await refs("logs"))[2]);
  assert.equal(`${blob?.origin ?? ""}/${blob?.name ?? ""}`, `${azurite.blobEndpoint}/logs/b/3.json`);
});

test("a listing shows the version that an opened blob has, and that it may be growing", async () => {
  const [blob] = await refs("logs");
  assert.ok(blob);
  assert.equal(blob.sizeBytes, 8);
  assert.equal(blob.isLive, true);
  assert.ok(blob.etag);
  for (const isLive of [true, false]) {
    const opened = await open("logs").open({ ...blob, isLive }, undefined, signal);
    assert.equal(opened?.etag, blob.etag);
  }
});

test("a blob that was written more than two hours ago is not live", async (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.now() + 2 * 3_600_000 + 1000 });
  assert.deepEqual(
    (await Array.fromAsync(open("logs", await withSas()).list(signal))).map(({ isLive }) => isLive),
    [false, false, false],
  );
});

/** A login that does not depend on the time. */
async function withSas(): Promise<string> {
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  const expiresOn = new Date(Date.now() + 24 * 3_600_000);
  const startsOn = new Date(Date.now() - 24 * 3_600_000);
  const url = await container.generateSasUrl({ permissions: ContainerSASPermissions.parse("rl"), startsOn, expiresOn });
  return `BlobEndpoint=${azurite.blobEndpoint};SharedAccessSignature=${new URL(url).search.slice(1)}`;
}

test("a missing container is told with what to do", async () => {
  await assert.rejects(names("nowhere"), /cannot read http.*nowhere: there is no such container; check its name/);
});

test("a wrong key is told with what to do, and the key is not", async () => {
  const wrong = azurite.connectionString.replace(
    /AccountKey=[^;]+/,
    `AccountKey=${Buffer.from("wrong").toString("base64")}`,
  );
  const [blob] = await refs("logs");
  assert.ok(blob);
  const isTold = (error: unknown): boolean => {
    assert.ok(error instanceof PrepError);
    assert.match(error.message, /access is denied|login was refused/);
    assert.ok(!error.message.includes("d3Jvbmc="));
    return true;
  };
  await assert.rejects(Array.fromAsync(open("logs", wrong).list(signal)), isTold);
  await assert.rejects(open("logs", wrong).open(blob, undefined, signal), isTold);
  await assert.rejects(open("logs", wrong).open({ ...blob, isLive: false }, undefined, signal), isTold);
});

test("a connection string of another account is refused before any request", () => {
  const other = azurite.connectionString.replace("AccountName=devstoreaccount1", "AccountName=contoso");
  assert.throws(() => open("logs", other), /is of account contoso, not of/);
});

test("the container is the first part of the path, after the account where the host is an address", () => {
  assert.deepEqual(splitContainerUrl(new URL("https://contoso.blob.core.windows.net/logs/y=2018/m=11")), {
    containerUrl: "https://contoso.blob.core.windows.net/logs",
    prefix: "y=2018/m=11",
  });
  assert.deepEqual(splitContainerUrl(new URL("http://127.0.0.1:10000/account/logs")), {
    containerUrl: "http://127.0.0.1:10000/account/logs",
    prefix: "",
  });
  assert.throws(() => splitContainerUrl(new URL("https://contoso.blob.core.windows.net/")), /no container in/);
});

test("a shared access signature is enough, from the environment or in a connection string", async () => {
  const connectionString = await withSas();
  const containerUrl = new URL(`${azurite.blobEndpoint}/logs`);
  const logins = [
    { connectionString: undefined, sas: `?${connectionString.replace(/^.*SharedAccessSignature=/, "")}` },
    { connectionString, sas: undefined },
  ];
  for (const login of logins) {
    const source = openAzureContainer(containerUrl, login);
    const blobs = await Array.fromAsync(source.list(signal));
    assert.equal(blobs.length, 3);
    assert.doesNotMatch(source.label, /sig=/);
    assert.doesNotMatch(JSON.stringify(blobs), /sig=/);
  }
});

test("a connection string without a key or a signature is told", () => {
  assert.throws(() => open("logs", "AccountName=x"), /neither an account key nor a shared access signature/);
});

test("requests go through the proxy that the environment names", async (context) => {
  const proxy = await startStorageProxy(azurite.blobEndpoint);
  context.after(() => proxy.stop());
  const names = ["HTTP_PROXY", "NO_PROXY"] as const;
  const before = names.map((name) => process.env[name]);
  context.after(() => {
    for (const [index, name] of names.entries()) process.env[name] = before[index] ?? "";
  });
  [process.env["HTTP_PROXY"], process.env["NO_PROXY"]] = [proxy.origin, ""];
  const source = open("logs");
  const [blob] = await Array.fromAsync(source.list(signal));
  assert.ok(blob);
  assert.equal(await textOf(await source.open({ ...blob, isLive: false }, undefined, signal)), "a/1.json");
  assert.deepEqual(
    proxy.requests.map(({ kind }) => kind),
    ["list", "download"],
  );
});
