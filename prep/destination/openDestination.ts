import type { AzureLogin } from "../azure/client.ts";
import { isUrl } from "../azure/containerUrl.ts";
import { PrepError } from "../errors.ts";
import type { Destination } from "./destination.ts";
import { openFolder } from "./folder.ts";

/**
 * Opens the place of a run: the URL of a container, with a prefix or without one, or else the path of a folder. Makes it
 * where it is missing. Throws a PrepError in one sentence where it cannot be used, or another run has it. A folder does
 * not wait for Azure's packages to load.
 */
export async function openDestination(
  text: string,
  { login, runId }: { readonly login: AzureLogin; readonly runId: string },
): Promise<Destination> {
  if (!isUrl(text)) return openFolder(text, runId);
  if (!URL.canParse(text)) throw new PrepError("options", `${text} is not a URL`);
  const { openContainerDestination } = await import("./container.ts");
  return openContainerDestination(new URL(text), login, runId);
}
