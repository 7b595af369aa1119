import { PrepError } from "../errors.ts";

/**
 * The same texts for the same place, however its URL is written. An emulator, and any host that is an address, has the
 * account as the first part of the path.
 */
export function splitContainerUrl(url: URL): { containerUrl: string; prefix: string } {
  const parts = url.pathname.split("/").filter((part) => part !== "");
  const isPathStyle = url.hostname === "localhost" || /^[\d.]+$|^\[/.test(url.hostname);
  const container = parts.slice(0, isPathStyle ? 2 : 1);
  if (container.length < (isPathStyle ? 2 : 1)) {
    throw new PrepError("options", `no container in ${url.origin}${url.pathname}; give https://ACCOUNT…/CONTAINER`);
  }
  const prefix = parts.slice(container.length).map(decodePart).join("/");
  const names = container.map((part) => encodeURIComponent(decodePart(part)));
  return { containerUrl: `${url.origin}/${names.join("/")}`, prefix };
}

/** For people: the URL of a container and what lies below it, without its secrets. */
export function labelOf({ containerUrl, prefix }: { readonly containerUrl: string; readonly prefix: string }): string {
  return prefix === "" ? containerUrl : `${containerUrl}/${prefix}`;
}

/** Whether a text is meant as a URL, and not as a path. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new PrepError("options", `${JSON.stringify(part)} is not a path of a URL; write % as %25`);
  }
}
