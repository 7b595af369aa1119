import { dimensionNames } from "../payload.ts";
import type { FlowBatch } from "../tables/flowBatch.ts";
import {
  addSums,
  addToGroup,
  coarsest,
  createGroups,
  mergeGroups,
  noSums,
  otherPorts,
  spellText,
  sumOf,
  type Group,
  type Groups,
} from "./groups.ts";
import { readRows, type CubeRow } from "./readRows.ts";

/** How many groups may be at hand while tables are read, how many the page holds, and how many ports it tells apart. */
export interface CubeLimits {
  readonly inMemory: number;
  readonly inPage: number;
  readonly ports: number;
}

const defaultLimits: CubeLimits = { inMemory: 500_000, inPage: 150_000, ports: 60 };

/** All rows in groups. What is shown and what is left out come to what was read. */
export interface Cube {
  /** What the page holds. */
  readonly shown: Groups;
  /** All groups, before the smallest were left out; not those that found no place in memory. */
  readonly all: Groups;
  /** 0: by hour and port; 1: without ports; 2: by day; 3: without time. */
  readonly level: number;
  readonly read: readonly (bigint | null)[];
  readonly leftOut: readonly (bigint | null)[];
  /** Whether groups had to be turned away while reading: then hosts and pairs are at least so many. */
  readonly isFull: boolean;
}

/**
 * Groups rows by all dimensions. Where there are too many groups, first detail goes, ports, hours, days, which loses no
 * flow; then the smallest are left out, and counted. Memory is bounded by the limits and by the distinct texts, not by the rows.
 */
export async function buildCube(batches: AsyncIterable<FlowBatch>, limits = defaultLimits): Promise<Cube> {
  const read = noSums();
  const leftOut = noSums();
  let [all, level, isFull] = [createGroups(), 0, false];
  const coarsen = (limit: number): void => {
    while (all.byKey.size > limit && level < coarsest) {
      level++;
      all = mergeGroups(all, (name, text) => spellText(name, text, level));
    }
  };
  for await (const batch of batches) {
    for (const row of readRows(batch)) {
      addSums(read, row.sums);
      if (addRow(all, row, { level, isOpen: all.byKey.size < limits.inMemory })) continue;
      coarsen(limits.inMemory - 1);
      if (addRow(all, row, { level, isOpen: all.byKey.size < limits.inMemory })) continue;
      isFull = true;
      addSums(leftOut, row.sums);
    }
  }
  if (level === 0) all = foldPorts(all, limits.ports);
  coarsen(limits.inPage);
  const shown = keepLargest(all, limits.inPage);
  for (const [key, { sums }] of all.byKey) if (!shown.byKey.has(key)) addSums(leftOut, sums);
  return { shown, all, level, read, leftOut, isFull };
}

function addRow(
  groups: Groups,
  { texts, sums }: CubeRow,
  { level, isOpen }: { level: number; isOpen: boolean },
): boolean {
  const codes = dimensionNames.map((name, at) => {
    const text = spellText(name, texts[at] ?? "", level);
    return groups.dictionaries[at]?.codeOf(text) ?? 0;
  });
  return addToGroup(groups, codes, sums, isOpen);
}

/** Only the ports with the most flows are told apart. */
function foldPorts(groups: Groups, limit: number): Groups {
  const at = dimensionNames.indexOf("DestPort");
  const { texts = [] } = groups.dictionaries[at] ?? {};
  if (texts.length <= limit) return groups;
  const flows = texts.map(() => 0n);
  for (const group of groups.byKey.values()) {
    const code = group.codes[at] ?? 0;
    flows[code] = (flows[code] ?? 0n) + flowsOf(group);
  }
  const order = texts.map((_, code) => code).sort((a, b) => compare(flows[b] ?? 0n, flows[a] ?? 0n));
  const kept = new Set(order.slice(0, limit).map((code) => texts[code]));
  return mergeGroups(groups, (name, text) => (name !== "DestPort" || kept.has(text) ? text : otherPorts));
}

/** The largest by flows and, as many, by bytes: the page can weigh by either. */
function keepLargest(groups: Groups, limit: number): Groups {
  if (groups.byKey.size <= limit) return groups;
  const entries = [...groups.byKey];
  const kept = new Map(entries.sort(([, a], [, b]) => compare(flowsOf(b), flowsOf(a))).slice(0, Math.ceil(limit / 2)));
  entries.sort(([, a], [, b]) => compare(bytesOf(b), bytesOf(a)));
  for (const [key, group] of entries) {
    if (kept.size === limit) break;
    kept.set(key, group);
  }
  return { ...groups, byKey: kept };
}

function flowsOf(group: Group): bigint {
  return sumOf(group, "Flows") ?? 0n;
}

function bytesOf(group: Group): bigint {
  return (sumOf(group, "BytesSrcToDest") ?? 0n) + (sumOf(group, "BytesDestToSrc") ?? 0n);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
