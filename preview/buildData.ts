import type { FlowGroup, FlowTotals } from "./aggregateFlows.ts";
import { createDictionary } from "./dictionary.ts";
import type { PreviewData, Talk } from "./payload.ts";

/** At most this many groups of each weight: the window that the visual asks Power BI for. */
const groupLimit = 30_000;

/** The figures and the largest groups in the shape that is embedded into the page. */
export function buildData(totals: FlowTotals, groups: readonly FlowGroup[], limit = groupLimit): PreviewData {
  const kept = keepLargest(groups, limit);
  const [hosts, rules, actions] = [createDictionary(), createDictionary(), createDictionary()];
  const { minTimeMs, maxTimeMs, ...counts } = totals;
  const pairs = listPairs(groups);
  const busiest = findLargest(pairs);
  const mostDenied = findLargest(listPairs(groups.filter(({ action }) => action === "Deny")));
  return {
    figures: {
      ...counts,
      bytes: Number(totals.bytes),
      pairs: pairs.length,
      groups: groups.length,
      groupLimit: limit,
      ...(totals.rows > 0 && { minTimeMs, maxTimeMs }),
      ...(busiest && { busiest }),
      ...(mostDenied && { mostDenied }),
    },
    groups: {
      source: kept.map(({ source }) => hosts.codeOf(source)),
      destination: kept.map(({ destination }) => hosts.codeOf(destination)),
      rule: kept.map(({ rule }) => rules.codeOf(rule)),
      action: kept.map(({ action }) => actions.codeOf(action)),
      flows: kept.map(({ flows }) => flows),
      bytes: kept.map(({ bytes }) => (bytes === null ? null : Number(bytes))),
    },
    hosts: hosts.texts,
    rules: rules.texts,
    actions: actions.texts,
  };
}

/** The page switches its weight: it needs the largest by either. */
function keepLargest(groups: readonly FlowGroup[], limit: number): readonly FlowGroup[] {
  if (groups.length <= limit) return groups;
  const byFlows = groups.toSorted((a, b) => b.flows - a.flows).slice(0, limit);
  const byBytes = groups.toSorted((a, b) => Number((b.bytes ?? -1n) - (a.bytes ?? -1n))).slice(0, limit);
  return [...new Set([...byFlows, ...byBytes])];
}

/** The flows of each pair of source and destination, over all rules and actions. */
function listPairs(groups: readonly FlowGroup[]): Talk[] {
  const pairs = new Map<string, Talk & { flows: number }>();
  for (const { source, destination, flows } of groups) {
    const key = JSON.stringify([source, destination]);
    const pair = pairs.get(key) ?? { source, destination, flows: 0 };
    pair.flows += flows;
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}

function findLargest(pairs: readonly Talk[]): Talk | undefined {
  return pairs.reduce<Talk | undefined>((most, pair) => (pair.flows > (most?.flows ?? 0) ? pair : most), undefined);
}
