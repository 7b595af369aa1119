import { BlobServiceClient, type ContainerClient } from "@azure/storage-blob";
import type { EstateBlob } from "./buildEstate.ts";

/** Where the service puts NSG flow logs. */
export const flowLogContainer = "insights-logs-networksecuritygroupflowevent";

const blobsAtOnce = 4;

/**
 * Writes the log files as the service does: one staged block for each flush, then the list of all blocks.
 * Resolves to the container's URL.
 */
export async function uploadEstate(connectionString: string, blobs: readonly EstateBlob[]): Promise<string> {
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(flowLogContainer);
  await container.createIfNotExists();
  const waiting = blobs.values();
  const uploadRest = async (): Promise<void> => {
    for (const blob of waiting) await uploadBlob(container, blob);
  };
  await Promise.all(Array.from({ length: blobsAtOnce }, uploadRest));
  return container.url;
}

/** Ids of blocks have the same length within a blob. */
async function uploadBlob(container: ContainerClient, { name, blocks }: EstateBlob): Promise<void> {
  const client = container.getBlockBlobClient(name);
  const ids = blocks.map((_, index) => Buffer.from(String(index).padStart(6, "0")).toString("base64"));
  for (const [index, block] of blocks.entries()) {
    await client.stageBlock(ids[index] ?? "", block, Buffer.byteLength(block));
  }
  await client.commitBlockList(ids, { blobHTTPHeaders: { blobContentType: "application/octet-stream" } });
}
