import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { BlobServiceClient } from "@azure/storage-blob";
import type { Azurite } from "../../scripts/estate/azurite.ts";
import { temporaryFolder } from "./runCli.ts";

/** Copies every blob of a container into a folder of the test, as a reader would; an empty one where there is none. */
export async function downloadContainer(
  context: { after(end: () => Promise<void>): void },
  azurite: Azurite,
  name: string,
): Promise<string> {
  const container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(name);
  const folder = await temporaryFolder(context);
  if (!(await container.exists())) return folder;
  for await (const blob of container.listBlobsFlat()) {
    const file = path.join(folder, blob.name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, await container.getBlobClient(blob.name).downloadToBuffer());
  }
  return folder;
}
