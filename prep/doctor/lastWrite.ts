import { isUrl } from "../azure/containerUrl.ts";
import type { AzureLogin } from "../azure/client.ts";
import type { LastWrite } from "./sampleLogs.ts";

/** Asks Blob Storage, once a blob. The time of a file is that of its copy, and says nothing. */
export async function createLastWrite(place: string, login: AzureLogin, signal: AbortSignal): Promise<LastWrite> {
  if (!isUrl(place)) return () => Promise.resolve(undefined);
  const { openContainer } = await import("../azure/client.ts");
  const { splitContainerUrl } = await import("../azure/containerUrl.ts");
  const container = openContainer(splitContainerUrl(new URL(place)).containerUrl, login);
  return async ({ name }) => {
    try {
      const { lastModified } = await container.getBlobClient(name).getProperties({ abortSignal: signal });
      return lastModified?.getTime();
    } catch {
      // It could be read a moment ago: it has gone since, or the login may read and nothing else.
      signal.throwIfAborted();
      return undefined;
    }
  };
}
