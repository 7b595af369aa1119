import { openContainer, type AzureLogin } from "../azure/client.ts";
import { labelOf, splitContainerUrl } from "../azure/containerUrl.ts";
import { explain } from "../azure/explain.ts";
import { checkpointName } from "../destination/folderPlaces.ts";
import { codeOf } from "../errors.ts";

/** Whether a container has a blob in any of the folders, or a checkpoint. */
export async function isInContainer(url: URL, login: AzureLogin, written: readonly string[]): Promise<boolean> {
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
    throw explain(cause, labelOf({ containerUrl, prefix }), "destination");
  }
}
