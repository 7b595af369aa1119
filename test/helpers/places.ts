import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { BlobServiceClient } from "@azure/storage-blob";
import type { AzureLogin } from "../../prep/azure/client.ts";
import type { Destination } from "../../prep/destination/destination.ts";
import { openDestination } from "../../prep/destination/openDestination.ts";
import type { Azurite } from "../../scripts/estate/azurite.ts";

/** Where a destination of a test is, and what lies there, seen without the code under test. */
export interface Place {
  /** What the user gives as the destination. */
  readonly target: string;
  readonly login: AzureLogin;
  /** Every file by its path below the destination, but for the lock. */
  files(): Promise<Record<string, string>>;
  write(file: string, content: string): Promise<void>;
  /** Lets the next run in where the one before was killed. */
  breakLock(): Promise<void>;
  remove(): Promise<void>;
}

export const kinds = ["folder", "container", "container with a prefix"] as const;
export type Kind = (typeof kinds)[number];

const noLogin: AzureLogin = { connectionString: undefined, sas: undefined };
const isLock = (file: string): boolean => file.startsWith("_state/lock");
let created = 0;

/** Makes an empty place that no other test has. */
export async function createPlace(kind: Kind, azurite: Azurite): Promise<Place> {
  if (kind === "folder") return createFolder();
  const container = `place-${++created}`;
  return createContainer(azurite, container, kind === "container" ? "" : "out/below/");
}

async function createFolder(): Promise<Place> {
  const base = await mkdtemp(path.join(tmpdir(), "destination-"));
  const target = path.join(base, "out");
  return {
    target,
    login: noLogin,
    files: async () => {
      const entries = await readdir(target, { recursive: true, withFileTypes: true }).catch(() => []);
      const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
      return readAll(
        files.map((file) => [path.relative(target, file).split(path.sep).join("/"), () => readFile(file)]),
      );
    },
    write: async (file, content) => {
      await mkdir(path.dirname(path.join(target, file)), { recursive: true });
      await writeFile(path.join(target, file), content);
    },
    breakLock: () => Promise.resolve(),
    remove: () => rm(base, { recursive: true }),
  };
}

function createContainer({ connectionString, blobEndpoint }: Azurite, name: string, prefix: string): Place {
  const client = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(name);
  return {
    target: `${blobEndpoint}/${name}/${prefix}`,
    login: { connectionString, sas: undefined },
    files: async () => {
      const blobs = await Array.fromAsync(client.listBlobsFlat({ prefix }));
      return readAll(
        blobs.map((blob) => [blob.name.slice(prefix.length), () => client.getBlobClient(blob.name).downloadToBuffer()]),
      );
    },
    write: async (file, content) => {
      await client.createIfNotExists();
      await client.getBlockBlobClient(prefix + file).uploadData(Buffer.from(content));
    },
    breakLock: async () => {
      const lease = client.getBlobClient(`${prefix}_state/lock`).getBlobLeaseClient();
      await lease.breakLease(0).catch((error: unknown) => {
        if (!String(error).includes("There is currently no lease")) throw error;
      });
    },
    remove: async () => {
      await client.deleteIfExists();
    },
  };
}

/** The lock is left out before it is read: reading it would free the lock of this process. */
async function readAll(files: readonly (readonly [string, () => Promise<Buffer>])[]): Promise<Record<string, string>> {
  const read: Record<string, string> = {};
  for (const [file, content] of files.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isLock(file)) read[file] = (await content()).toString();
  }
  return read;
}

/** A place of its own for one test. */
export async function withPlace(kind: Kind, azurite: Azurite, work: (place: Place) => Promise<void>): Promise<void> {
  const place = await createPlace(kind, azurite);
  try {
    await work(place);
  } finally {
    await place.remove();
  }
}

/** Opens a place for as long as the work lasts. */
export async function during<T>(
  { target, login }: Place,
  runId: string,
  work: (destination: Destination) => Promise<T>,
): Promise<T> {
  const destination = await openDestination(target, { login, runId });
  try {
    return await work(destination);
  } finally {
    await destination.close();
  }
}

/** What readers see: the files of the tables and of the ledger. */
export async function dataFiles(place: Place): Promise<Record<string, string>> {
  const files = Object.entries(await place.files());
  return Object.fromEntries(files.filter(([file]) => /^(?:flows|rejects|_runs)\//.test(file)));
}
