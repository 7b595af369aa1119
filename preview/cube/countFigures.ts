import type { PreviewFigures, Talk } from "../payload.ts";
import { measureNames } from "../payload.ts";
import type { Cube } from "./buildCube.ts";
import { sumOf, textOf, type Groups } from "./groups.ts";

/** Counts over all rows, exact where they are bigints. */
export interface FlowTotals {
  readonly rows: number;
  readonly allowed: number;
  readonly denied: number;
  /** Rows of which the log says how many bytes they carried. */
  readonly measuredRows: number;
  /** Of both directions. */
  readonly bytes: bigint;
  readonly hosts: number;
  readonly pairs: number;
}

/** Sums what was read. Actions, hosts and pairs are those of all groups; where memory was full, at least so many. */
export function countTotals({ read, all }: Cube): FlowTotals {
  const sumRead = (name: (typeof measureNames)[number]): bigint => read[measureNames.indexOf(name)] ?? 0n;
  const rows = Number(sumRead("Flows"));
  const byAction = sumFlows(all, (group) => textOf(all, group, "Action"));
  return {
    rows,
    allowed: byAction.get("Allow") ?? 0,
    denied: byAction.get("Deny") ?? 0,
    measuredRows: rows - Number(sumRead("UnmeasuredFlows")),
    bytes: sumRead("BytesSrcToDest") + sumRead("BytesDestToSrc"),
    hosts: countHosts(all),
    pairs: listPairs(all, () => true).length,
  };
}

/** The same for the page, with what is worth a sentence. */
export function buildFigures(cube: Cube, totals: FlowTotals): PreviewFigures {
  const { all, shown, level, leftOut, isFull } = cube;
  const busiest = findLargest(listPairs(all, () => true));
  const mostDenied = findLargest(listPairs(all, (action) => action === "Deny"));
  return {
    ...totals,
    bytes: Number(totals.bytes),
    groups: shown.byKey.size,
    level,
    isFull,
    leftOut: {
      groups: all.byKey.size - shown.byKey.size,
      flows: Number(leftOut[measureNames.indexOf("Flows")] ?? 0n),
    },
    ...(busiest && { busiest }),
    ...(mostDenied && { mostDenied }),
  };
}

function countHosts(groups: Groups): number {
  const hosts = new Set<string>();
  for (const group of groups.byKey.values()) {
    hosts.add(textOf(groups, group, "SrcIp")).add(textOf(groups, group, "DestIp"));
  }
  return hosts.size;
}

function listPairs(groups: Groups, isWanted: (action: string) => boolean): Talk[] {
  const pairs = sumFlows(groups, (group) =>
    isWanted(textOf(groups, group, "Action"))
      ? JSON.stringify([textOf(groups, group, "SrcIp"), textOf(groups, group, "DestIp")])
      : undefined,
  );
  return [...pairs].map(([key, flows]) => {
    const [source = "", destination = ""] = JSON.parse(key) as string[];
    return { source, destination, flows };
  });
}

function sumFlows(
  groups: Groups,
  keyOf: (group: Parameters<typeof sumOf>[0]) => string | undefined,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const group of groups.byKey.values()) {
    const key = keyOf(group);
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + Number(sumOf(group, "Flows") ?? 0n));
  }
  return sums;
}

function findLargest(pairs: readonly Talk[]): Talk | undefined {
  return pairs.reduce<Talk | undefined>((most, pair) => (pair.flows > (most?.flows ?? 0) ? pair : most), undefined);
}
