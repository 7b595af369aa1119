import type { TokenCredential } from "@azure/identity";
import {
  ContainerClient,
  newPipeline,
  StorageSharedKeyCredential,
  type RequestPolicyFactory,
  type StoragePipelineOptions,
} from "@azure/storage-blob";
import { PrepError } from "../errors.ts";

/** How to log in. A connection string or a SAS comes from the environment; without either, the Azure login is used. */
export interface AzureLogin {
  readonly connectionString: string | undefined;
  readonly sas: string | undefined;
}

const options: StoragePipelineOptions = { retryOptions: { maxTries: 5, tryTimeoutInMs: 60_000, retryDelayInMs: 500 } };

/** A client of a container, with the login that is there. All of its requests go through the policy. */
export function openContainer(containerUrl: string, login: AzureLogin, policy?: RequestPolicyFactory): ContainerClient {
  const { connectionString, sas } = login;
  const proof = connectionString === undefined ? sas : readConnectionString(containerUrl, connectionString);
  const isSas = typeof proof === "string";
  const pipeline = newPipeline(isSas ? undefined : (proof ?? azureLogin()), options);
  if (policy) pipeline.factories.push(policy);
  return new ContainerClient(isSas ? `${containerUrl}?${proof.replace(/^\?/, "")}` : containerUrl, pipeline);
}

/** The Azure login of whoever runs this. */
export type AzureCredential = TokenCredential;

/** What is logged in here. Its package takes a tenth of a second to load: a key or a signature does without it. */
export function azureLogin(): TokenCredential {
  let login: Promise<TokenCredential> | undefined;
  return {
    getToken: async (...request) => {
      login ??= import("@azure/identity").then(({ DefaultAzureCredential }) => new DefaultAzureCredential());
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
