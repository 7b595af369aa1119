import { compareText } from "./compareText";
import type { Hierarchy } from "./hierarchy";
import { addSum, createSums, readSum, type Sums } from "./sums";
import type { Cutoff } from "./types";

/** What stands on one place: a node of the hierarchy, or the Others of an open group (`node` is -1 for the top's). */
export interface Place {
  readonly kind: "host" | "group" | "others";
  readonly node: number;
  /** The open group that it belongs to, -1 at the top. */
  readonly parent: number;
  readonly hostCount: number;
  readonly weight: number;
}

/** Which hosts have a place of their own. Places are numbered by node, so the same ones keep their numbers. */
export interface Placement {
  readonly places: readonly Place[];
  /** The place of each endpoint; `places.length` for what is neither shown nor among Others. */
  readonly placeOfEndpoint: Uint32Array;
  /** The open groups with at least one host, outermost first. */
  readonly openGroups: readonly OpenNode[];
  /** Hosts with a share in the total. */
  readonly hostCount: number;
}

export interface OpenNode {
  readonly node: number;
  readonly parent: number;
  readonly hostCount: number;
  readonly weight: number;
}

/** What decides on the places; `weights` are by endpoint. */
export interface PlacementInput {
  readonly hierarchy: Hierarchy;
  readonly weights: Sums;
  readonly cutoff: Cutoff;
  readonly showOthers: boolean;
  readonly expanded: ReadonlySet<string>;
  /** Whether a group of a single host is shown as that host. */
  readonly skipsLoneHosts: boolean;
  /** How many of the endpoints' ranks (-1: none), from 0, it takes until they touch a share of the total. */
  readonly countCovering: (rankOfEndpoint: Int32Array, share: number) => number;
}

/** More places than this are never shown one by one. */
const mostPlaces = 100;
/** An open group shows half as many places as the top, but not fewer than this. */
const fewestMembers = 6;
/** So many at least where they are to cover a share of the total: the hub of a star touches all of it. */
const fewestCovering = 8;
/** So many where the top has as many as cover a share of the total. */
const coveredMembers = 12;

interface Unit {
  readonly node: number;
  readonly parent: number;
  readonly isGroup: boolean;
  readonly key: string;
  readonly hostCount: number;
  readonly weight: number;
}

interface NodeSums {
  readonly weights: Sums;
  readonly hostCounts: Uint32Array;
}

/** Gives the largest hosts and closed groups a place each, and the rest of the top and of each open group its Others. */
export function placeHosts(input: PlacementInput): Placement {
  const { hierarchy, expanded } = input;
  const sums = sumNodes(input);
  const isOpen = hierarchy.nodes.map(({ key, isGroup }, node) => {
    return isGroup && (expanded.has(key) || (input.skipsLoneHosts && sums.hostCounts[node] === 1));
  });
  const unitOfNode = findUnits(hierarchy, isOpen);
  const units = listUnits(input, sums, unitOfNode);
  const kept = keepLargest(units, unitOfNode, input);
  const openGroups = hierarchy.nodes.flatMap(({ key, parent, isGroup }, node): OpenNode[] => {
    const hostCount = sums.hostCounts[node] ?? 0;
    const isShown = isGroup && expanded.has(key) && hostCount > 0 && (parent < 0 || unitOfNode[parent] === -1);
    return isShown ? [{ node, parent, hostCount, weight: Number(readSum(sums.weights, node)) }] : [];
  });
  return { ...numberPlaces(units, kept, unitOfNode, input), openGroups, hostCount: countHosts(units) };
}

function countHosts(units: readonly Unit[]): number {
  return units.reduce((sum, { hostCount }) => sum + hostCount, 0);
}

/** Adds up each host's weight in its groups; a host without weight does not count. */
function sumNodes({ hierarchy, weights }: PlacementInput): NodeSums {
  const { nodes, nodeOfEndpoint } = hierarchy;
  const sums = { weights: createSums(nodes.length), hostCounts: new Uint32Array(nodes.length) };
  nodeOfEndpoint.forEach((leaf, endpoint) => {
    if (!(Number(readSum(weights, endpoint)) > 0)) return;
    for (let node = leaf; node >= 0; node = nodes[node]?.parent ?? -1) {
      addSum(sums.weights, node, weights, endpoint);
      sums.hostCounts[node] = (sums.hostCounts[node] ?? 0) + 1;
    }
  });
  return sums;
}

/** The node that each node is shown as: itself, or the closed group it is in; -1 for a group that is open. */
function findUnits({ nodes }: Hierarchy, isOpen: readonly boolean[]): Int32Array {
  const unitOfNode = new Int32Array(nodes.length);
  nodes.forEach(({ parent }, node) => {
    const closedGroup = parent < 0 ? -1 : (unitOfNode[parent] ?? -1);
    if (closedGroup >= 0) unitOfNode[node] = closedGroup;
    else unitOfNode[node] = isOpen[node] === true ? -1 : node;
  });
  return unitOfNode;
}

