import { compareAddresses } from "./address";
import { compareNames, compareText } from "./compareText";
import type { WeightedLink } from "./crossingGraph";
import type { HierarchyNode } from "./hierarchy";
import { orderByCrossings } from "./orderCrossings";
import type { OpenNode, Place } from "./placeHosts";
import type { OpenGroup, Order, Slot } from "./types";

/** What is ordered: places and open groups of a hierarchy, and what runs from place to place over all panels. */
export interface OrderInput {
  readonly nodes: readonly HierarchyNode[];
  readonly places: readonly Place[];
  readonly openGroups: readonly OpenNode[];
  readonly order: Order;
  readonly links: readonly WeightedLink[];
}

/** Slots in their order around the circle, the open groups around them, and the slot of each place. */
export interface OrderedPlaces {
  readonly slots: Slot[];
  readonly openGroups: OpenGroup[];
  readonly slotOfPlace: Uint32Array;
}

/** A place, or an open group with the places of its members. */
interface Item {
  readonly open: OpenNode | undefined;
  readonly members: readonly number[];
  readonly isOthers: boolean;
  readonly key: string;
  readonly label: string;
  readonly weight: number;
}

/** Orders the top and the members of each open group, which stand side by side; Others are last among theirs. */
export function orderPlaces(input: OrderInput): OrderedPlaces {
  const ordered = { slots: [], openGroups: [], slotOfPlace: new Uint32Array(input.places.length) };
  addMembers(ordered, input, -1);
  return ordered;
}

function addMembers(ordered: OrderedPlaces, input: OrderInput, group: number): void {
  const { slots, slotOfPlace } = ordered;
  for (const { open, members } of sortItems(listItems(input, group), input)) {
    if (open !== undefined) addGroup(ordered, input, open);
    else for (const place of members) slotOfPlace[place] = slots.push(buildSlot(input, place)) - 1;
  }
}

function addGroup(ordered: OrderedPlaces, input: OrderInput, { node, parent, hostCount }: OpenNode): void {
  const { slots, openGroups } = ordered;
  const [index, start] = [openGroups.length, slots.length];
  const group = { ...describeNode(input, node), parent: input.nodes[parent]?.key, hostCount, start };
  openGroups.push({ ...group, end: start });
  addMembers(ordered, input, node);
  openGroups[index] = { ...group, end: slots.length };
}

function buildSlot(input: OrderInput, index: number): Slot {
  const { kind, node, parent, hostCount } = input.places[index] ?? {
    kind: "others",
    node: -1,
    parent: -1,
    hostCount: 0,
  };
  const group = input.nodes[parent]?.key;
  const described = describeNode(input, node);
  return {
    kind,
    ...described,
    key: kind === "others" ? `others ${group ?? ""}` : described.key,
    hostCount,
    parent: group,
  };
}

function describeNode({ nodes }: OrderInput, node: number): Pick<Slot, "key" | "label" | "path"> {
  const { key, label, path } = nodes[node] ?? { key: "", label: "", path: [] };
  return { key, label, path };
}

function listItems(input: OrderInput, group: number): Item[] {
  const { places, openGroups } = input;
  const single = places.flatMap((place, index): Item[] => {
    const { kind, node, parent, weight } = place;
    if (parent !== group) return [];
    return [{ open: undefined, members: [index], isOthers: kind === "others", ...describeNode(input, node), weight }];
  });
  const opened = openGroups
    .filter(({ parent }) => parent === group)
    .map((open): Item => {
      const members = places.flatMap(({ parent }, index) => (isWithin(input, parent, open.node) ? [index] : []));
      return { open, members, isOthers: false, ...describeNode(input, open.node), weight: open.weight };
    });
  return [...single, ...opened];
}

function isWithin({ nodes }: OrderInput, node: number, group: number): boolean {
  for (let above = node; above >= 0; above = nodes[above]?.parent ?? -1) if (above === group) return true;
  return false;
}

function sortItems(items: readonly Item[], { order, places, links }: OrderInput): Item[] {
  const byValue = [...items].sort((a, b) => b.weight - a.weight || compareText(a.key, b.key));
  const [hosts, others] = [byValue.filter(({ isOthers }) => !isOthers), byValue.filter(({ isOthers }) => isOthers)];
  if (order === "address" || order === "name") {
    const compare = order === "address" ? compareAddresses : compareNames;
    hosts.sort((a, b) => compare(a.label, b.label) || compareText(a.key, b.key));
  } else if (order === "crossings") {
    const itemOfPlace = new Int32Array(places.length).fill(-1);
    hosts.forEach(({ members }, item) => {
      for (const place of members) itemOfPlace[place] = item;
    });
    const between = links.flatMap(({ source, target, weight }) => {
      const ends = { source: itemOfPlace[source] ?? -1, target: itemOfPlace[target] ?? -1 };
      return ends.source < 0 || ends.target < 0 ? [] : [{ ...ends, weight }];
    });
    return [...orderByCrossings(hosts.length, between).flatMap((item) => hosts[item] ?? []), ...others];
  }
  return [...hosts, ...others];
}
