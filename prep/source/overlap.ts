import { realpath } from "node:fs/promises";
import path from "node:path";
import { isUrl, labelOf, splitContainerUrl } from "../azure/containerUrl.ts";
import { PrepError } from "../errors.ts";

/**
 * Throws where one source lies inside another, since its rows would stand twice in the tables, and where the
 * destination is a source, or lies in the container of one: nothing is ever written to a source.
 */
export async function refuseOverlap(sources: readonly string[], destination: string): Promise<void> {
  const places = await Promise.all(sources.map(placeOf));
  for (const [index, place] of places.entries()) {
    const inside = places.findIndex((other, at) => at !== index && isInside(place, other));
    if (inside < 0) continue;
    throw new PrepError("options", `${nameOf(sources[index])} is read with ${nameOf(sources[inside])}; give it once`);
  }
  const [out, container] = [await placeOf(destination), containerOf(destination)];
  if (container !== undefined && sources.some((source) => containerOf(source) === container)) {
    throw new PrepError("options", `--out ${destination} is in the container of a source; give a container of its own`);
  }
  if (places.includes(out)) {
    throw new PrepError("options", `--out ${destination} is a source; give a folder of its own`);
  }
}

/** The same text for the same container, with and without TLS. Undefined where the text is no URL. */
function containerOf(text: string): string | undefined {
  if (!isUrl(text) || !URL.canParse(text)) return undefined;
  return splitContainerUrl(new URL(text)).containerUrl.replace(/^https?:/, "");
}

/** The same text for the same place: links are followed, hosts are in lower case, nothing is escaped. */
async function placeOf(text: string): Promise<string> {
  if (text === "-") return text;
  const containerUrl = containerOf(text);
  if (containerUrl !== undefined) return labelOf({ containerUrl, prefix: splitContainerUrl(new URL(text)).prefix });
  return trimmed(await realpath(text).catch(() => path.resolve(text)));
}

function trimmed(place: string): string {
  return place.replace(/[\\/]+$/, "");
}

function isInside(place: string, folder: string): boolean {
  return place === folder || place.startsWith(`${folder}/`) || place.startsWith(`${folder}\\`);
}

function nameOf(source: string | undefined): string {
  return source === "-" ? "standard input" : (source ?? "");
}
