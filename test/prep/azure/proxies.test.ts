import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:https";
import path from "node:path";
import { after, before, test, type TestContext } from "node:test";
import { BlobServiceClient } from "@azure/storage-blob";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { startForwardProxy } from "../../helpers/forwardProxy.ts";
import { localhostKey } from "../../helpers/localhostKey.ts";
import { blobName, logOf } from "../../helpers/logs.ts";
import { listenOn } from "../../helpers/loopback.ts";
import { tupleAt } from "../../helpers/records.ts";
import { jsonOf, runCli, temporaryFolder, type CliResult } from "../../helpers/runCli.ts";

const noon = 1542110400;
let azurite: Azurite;

before(async () => {
  azurite = await startAzurite();
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  await container.create();
  const text = logOf([tupleAt(noon)]);
  await container.getBlockBlobClient(blobName(12)).upload(text, text.length);
});
after(() => azurite.stop());

const noProxy = { HTTPS_PROXY: "", HTTP_PROXY: "", NO_PROXY: "", https_proxy: "", http_proxy: "", no_proxy: "" };

/** A run of its own process that reads from one place and writes to another; the SDK reads the environment once. */
async function prep(context: TestContext, origin: string, env: Readonly<Record<string, string>>): Promise<CliResult> {
  const { origin: plain, pathname } = new URL(azurite.blobEndpoint);
  const folder = await temporaryFolder(context);
  const result = await runCli(["prep", `${origin}${pathname}/logs`, "--out", path.join(folder, "out"), "--json"], {
    env: { ...noProxy, AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString.replaceAll(plain, origin), ...env },
  });
  return result;
}

function assertRead(result: CliResult): void {
  assert.equal(result.status, 0, result.stderr);
  assert.equal(jsonOf(result)["rows"], 1);
}

for (const variable of ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy"]) {
  test(`what ${variable} names carries every request`, async (context) => {
    const proxy = await startForwardProxy(context);
    const { origin } = new URL(azurite.blobEndpoint);
    assertRead(await prep(context, origin, { [variable]: proxy.url }));
    assert.ok(proxy.asked.length >= 2 && proxy.asked.every((line) => line.startsWith(`GET ${origin}/`)));
  });
}

test("what NO_PROXY names is asked without it", async (context) => {
  const proxy = await startForwardProxy(context);
  const { origin } = new URL(azurite.blobEndpoint);
  assertRead(await prep(context, origin, { HTTPS_PROXY: proxy.url, NO_PROXY: "localhost, 127.0.0.1" }));
  assert.deepEqual(proxy.asked, []);
});

test("a tunnel is asked for where the account speaks TLS", async (context) => {
  const proxy = await startForwardProxy(context);
  const { origin, env } = await withTls(context);
  assertRead(await prep(context, origin, { ...env, HTTPS_PROXY: proxy.url }));
  assert.ok(proxy.asked.length >= 1 && proxy.asked.every((line) => line === `CONNECT ${new URL(origin).host}`));
});

test("a certificate that nobody knows, and a proxy that is not there, are told in words", async (context) => {
  const { origin } = await withTls(context);
  const unknown = await prep(context, origin, {});
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /name its certificate in NODE_EXTRA_CA_CERTS \(\w+\)/);
  const gone = await prep(context, new URL(azurite.blobEndpoint).origin, { HTTPS_PROXY: "http://127.0.0.1:1" });
  assert.equal(gone.status, 1);
  assert.match(gone.stderr, /nobody answers at this address; check the URL and the network.*HTTPS_PROXY/);
});

/** TLS in front of Azurite. */
async function withTls(context: TestContext): Promise<{ origin: string; env: Record<string, string> }> {
  const { origin } = new URL(azurite.blobEndpoint);
  const server = createServer(localhostKey, (incoming, outgoing) => {
    const { method, headers, url = "" } = incoming;
    const passed = request(new URL(url, origin), { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  const port = await listenOn(context, server);
  const file = path.join(await temporaryFolder(context), "ca.pem");
  await writeFile(file, localhostKey.cert);
  return { origin: `https://127.0.0.1:${port}`, env: { NODE_EXTRA_CA_CERTS: file } };
}
