import { DefaultAzureCredential } from "@azure/identity";
import { ContainerClient, StorageSharedKeyCredential, type StoragePipelineOptions } from "@azure/storage-blob";
import { PrepError } from "../errors.ts";

/** How to log in. A connection string or a SAS comes from the environment; without either, the Azure login is used. */
export interface AzureLogin {
  readonly connectionString: string | undefined;
  readonly sas: string | undefined;
}

const pipeline: StoragePipelineOptions = { retryOptions: { maxTries: 5, tryTimeoutInMs: 60_000, retryDelayInMs: 500 } };

/** A client of a container, with the login that is there. */
export function openContainer(containerUrl: string, { connectionString, sas }: AzureLogin): ContainerClient {
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
  if (sas !== undefined) return openContainer(containerUrl, { connectionString: undefined, sas });
  if (account === undefined || key === undefined) {
    throw new PrepError("options", "the connection string has neither an account key nor a shared access signature");
  }
  const { hostname, pathname } = new URL(containerUrl);
  if (!hostname.startsWith(`${account}.`) && !pathname.startsWith(`/${account}/`)) {
    throw new PrepError("options", `the connection string is of account ${account}, not of ${containerUrl}`);
  }
  return new ContainerClient(containerUrl, new StorageSharedKeyCredential(account, key), pipeline);
}
