import type { TokenCredential } from "@azure/identity";
import {
  ContainerClient,
  newPipeline,
  StorageSharedKeyCredential,
  type RequestPolicyFactory,
  type StoragePipelineOptions,
} from "@azure/storage-blob";
import { PrepError } from "../errors.ts";
import { authorityOf } from "./authorityHost.ts";
import { createIdleBound } from "./boundIdle.ts";
import { createPatience, usualPatience, type Patience } from "./patience.ts";
import type { RequestLimit } from "./requestLimit.ts";

/** How to log in. A connection string or a SAS comes from the environment; without either, the Azure login is used. */
export interface AzureLogin {
  readonly connectionString: string | undefined;
  readonly sas: string | undefined;
  /** How many requests there may be at once, for all that is opened with it. */
  readonly limit?: RequestLimit;
  /** How long its requests wait; the usual unless it is given. */
  readonly patience?: Patience;
}

/** Our own policy sends again; the service is told how long it may take. */
const options: StoragePipelineOptions = { retryOptions: { maxTries: 1, tryTimeoutInMs: 60_000 } };

/**
 * A client of a container, with the login that is there. All of its requests go through the policy, and wait no longer than
 * their patience says.
 */
export function openContainer(containerUrl: string, login: AzureLogin, policy?: RequestPolicyFactory): ContainerClient {
  const { patience = usualPatience, limit } = login;
  const { connectionString, sas } = login;
  const proof = connectionString === undefined ? sas : readConnectionString(containerUrl, connectionString);
  const isSas = typeof proof === "string";
  const pipeline = newPipeline(isSas ? undefined : (proof ?? azureLogin(containerUrl)), options);
  pipeline.factories.push(
    createPatience(patience, limit),
    ...(policy ? [policy] : []),
    createIdleBound(patience.idleMs),
  );
  return new ContainerClient(isSas ? `${containerUrl}?${proof.replace(/^\?/, "")}` : containerUrl, pipeline);
}

/** The Azure login of whoever runs this. */
export type AzureCredential = TokenCredential;

/**
 * What is logged in here, at the authority of the cloud that a URL is in, unless AZURE_AUTHORITY_HOST names one. Its package
 * takes a tenth of a second to load: a key or a signature does without it.
 */
export function azureLogin(url: string): AzureCredential {
  const authorityHost = process.env["AZURE_AUTHORITY_HOST"] ? undefined : authorityOf(url);
  const options = authorityHost === undefined ? {} : { authorityHost };
  let login: Promise<TokenCredential> | undefined;
  return {
    getToken: async (...request) => {
      login ??= import("@azure/identity").then(({ DefaultAzureCredential }) => new DefaultAzureCredential(options));
      return (await login).getToken(...request);
    },
  };
}

/**
 * A shared access signature or a key. The URL says where, the connection string says who: the two must be of the same
 * account.
 */
function readConnectionString(containerUrl: string, connectionString: string): string | StorageSharedKeyCredential {
  const parts = new Map(
    connectionString.split(";").map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1)];
    }),
  );
  const [account, key, sas] = ["accountname", "accountkey", "sharedaccesssignature"].map((name) => parts.get(name));
  if (sas !== undefined) return sas;
  if (account === undefined || key === undefined) {
    throw new PrepError("options", "the connection string has neither an account key nor a shared access signature");
  }
  const { hostname, pathname } = new URL(containerUrl);
  if (!hostname.startsWith(`${account}.`) && !pathname.startsWith(`/${account}/`)) {
    throw new PrepError("options", `the connection string is of account ${account}, not of ${containerUrl}`);
  }
  return new StorageSharedKeyCredential(account, key);
}
