import { copyFile, open, readdir } from "node:fs/promises";
import path from "node:path";
import type { AzureLogin } from "../azure/client.ts";
import { isUrl } from "../azure/containerUrl.ts";
import { codeOf, messageOf, PrepError } from "../errors.ts";
import { folders } from "./destination.ts";
import { wholeLines, type DestinationView } from "./destinationView.ts";
import { checkpointName, placeOf } from "./folderPlaces.ts";

/** Throws a PrepError in one sentence where it cannot be read; what is not there is empty. */
export async function viewDestination(text: string, login: AzureLogin): Promise<DestinationView> {
  if (!isUrl(text)) return viewFolder(path.resolve(text));
  if (!URL.canParse(text)) throw new PrepError("options", `${text} is not a URL`);
  const { viewContainer } = await import("./viewContainer.ts");
  return viewContainer(new URL(text), login);
}

function viewFolder(root: string): DestinationView {
  const guard = async <T>(work: () => Promise<T>, nothing: T): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (codeOf(cause) === "ENOENT" || codeOf(cause) === "ENOTDIR") return nothing;
      throw new PrepError("destination", `cannot read ${root}: ${messageOf(cause)}`, { where: root, cause });
    }
  };
  return {
    fetchCheckpoint: (file) => guard(() => copyFile(placeOf(root, checkpointName), file).then(() => true), false),
    lastLedgerLines: (mostBytes) => guard(() => readLastLines(path.join(root, folders.runs), mostBytes), []),
  };
}

async function readLastLines(folder: string, mostBytes: number): Promise<string[]> {
  const last = (await readdir(folder))
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .at(-1);
  if (last === undefined) return [];
  await using handle = await open(path.join(folder, last));
  const { size } = await handle.stat();
  const start = Math.max(0, size - mostBytes);
  const buffer = Buffer.alloc(size - start);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
  return wholeLines(buffer.toString("utf8", 0, bytesRead), start === 0);
}
