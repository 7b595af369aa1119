import { stat } from "node:fs/promises";
import { openContainer, splitContainerUrl, type AzureLogin } from "../azure/client.ts";
import { explain } from "../azure/explain.ts";
import { codeOf } from "../destination/codeOf.ts";
import { folders } from "../destination/destination.ts";
import { explainFolder } from "../destination/explainFolder.ts";
import { checkpointName, placeOf } from "../destination/folderPlaces.ts";

const written = [folders.flows, folders.rejects, folders.runs];

/** Whether a run has ever written to a destination. Makes nothing there, unlike opening it. */
export function hasTables(destination: string, login: AzureLogin): Promise<boolean> {
  if (!/^https?:\/\//i.test(destination)) return isInFolder(destination);
  // What is no URL is told by opening it.
  return URL.canParse(destination) ? isInContainer(new URL(destination), login) : Promise.resolve(true);
}

async function isInFolder(root: string): Promise<boolean> {
  for (const name of [...written, checkpointName]) {
    try {
      await stat(placeOf(root, name));
      return true;
    } catch (cause) {
      if (codeOf(cause) !== "ENOENT" && codeOf(cause) !== "ENOTDIR") throw explainFolder(cause, root);
    }
  }
  return false;
}

async function isInContainer(url: URL, login: AzureLogin): Promise<boolean> {
  const { containerUrl, prefix } = splitContainerUrl(url);
  const client = openContainer(containerUrl, login);
  const base = prefix === "" ? "" : `${prefix}/`;
  try {
    for (const name of [...written.map((folder) => `${folder}/`), checkpointName]) {
      for await (const _ of client.listBlobsFlat({ prefix: base + name })) return true;
    }
    return false;
  } catch (cause) {
    if (codeOf(cause) === "ContainerNotFound") return false;
    throw explain(cause, containerUrl + (prefix === "" ? "" : `/${prefix}`), "destination");
  }
}
