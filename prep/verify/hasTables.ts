import { stat } from "node:fs/promises";
import type { AzureLogin } from "../azure/client.ts";
import { isUrl } from "../azure/containerUrl.ts";
import { writtenFolders } from "../destination/destination.ts";
import { explainFolder } from "../destination/explainFolder.ts";
import { checkpointName, placeOf } from "../destination/folderPlaces.ts";
import { codeOf } from "../errors.ts";

/** Whether a run has ever written to a destination. Makes nothing there, unlike opening it. */
export async function hasTables(destination: string, login: AzureLogin): Promise<boolean> {
  if (!isUrl(destination)) return isInFolder(destination);
  // What is no URL is told by opening it.
  if (!URL.canParse(destination)) return true;
  const { isInContainer } = await import("./isInContainer.ts");
  return isInContainer(new URL(destination), login, writtenFolders);
}

async function isInFolder(root: string): Promise<boolean> {
  for (const name of [...writtenFolders, checkpointName]) {
    try {
      await stat(placeOf(root, name));
      return true;
    } catch (cause) {
      if (codeOf(cause) !== "ENOENT" && codeOf(cause) !== "ENOTDIR") throw explainFolder(cause, root);
    }
  }
  return false;
}
