import { choosePrefixLength, formatPrefix, parseAddress, type Address } from "./address";
import type { Endpoint, Grouping, PrefixLengths } from "./types";

/** A host or a group of them; groups come before their members. */
export interface HierarchyNode {
  readonly key: string;
  readonly label: string;
  readonly path: readonly string[];
  /** The index of the group around it, -1 at the top. */
  readonly parent: number;
  readonly isGroup: boolean;
}

/** Hosts and the groups around them; it grows as endpoints are added, and what is there does not change. */
export interface Hierarchy {
  readonly nodes: HierarchyNode[];
  /** The node of each endpoint. */
  readonly nodeOfEndpoint: number[];
  readonly groups: Map<string, number>;
}

/** A group that an endpoint belongs to: its key, and its path for readers. */
interface GroupPath {
  readonly key: string;
  readonly path: readonly string[];
}

/** Puts an endpoint under its groups, outermost first; a path of a single level has none. */
export type ListGroups = (endpoint: Endpoint) => readonly GroupPath[];

/** Between the levels of a path in a key, and behind those of a group. */
export const levelSeparator = "\u0000";
/** A blank level in a key: the key is the same in every language, and that of no group ends as a host's does. */
export const blankLevel = "\u0001";

export function createHierarchy(): Hierarchy {
  return { nodes: [], nodeOfEndpoint: [], groups: new Map() };
}

/** Adds the endpoints that are not yet in the hierarchy. */
export function growHierarchy(hierarchy: Hierarchy, endpoints: readonly Endpoint[], listGroups: ListGroups): void {
  const { nodes, nodeOfEndpoint, groups } = hierarchy;
  for (let index = nodeOfEndpoint.length; index < endpoints.length; index++) {
    const endpoint = endpoints[index];
    if (endpoint === undefined) return;
    let parent = -1;
    for (const { key, path } of listGroups(endpoint)) {
      let group = groups.get(key);
      if (group === undefined) {
        group = nodes.push({ key, label: path.at(-1) ?? "", path, parent, isGroup: true }) - 1;
        groups.set(key, group);
      }
      parent = group;
    }
    nodeOfEndpoint.push(nodes.push({ ...endpoint, parent, isGroup: false }) - 1);
  }
}

/** The levels above the host, as the fields in the roles give them. */
export function listLevels({ key, path }: Endpoint): readonly GroupPath[] {
  const levels = key.split(levelSeparator);
  return path.slice(1).map((_, level) => ({
    key: keyOfGroup(levels.slice(0, level + 1)),
    path: path.slice(0, level + 1),
  }));
}

function keyOfGroup(levels: readonly string[]): string {
  return levels.join(levelSeparator) + levelSeparator;
}

/** What one groups by: the same key means the same hierarchy. */
export interface GroupRule {
  readonly key: string;
  readonly listGroups: ListGroups;
}

/** The rule of a grouping; automatic prefix lengths give at most `limit` groups where that is possible. */
export function chooseGroupRule(
  grouping: Grouping,
  lengths: PrefixLengths,
  endpoints: readonly Endpoint[],
  limit: number,
): GroupRule {
  if (grouping === "none") return { key: "none", listGroups: () => [] };
  if (grouping === "levels") return { key: "levels", listGroups: listLevels };
  const addresses = endpoints.flatMap(({ label }) => parseAddress(label) ?? []);
  const lengthOf = (family: Address["family"], given: number | undefined): number | undefined =>
    given ?? choosePrefixLength(listFamily(addresses, family), limit);
  const [ipv4, ipv6] = [lengthOf(4, lengths.ipv4), lengthOf(6, lengths.ipv6)];
  const listGroups: ListGroups = ({ label }) => {
    const address = parseAddress(label);
    const length = address?.family === 4 ? ipv4 : ipv6;
    if (address === undefined || length === undefined) return [];
    const prefix = formatPrefix(address, length);
    return [{ key: keyOfGroup([prefix]), path: [prefix] }];
  };
  return { key: `prefix ${ipv4 ?? ""} ${ipv6 ?? ""}`, listGroups };
}

function listFamily(addresses: readonly Address[], family: Address["family"]): Address[] {
  return addresses.filter((address) => address.family === family);
}
