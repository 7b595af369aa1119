import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import { openAzureContainer } from "../../prep/source/azureBlob.ts";
import type { BlobRef, Source } from "../../prep/source/source.ts";
import type { Azurite } from "../../scripts/estate/azurite.ts";
import { startStorageProxy, type ProxyRules, type StorageProxy } from "./storageProxy.ts";

/** A container that is read through a proxy and changed behind its back. */
export interface ProxiedContainer {
  /** Not through the proxy. */
  readonly client: ContainerClient;
  readonly source: Source;
  readonly proxy: StorageProxy;
  /** The blob of a name as the source lists it now. */
  readonly list: (name: string) => Promise<BlobRef>;
}

/** The container `logs`, made where it is not there. */
export async function openProxied(
  azurite: Azurite,
  context: { after(end: () => Promise<void>): void },
  rules: ProxyRules = {},
): Promise<ProxiedContainer> {
  const { connectionString, blobEndpoint } = azurite;
  const client = BlobServiceClient.fromConnectionString(connectionString).getContainerClient("logs");
  await client.createIfNotExists();
  const { origin, pathname } = new URL(blobEndpoint);
  const proxy = await startStorageProxy(origin, rules);
  context.after(() => proxy.stop());
  const source = openAzureContainer(new URL(`${proxy.origin}${pathname}/logs`), { connectionString, sas: undefined });
  const list = async (name: string): Promise<BlobRef> => {
    for await (const blob of source.list(new AbortController().signal)) if (blob.name === name) return blob;
    throw new Error(`${name} is not listed`);
  };
  return { client, source, proxy, list };
}
