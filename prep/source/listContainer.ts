import type { BlobItem, ContainerClient, ContainerListBlobsOptions } from "@azure/storage-blob";
import { explain } from "../azure/explain.ts";
import { isFolderMarker } from "../azure/folderMarker.ts";
import { isLive } from "./isLive.ts";
import { listNarrowed, type FolderPage, type Lister } from "./listNarrowed.ts";
import type { BlobRef, Narrowing } from "./source.ts";

/** A container that flow logs are read from. */
export interface Container {
  readonly client: ContainerClient;
  /** Its URL. */
  readonly origin: string;
  /** For people. */
  readonly label: string;
}

/** What of a container is listed. */
export interface Listed {
  /** A folder or a blob: `NSG1` does not hold `NSG10`. Empty for all of it. */
  readonly prefix: string;
  readonly narrowing: Narrowing | undefined;
}

/**
 * Blobs below a prefix. Where nothing is left out they are listed as they are, up to 5,000 a request. Throws a PrepError in
 * one sentence where the container cannot be listed.
 */
export async function* listContainer(
  container: Container,
  { prefix, narrowing }: Listed,
  abortSignal: AbortSignal,
): AsyncGenerator<BlobRef> {
  const { origin, label } = container;
  const nowMs = Date.now();
  const pages = openPages(container, { prefix, narrowing }, abortSignal);
  try {
    for await (const page of pages) {
      const blobs = page.filter((item) => !isFolderMarker(item) && isBelow(item.name, prefix));
      yield* blobs.map((item) => blobOf(origin, item, nowMs));
    }
  } catch (cause) {
    throw explain(cause, label, "source");
  }
}

function openPages(
  { client, origin }: Container,
  { prefix, narrowing }: Listed,
  abortSignal: AbortSignal,
): AsyncIterable<readonly BlobItem[]> {
  const asked = { abortSignal, includeMetadata: true };
  const lister: Lister<BlobItem> = {
    below: (start) => listPages(client, { ...asked, prefix: start }),
    children: (start) => listFolder(client, { ...asked, prefix: start }),
  };
  return narrowing?.hasFolders === true ? listNarrowed(lister, { origin, prefix }, narrowing) : lister.below(prefix);
}

/** Listings give an ETag without its quotes, headers with them. */
export function bare(etag: string | undefined): string | undefined {
  return etag?.replaceAll('"', "");
}

function isBelow(name: string, prefix: string): boolean {
  return prefix === "" || name === prefix || name.startsWith(`${prefix}/`);
}

function blobOf(origin: string, { name, properties }: BlobItem, nowMs: number): BlobRef {
  const { contentLength, etag, lastModified } = properties;
  return { origin, name, sizeBytes: contentLength, etag: bare(etag), isLive: isLive(lastModified.getTime(), nowMs) };
}

async function* listPages(
  client: ContainerClient,
  asked: ContainerListBlobsOptions,
): AsyncGenerator<readonly BlobItem[]> {
  for await (const { segment } of client.listBlobsFlat(asked).byPage()) yield segment.blobItems;
}

async function* listFolder(
  client: ContainerClient,
  asked: ContainerListBlobsOptions,
): AsyncGenerator<FolderPage<BlobItem>> {
  for await (const { segment } of client.listBlobsByHierarchy("/", asked).byPage()) {
    yield { folders: (segment.blobPrefixes ?? []).map(({ name }) => name), blobs: segment.blobItems };
  }
}
