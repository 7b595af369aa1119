import { isUrl, splitContainerUrl } from "../azure/containerUrl.ts";
import { PrepError } from "../errors.ts";
import type { Finding } from "./types.ts";

/** Where the service writes flow logs. Source: Microsoft Learn, network-watcher, "Log format". */
const nsgContainer = "insights-logs-networksecuritygroupflowevent";
export const vnetContainer = "insights-logs-flowlogflowevent";
/** Diagnostic logs of network security groups, which are taken for flow logs by their names. */
const confusable = /\/insights-logs-networksecuritygroup(?:event|rulecounter)$/i;

/** What to look at for one source that the user names; with the account alone both containers, which need not be there. */
export function placesOf(text: string): { readonly place: string; readonly isOptional: boolean }[] {
  if (!isUrl(text) || hasContainer(text)) return [{ place: text, isOptional: false }];
  const base = text.replace(/\/+$/, "");
  return [vnetContainer, nsgContainer].map((container) => ({ place: `${base}/${container}`, isOptional: true }));
}

function hasContainer(text: string): boolean {
  if (!URL.canParse(text)) throw new PrepError("options", `${text} is not a URL`);
  try {
    splitContainerUrl(new URL(text));
    return true;
  } catch {
    return false;
  }
}

/** Says it where a container holds other logs of network security groups. */
export function findConfusable(place: string): Finding[] {
  if (!isUrl(place)) return [];
  const { containerUrl } = splitContainerUrl(new URL(place));
  if (!confusable.test(containerUrl)) return [];
  const message = `this container has diagnostic logs, no flows; flow logs are in ${nsgContainer} or ${vnetContainer}`;
  return [{ level: "error", code: "container", message }];
}

/** The container beside one of NSG flow logs that virtual network flow logs go to; undefined for any other place. */
export function successorOf(place: string): string | undefined {
  if (!isUrl(place)) return undefined;
  const { containerUrl } = splitContainerUrl(new URL(place));
  return containerUrl.endsWith(`/${nsgContainer}`)
    ? `${containerUrl.slice(0, -nsgContainer.length)}${vnetContainer}`
    : undefined;
}
