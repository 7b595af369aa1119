import { DefaultAzureCredential } from "@azure/identity";
import {
  ContainerClient,
  RestError,
  StorageSharedKeyCredential,
  type StoragePipelineOptions,
} from "@azure/storage-blob";
import { PrepError } from "../errors.ts";
import type { BlobRef, Source } from "./source.ts";

/** How to log in. A connection string or a SAS comes from the environment; without either, the Azure login is used. */
export interface AzureLogin {
  readonly connectionString: string | undefined;
  readonly sas: string | undefined;
}

const pipeline: StoragePipelineOptions = { retryOptions: { maxTries: 5, tryTimeoutInMs: 60_000 } };
const resumesPerDownload = 5;

/**
 * A container, or what lies below a prefix of it: `https://ACCOUNT.blob.core.windows.net/CONTAINER[/prefix]`, of any
 * cloud, or `http://127.0.0.1:PORT/ACCOUNT/CONTAINER[/prefix]` of an emulator. Throws a PrepError for any other URL.
 */
export function openAzureContainer(url: URL, login: AzureLogin): Source {
  const { containerUrl, prefix } = splitContainerUrl(url);
  const client = createClient(containerUrl, login);
  const label = containerUrl + (prefix === "" ? "" : `/${prefix}`);
  return {
    label,
    list: (signal) => listBlobs(client, prefix, label, signal),
    read: (blob, signal) => readBlob(client, blob, label, signal),
  };
}

/** An emulator, and any host that is an address, has the account as the first part of the path. */
export function splitContainerUrl(url: URL): { containerUrl: string; prefix: string } {
  const parts = url.pathname.split("/").filter((part) => part !== "");
  const isPathStyle = url.hostname === "localhost" || /^[\d.]+$|^\[/.test(url.hostname);
  const container = parts.slice(0, isPathStyle ? 2 : 1);
  if (container.length < (isPathStyle ? 2 : 1)) {
    throw new PrepError("options", `no container in ${url.origin}${url.pathname}; give https://ACCOUNT…/CONTAINER`);
  }
  const prefix = parts.slice(container.length).map(decodeURIComponent).join("/");
  return { containerUrl: `${url.origin}/${container.join("/")}`, prefix };
}

function createClient(containerUrl: string, { connectionString, sas }: AzureLogin): ContainerClient {
  if (connectionString !== undefined) return clientOfConnectionString(containerUrl, connectionString);
  if (sas !== undefined) return new ContainerClient(`${containerUrl}?${sas.replace(/^\?/, "")}`, undefined, pipeline);
  return new ContainerClient(containerUrl, new DefaultAzureCredential(), pipeline);
}

/** The URL says where, the connection string says who: the two must be of the same account. */
function clientOfConnectionString(containerUrl: string, connectionString: string): ContainerClient {
  const parts = new Map(
    connectionString.split(";").map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1)];
    }),
  );
  const [account, key, sas] = ["accountname", "accountkey", "sharedaccesssignature"].map((name) => parts.get(name));
  if (sas !== undefined) return createClient(containerUrl, { connectionString: undefined, sas });
  if (account === undefined || key === undefined) {
    throw new PrepError("options", "the connection string has neither an account key nor a shared access signature");
  }
  const { hostname, pathname } = new URL(containerUrl);
  if (!hostname.startsWith(`${account}.`) && !pathname.startsWith(`/${account}/`)) {
    throw new PrepError("options", `the connection string is of account ${account}, not of ${containerUrl}`);
  }
  return new ContainerClient(containerUrl, new StorageSharedKeyCredential(account, key), pipeline);
}

async function* listBlobs(
  client: ContainerClient,
  prefix: string,
  label: string,
  abortSignal: AbortSignal,
): AsyncGenerator<BlobRef> {
  try {
    for await (const item of client.listBlobsFlat({ prefix, abortSignal, includeMetadata: true })) {
      if (item.metadata?.["hdi_isfolder"] === "true") continue;
      const { contentLength, etag } = item.properties;
      yield { name: item.name, sizeBytes: contentLength, etag };
    }
  } catch (cause) {
    throw explain(cause, label);
  }
}

/** A plain GET delivers one version of the blob; where the connection breaks, the SDK resumes with If-Match. */
async function readBlob(
  client: ContainerClient,
  blob: BlobRef,
  label: string,
  abortSignal: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  try {
    const options = { abortSignal, maxRetryRequests: resumesPerDownload };
    const response = await client.getBlobClient(blob.name).download(0, undefined, options);
    return response.readableStreamBody as AsyncIterable<Uint8Array> | undefined;
  } catch (cause) {
    if (cause instanceof RestError && cause.statusCode === 404) return undefined;
    throw explain(cause, `${label}: ${blob.name}`);
  }
}

const advice: Readonly<Record<number, string>> = {
  401: "the login was refused; check the connection string, the SAS or the Azure login",
  403: "access is denied; the login needs the role Storage Blob Data Reader, and the account's firewall must let you in",
  404: "there is no such container; check its name and the account",
};

function explain(cause: unknown, where: string): unknown {
  if (!(cause instanceof Error) || cause.name === "AbortError") return cause;
  const status = cause instanceof RestError ? cause.statusCode : undefined;
  const reason = (status === undefined ? undefined : advice[status]) ?? firstLine(cause.message);
  const id = cause instanceof RestError ? cause.response?.headers.get("x-ms-request-id") : undefined;
  const request = id === undefined ? "" : ` (request ${id})`;
  return new PrepError("source", `cannot read ${where}: ${reason}${request}`, { where, cause });
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
