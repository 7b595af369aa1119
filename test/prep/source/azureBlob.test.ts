import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BlobServiceClient, ContainerSASPermissions } from "@azure/storage-blob";
import { PrepError } from "../../../prep/errors.ts";
import { openAzureContainer, splitContainerUrl } from "../../../prep/source/azureBlob.ts";
import { startBreakingProxy } from "../../helpers/breakingProxy.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";

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
  const source = open(prefix);
  const listed: string[] = [];
  for await (const { name } of source.list(signal)) listed.push(name);
  return listed;
}

function open(below: string, connectionString = azurite.connectionString) {
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

test("a prefix narrows the listing", async () => {
  assert.deepEqual(await names("logs/b"), ["b/3.json"]);
});

test("a blob is read to its last byte", async () => {
  const source = open("logs");
  const bytes = await source.read({ name: "a/2 ü.json", sizeBytes: undefined, etag: undefined }, signal);
  assert.ok(bytes);
  assert.equal(Buffer.concat(await Array.fromAsync(bytes)).toString(), "a/2 ü.json");
});

test("a blob that has disappeared is no error", async () => {
  assert.equal(await open("logs").read({ name: "gone", sizeBytes: 1, etag: undefined }, signal), undefined);
});

test("a missing container is told with what to do", async () => {
  await assert.rejects(names("nowhere"), /cannot read http.*nowhere: there is no such container; check its name/);
});

test("a wrong key is told with what to do, and the key is not", async () => {
  const wrong = azurite.connectionString.replace(
    /AccountKey=[^;]+/,
    `AccountKey=${Buffer.from("wrong").toString("base64")}`,
  );
  const failing = open("logs", wrong).list(signal);
  await assert.rejects(Array.fromAsync(failing), (error: unknown) => {
    assert.ok(error instanceof PrepError);
    assert.match(error.message, /access is denied|login was refused/);
    assert.ok(!error.message.includes("d3Jvbmc="));
    return true;
  });
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
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  const url = await container.generateSasUrl({
    permissions: ContainerSASPermissions.parse("rl"),
    expiresOn: new Date(Date.now() + 3_600_000),
  });
  const sas = new URL(url).search;
  const containerUrl = new URL(`${azurite.blobEndpoint}/logs`);
  const logins = [
    { connectionString: undefined, sas },
    { connectionString: `BlobEndpoint=${azurite.blobEndpoint};SharedAccessSignature=${sas.slice(1)}`, sas: undefined },
  ];
  for (const login of logins) {
    const source = openAzureContainer(containerUrl, login);
    assert.equal((await Array.fromAsync(source.list(signal))).length, 3);
    assert.doesNotMatch(source.label, /sig=/);
  }
});

test("a connection string without a key or a signature is told", () => {
  assert.throws(() => open("logs", "AccountName=x"), /neither an account key nor a shared access signature/);
});

/** Reads a blob of 3 MB through a proxy that breaks the first downloads. */
async function readBroken(
  breaks: number,
  afterBytes: number,
): Promise<{ read: Buffer; written: Buffer; broken: number }> {
  const written = Buffer.from(Array.from({ length: 3 << 20 }, (_, index) => index % 251));
  const service = BlobServiceClient.fromConnectionString(azurite.connectionString);
  await service.getContainerClient("logs").getBlockBlobClient("large").uploadData(written);
  const { origin, pathname } = new URL(azurite.blobEndpoint);
  const proxy = await startBreakingProxy(origin, breaks, afterBytes);
  try {
    const { connectionString } = azurite;
    const source = openAzureContainer(new URL(`${proxy.origin}${pathname}/logs`), { connectionString, sas: undefined });
    const bytes = await source.read({ name: "large", sizeBytes: written.length, etag: undefined }, signal);
    assert.ok(bytes);
    return { read: Buffer.concat(await Array.fromAsync(bytes)), written, broken: proxy.broken() };
  } finally {
    await proxy.stop();
  }
}

test("a download whose connection breaks goes on where it broke", async () => {
  const { read, written, broken } = await readBroken(3, 700_000);
  assert.equal(broken, 3);
  assert.ok(read.equals(written));
});

test("a connection that breaks for ever is told in words", async () => {
  await assert.rejects(
    readBroken(1000, 1),
    (error: unknown) => error instanceof PrepError && /large: /.test(error.message),
  );
});
