import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import {
  BlobServiceClient,
  ContainerSASPermissions,
  RestError,
  type ContainerClient,
  type ContainerGenerateSasUrlOptions,
} from "@azure/storage-blob";
import { AggregateAuthenticationError, AuthenticationError, CredentialUnavailableError } from "@azure/identity";
import { authorityOf } from "../../../prep/azure/authorityHost.ts";
import type { AzureLogin } from "../../../prep/azure/client.ts";
import { explain } from "../../../prep/azure/explain.ts";
import { usualPatience } from "../../../prep/azure/patience.ts";
import { PrepError } from "../../../prep/errors.ts";
import { openDestination } from "../../../prep/destination/openDestination.ts";
import { openAzureContainer } from "../../../prep/source/azureBlob.ts";
import { startAzurite, type Azurite } from "../../../scripts/estate/azurite.ts";
import { errorXml, serve } from "../../helpers/loopback.ts";

const signal = new AbortController().signal;
const patience = { ...usualPatience, sleep: () => Promise.resolve() };
const hourMs = 3_600_000;
let azurite: Azurite;
let container: ContainerClient;

before(async () => {
  azurite = await startAzurite();
  container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient("logs");
  await container.create();
  await container.getBlockBlobClient("a.json").upload("text", 4);
});
after(() => azurite.stop());

/** What is said when a container is listed. */
async function saidOf(url: string, login: Partial<AzureLogin>): Promise<string> {
  const source = openAzureContainer(new URL(url), { connectionString: undefined, sas: undefined, patience, ...login });
  return wordsOf(Array.fromAsync(source.list(signal)));
}

async function wordsOf(work: Promise<unknown>): Promise<string> {
  return sentenceOf(
    await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    ),
  );
}

function sentenceOf(error: unknown): string {
  assert.ok(error instanceof PrepError, String(error));
  assert.ok(!error.message.includes("\n") && !error.message.includes("sig="), error.message);
  return error.message;
}

async function sasOf(options: Partial<ContainerGenerateSasUrlOptions>): Promise<string> {
  const url = await container.generateSasUrl({
    permissions: ContainerSASPermissions.parse("rl"),
    startsOn: new Date(Date.now() - 2 * hourMs),
    expiresOn: new Date(Date.now() + hourMs),
    ...options,
  });
  return new URL(url).search;
}

const logs = () => `${azurite.blobEndpoint}/logs`;

test("a wrong key is told with the request id; Azurite calls it AuthorizationFailure, Azure AuthenticationFailed", async (context) => {
  const wrong = azurite.connectionString.replace(/AccountKey=[^;]+/, "AccountKey=d3Jvbmc=");
  assert.match(
    await saidOf(logs(), { connectionString: wrong }),
    /^cannot read http.*\/logs: access is denied, .*\(request [-\w]+\)$/,
  );
  const connectionString = "AccountName=account;AccountKey=d3Jvbmc=";
  const said = await saidOf(await answering(context, 403, "AuthenticationFailed"), { connectionString });
  assert.match(said, /the login was refused: the key is not that of the account; copy the connection string anew/);
});

