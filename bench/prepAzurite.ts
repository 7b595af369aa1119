import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { startAzurite } from "../scripts/estate/azurite.ts";
import { uploadEstate } from "../scripts/estate/uploadEstate.ts";

/** Blob Storage with the logs of a folder in a container. */
export interface Storage {
  readonly url: string;
  /** Who may read it, for the environment of a process. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const blobsInMemory = 8;

/** Starts Azurite and uploads the logs as the service does, block by block, each a flush. */
export async function openStorage(folder: string): Promise<Storage> {
  const azurite = await startAzurite();
  const { connectionString } = azurite;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  let url = "";
  for (let first = 0; first < names.length; first += blobsInMemory) {
    const blobs = names.slice(first, first + blobsInMemory).map((name) => {
      const blocks = cutIntoBlocks(readFileSync(path.join(folder, name), "latin1"));
      return { name: name.replaceAll("\\", "/"), blocks };
    });
    url = await uploadEstate(connectionString, blobs);
  }
  return { url, env: { AZURE_STORAGE_CONNECTION_STRING: connectionString }, stop: () => azurite.stop() };
}

/** The opener, the records that share a time, with the comma before them, and the closer. */
function cutIntoBlocks(log: string): string[] {
  const cuts: number[] = [];
  let lastTime: string | undefined;
  for (const { index, 1: time } of log.matchAll(/,?\{"time":"([^"]+)"/g)) {
    if (time !== lastTime) cuts.push(index);
    lastTime = time;
  }
  const starts = [0, ...cuts, log.length - "]}".length];
  return starts.map((start, at) => log.slice(start, starts[at + 1]));
}