/** What could have a place, largest first, ties by key. */
function listUnits(
  { hierarchy, expanded }: PlacementInput,
  { weights, hostCounts }: NodeSums,
  unitOfNode: Int32Array,
): Unit[] {
  const { nodes } = hierarchy;
  const openAbove = (node: number): number => {
    const parent = nodes[node]?.parent ?? -1;
    return parent < 0 || expanded.has(nodes[parent]?.key ?? "") ? parent : openAbove(parent);
  };
  const units = nodes.flatMap(({ key, isGroup }, node): Unit[] => {
    const hostCount = hostCounts[node] ?? 0;
    if (unitOfNode[node] !== node || hostCount === 0) return [];
    return [{ node, parent: openAbove(node), isGroup, key, hostCount, weight: Number(readSum(weights, node)) }];
  });
  return units.sort((a, b) => b.weight - a.weight || compareText(a.key, b.key));
}

/** The nodes that get a place; where only one of a group would be left over, it gets one too. */
function keepLargest(
  units: readonly Unit[],
  unitOfNode: Int32Array,
  { cutoff, hierarchy, countCovering }: PlacementInput,
): ReadonlySet<number> {
  const ofTop = cutoff.by === "coverage" ? mostPlaces : Math.min(cutoff.count, mostPlaces);
  const ofGroup = cutoff.by === "coverage" ? coveredMembers : Math.max(fewestMembers, Math.ceil(ofTop / 2));
  const covering =
    cutoff.by === "count"
      ? units.length
      : Math.max(fewestCovering, countCovering(rankEndpoints(units, unitOfNode, hierarchy), cutoff.share));
  const kept = new Set<number>();
  const left = new Map<number, Unit[]>();
  const counts = new Map<number, number>();
  units.forEach((unit, rank) => {
    const count = counts.get(unit.parent) ?? 0;
    const isLarge = unit.parent < 0 ? rank < covering && count < ofTop : count < ofGroup;
    if (isLarge) {
      kept.add(unit.node);
      counts.set(unit.parent, count + 1);
    } else addToList(left, unit.parent, unit);
  });
  for (const [lone, second] of left.values()) if (lone !== undefined && second === undefined) kept.add(lone.node);
  return kept;
}

function addToList<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

function rankEndpoints(units: readonly Unit[], unitOfNode: Int32Array, { nodeOfEndpoint }: Hierarchy): Int32Array {
  const rankOfNode = new Int32Array(unitOfNode.length).fill(-1);
  units.forEach(({ node }, rank) => (rankOfNode[node] = rank));
  return Int32Array.from(nodeOfEndpoint, (leaf) => rankOfNode[unitOfNode[leaf] ?? -1] ?? -1);
}

function numberPlaces(
  units: readonly Unit[],
  kept: ReadonlySet<number>,
  unitOfNode: Int32Array,
  { hierarchy, showOthers }: PlacementInput,
): Pick<Placement, "places" | "placeOfEndpoint"> {
  const places: Place[] = units
    .filter(({ node }) => kept.has(node))
    .sort((a, b) => a.node - b.node)
    .map(({ node, parent, isGroup, hostCount, weight }) => ({
      kind: isGroup ? "group" : "host",
      node,
      parent,
      hostCount,
      weight,
    }));
  const placeOfNode = new Int32Array(unitOfNode.length).fill(-1);
  places.forEach(({ node }, place) => (placeOfNode[node] = place));
  const folded = units.filter(({ node }) => !kept.has(node)).sort((a, b) => a.node - b.node);
  const others = new Map<number, Unit[]>();
  if (showOthers) for (const unit of folded) addToList(others, unit.parent, unit);
  for (const [parent, members] of [...others].sort(([a], [b]) => a - b)) {
    const weight = members.reduce((sum, member) => sum + member.weight, 0);
    const place = places.push({ kind: "others", node: -1, parent, hostCount: countHosts(members), weight }) - 1;
    for (const { node } of members) placeOfNode[node] = place;
  }
  const topOthers = places.findIndex(({ kind, parent }) => kind === "others" && parent < 0);
  const elsewhere = topOthers < 0 ? places.length : topOthers;
  const placeOfEndpoint = Uint32Array.from(hierarchy.nodeOfEndpoint, (leaf) => {
    const place = placeOfNode[unitOfNode[leaf] ?? -1] ?? -1;
    return place < 0 ? elsewhere : place;
  });
  return { places, placeOfEndpoint };
}