test("a SAS that has expired is told with its time", async () => {
  const expiresOn = new Date(Date.now() - hourMs);
  const said = await saidOf(logs(), { sas: await sasOf({ expiresOn }) });
  assert.match(said, /the SAS has expired at \d{4}-\d\d-\d\dT[\d:.]+Z; make a new one \(request/);
});

test("a SAS without list is told with what it has and what it needs", async () => {
  const sas = await sasOf({ permissions: ContainerSASPermissions.parse("r") });
  assert.match(await saidOf(logs(), { sas }), /the SAS allows only r; make one with the permissions rl \(request/);
});

test("a SAS that may not write is told for the destination", async () => {
  const login = { connectionString: undefined, sas: await sasOf({}), patience };
  const said = await wordsOf(openDestination(logs(), { login, runId: "run" }));
  assert.match(
    said,
    /^cannot use http.*: access is denied: the SAS allows only rl; make one with the permissions racwdl/,
  );
});

test("a missing container is told with its request id, of source and destination", async () => {
  const login = { connectionString: azurite.connectionString };
  assert.match(
    await saidOf(`${azurite.blobEndpoint}/nowhere`, login),
    /there is no such container; check its name and the account \(request/,
  );
});

const answers: readonly (readonly [status: number, code: string, said: RegExp])[] = [
  [403, "AuthenticationFailed", /the SAS is not accepted; check that it is whole/],
  [403, "AuthorizationFailure", /network rules.*allow this network in the firewall of the account/],
  [403, "AuthorizationPermissionMismatch", /the SAS allows only rl/],
  [403, "AuthorizationSourceIPMismatch", /the SAS is for other IP addresses/],
  [403, "AuthorizationResourceTypeMismatch", /srt=co/],
  [403, "AuthorizationServiceMismatch", /ss=b/],
  [403, "KeyBasedAuthenticationNotPermitted", /takes no keys; leave AZURE_STORAGE_CONNECTION_STRING empty/],
  [403, "AccountIsDisabled", /the storage account is disabled/],
  [409, "PublicAccessNotPermitted", /no login came with the request/],
  [409, "ContainerBeingDeleted", /is being deleted/],
  [401, "InvalidAuthenticationInfo", /of another tenant or another cloud/],
  [401, "NoAuthenticationInformation", /no login came/],
  [400, "InvalidResourceName", /no name of a container/],
  [404, "ResourceNotFound", /not for everybody to see/],
  [503, "ServerBusy", /the service is busy, also after several tries; lower --concurrency/],
  [418, "Unheard", /Unheard of/],
];

async function answering(context: TestContext, status: number, code: string): Promise<string> {
  const origin = await serve(context, (request, response) => {
    request.resume();
    response.writeHead(status, {
      "content-type": "application/xml",
      "x-ms-error-code": code,
      "x-ms-request-id": "0000-r",
    });
    response.end(errorXml(code, `${code} of the service.\nRequestId:0000-r\nTime:2026`));
  });
  return `${origin}/account/logs`;
}

for (const [status, code, said] of answers) {
  test(`${status} ${code} is one sentence with the request id`, async (context) => {
    const words = await saidOf(await answering(context, status, code), { sas: "sp=rl&sig=x" });
    assert.match(words, said);
    assert.match(words, /^cannot read http:\/\/127[^ ]+\/account\/logs: .* \(request 0000-r\)$/);
  });
}

test("a missing role is told by its name, for source and destination", () => {
  for (const [place, role] of [
    ["source", "Storage Blob Data Reader"],
    ["destination", "Storage Blob Data Contributor"],
  ] as const) {
    const cause = new RestError("no", { code: "AuthorizationPermissionMismatch", statusCode: 403 });
    assert.match(String(explain(cause, "logs", place)), new RegExp(`the login lacks the role ${role}; assign it`));
  }
});

test("a wrong account name, and a host that nobody answers at, are told in words", async () => {
  // RFC 2606: a name that never is.
  const said = await saidOf("http://contoso.blob.core.windows.invalid/logs", { sas: "sig=x" });
  assert.match(
    said,
    /there is no such host; check the name of the account.*\(ENOTFOUND\)|cannot be looked up.*\(EAI_AGAIN\)/,
  );
  assert.match(await saidOf("http://127.0.0.1:1/account/logs", { sas: "sig=x" }), /nobody answers.*\(ECONNREFUSED\)/);
});

const failed = (code: string): AuthenticationError =>
  new AuthenticationError(401, { error: "invalid_client", error_description: `${code}: secret words.\nTrace ID: 1` });

const logins: readonly (readonly [Error, RegExp])[] = [
  [
    new CredentialUnavailableError("EnvironmentCredential is unavailable."),
    /no Azure login was found; run az login, or set/,
  ],
  [
    new AggregateAuthenticationError(
      [new CredentialUnavailableError("a"), new CredentialUnavailableError("b")],
      "chain",
    ),
    /no Azure login was found; run az login/,
  ],
  [failed("AADSTS7000222"), /the client secret has expired; make a new one \(AADSTS7000222\)/],
  [failed("AADSTS700213"), /no federated credential of the application has this subject/],
  [failed("AADSTS123456"), /refused: check the application and the tenant \(AADSTS123456\)/],
  [new AggregateAuthenticationError([failed("AADSTS700016")], "chain"), /check AZURE_CLIENT_ID and AZURE_TENANT_ID/],
  [new AuthenticationError(400, "{}"), /the Azure login was refused; run az login/],
];

for (const [cause, said] of logins) {
  test(`${cause.name} is one sentence: ${said.source}`, () => {
    const words = sentenceOf(explain(cause, "logs", "source"));
    assert.match(words, said);
    assert.ok(!words.includes("secret words"));
  });
}

test("the cloud of an account has its own authority", () => {
  assert.equal(authorityOf("https://contoso.blob.core.usgovcloudapi.net/logs"), "https://login.microsoftonline.us");
  assert.equal(authorityOf("https://contoso.blob.core.chinacloudapi.cn/logs"), "https://login.chinacloudapi.cn");
  assert.equal(authorityOf("https://contoso.blob.core.windows.net/logs"), undefined);
});
