import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { AzureLogin } from "../azure/client.ts";
import { isUrl } from "../azure/containerUrl.ts";
import { codeOf } from "../errors.ts";
import { folders, type PlaceFile } from "./destination.ts";
import { explainFolder } from "./explainFolder.ts";

/** Its methods throw a PrepError where the destination cannot be used. */
export async function openPlaceFile(out: string, name: string, login: AzureLogin): Promise<PlaceFile> {
  if (!isUrl(out)) return openFile(path.resolve(out), name);
  const { openPlaceBlob } = await import("./placeBlob.ts");
  return openPlaceBlob(new URL(out), name, login);
}

function openFile(root: string, name: string): PlaceFile {
  const file = path.join(root, folders.state, name);
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw explainFolder(cause, root);
    }
  };
  return {
    read: () =>
      guard(() =>
        readFile(file, "utf8").catch((cause: unknown) => (codeOf(cause) === "ENOENT" ? undefined : rethrow(cause))),
      ),
    write: (text) =>
      guard(async () => {
        await writeFile(`${file}.tmp`, text);
        await rename(`${file}.tmp`, file);
      }),
    remove: () => guard(() => rm(file, { force: true })),
  };
}

function rethrow(cause: unknown): never {
  throw cause;
}
