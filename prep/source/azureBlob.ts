import { DefaultAzureCredential } from "@azure/identity";
import {
  ContainerClient,
  RestError,
  StorageSharedKeyCredential,
  type BlobClient,
  type BlobDownloadResponseParsed,
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
const mostBreaks = 5;

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
    list: (signal) => listBlobs({ client, label }, prefix, signal),
    read: (blob, signal) => readBlob({ client, label }, blob, signal),
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
  const prefix = decodeURIComponent(parts.slice(container.length).join("/"));
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

/** A prefix is a folder or a blob: `NSG1` does not hold `NSG10`. */
async function* listBlobs(
  { client, label }: Container,
  prefix: string,
  abortSignal: AbortSignal,
): AsyncGenerator<BlobRef> {
  try {
    for await (const item of client.listBlobsFlat({ prefix, abortSignal, includeMetadata: true })) {
      if (item.metadata?.["hdi_isfolder"] === "true") continue;
      if (prefix !== "" && item.name !== prefix && !item.name.startsWith(`${prefix}/`)) continue;
      const { contentLength, etag } = item.properties;
      yield { name: item.name, sizeBytes: contentLength, etag };
    }
  } catch (cause) {
    throw explain(cause, label);
  }
}

interface Container {
  readonly client: ContainerClient;
  readonly label: string;
}

async function readBlob(
  { client, label }: Container,
  blob: BlobRef,
  abortSignal: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const where = `${label}: ${blob.name}`;
  const blobClient = client.getBlobClient(blob.name);
  try {
    const first = await blobClient.download(0, undefined, { abortSignal });
    return readOn(blobClient, first, { where, abortSignal });
  } catch (cause) {
    if (cause instanceof RestError && cause.statusCode === 404) return undefined;
    throw explain(cause, where);
  }
}

/**
 * The bytes of a download and, where the connection breaks, of further ones from the byte where it broke. If-Match
 * holds them all to the version that the first one began.
 */
async function* readOn(
  client: BlobClient,
  first: BlobDownloadResponseParsed,
  { where, abortSignal }: { readonly where: string; readonly abortSignal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const conditions = { ifMatch: first.etag ?? "" };
  const sizeBytes = first.contentLength ?? 0;
  let offset = 0;
  for (let response = first, breaks = 0; ;) {
    try {
      for await (const chunk of bodyOf(response)) {
        offset += chunk.length;
        yield chunk;
      }
      if (offset >= sizeBytes) return;
      throw new Error(`the connection broke at byte ${offset} of ${sizeBytes}`);
    } catch (cause) {
      if (abortSignal.aborted || ++breaks > mostBreaks) throw explain(cause, where);
    }
    try {
      response = await client.download(offset, undefined, { abortSignal, conditions });
    } catch (cause) {
      throw explain(cause, where);
    }
  }
}

function bodyOf({ readableStreamBody }: BlobDownloadResponseParsed): AsyncIterable<Uint8Array> {
  return (readableStreamBody ?? []) as AsyncIterable<Uint8Array>;
}

const noLogin =
  "no Azure login was found; run az login, or set AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_SAS_TOKEN";

const advice: Readonly<Record<number, string>> = {
  401: "the login was refused; check the connection string, the SAS or the Azure login",
  403: "access is denied; the login needs the role Storage Blob Data Reader, and the account's firewall must let you in",
  404: "there is no such container; check its name and the account",
  412: "it has changed while it was read; run again",
};

function explain(cause: unknown, where: string): unknown {
  if (!(cause instanceof Error)) return cause;
  if (/Authentication|Credential/.test(cause.name)) {
    return new PrepError("source", `cannot read ${where}: ${noLogin}`, { where, cause });
  }
  const status = cause instanceof RestError ? cause.statusCode : undefined;
  const reason = (status === undefined ? undefined : advice[status]) ?? firstLine(cause.message);
  const id = cause instanceof RestError ? cause.response?.headers.get("x-ms-request-id") : undefined;
  const request = id === undefined ? "" : ` (request ${id})`;
  return new PrepError("source", `cannot read ${where}: ${reason}${request}`, { where, cause });
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
