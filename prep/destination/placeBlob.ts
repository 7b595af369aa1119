import { openContainer, type AzureLogin } from "../azure/client.ts";
import { labelOf, splitContainerUrl } from "../azure/containerUrl.ts";
import { explain, statusOf } from "../azure/explain.ts";
import { folders, type PlaceFile } from "./destination.ts";

/** The same as a blob. */
export function openPlaceBlob(url: URL, name: string, login: AzureLogin): PlaceFile {
  const { containerUrl, prefix } = splitContainerUrl(url);
  const base = prefix === "" ? "" : `${prefix}/`;
  const blob = openContainer(containerUrl, login).getBlockBlobClient(`${base}${folders.state}/${name}`);
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw explain(cause, labelOf({ containerUrl, prefix }), "destination");
    }
  };
  return {
    read: () =>
      guard(async () => {
        try {
          return (await blob.downloadToBuffer()).toString();
        } catch (cause) {
          if (statusOf(cause) === 404) return undefined;
          throw cause;
        }
      }),
    write: async (text) => {
      await guard(() =>
        blob.upload(text, Buffer.byteLength(text), { blobHTTPHeaders: { blobContentType: "application/json" } }),
      );
    },
    remove: async () => {
      await guard(() => blob.deleteIfExists());
    },
  };
}
