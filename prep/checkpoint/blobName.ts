import type { BlobRef } from "../source/source.ts";

/** Folder and rest of `origin/name`: most blobs of an estate share few folders. */
export function splitName({ origin, name }: Pick<BlobRef, "origin" | "name">): [folder: string, name: string] {
  const identity = `${origin}/${name}`;
  const hourly = identity.search(/\/y=\d{4}\//i);
  const at = (hourly < 0 ? identity.lastIndexOf("/") : hourly) + 1;
  return [identity.slice(0, at), identity.slice(at)];
}
