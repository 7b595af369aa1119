import type { FlowGroup, FlowTotals } from "./aggregateFlows.ts";
import { createDictionary } from "./dictionary.ts";
import type { PreviewData } from "./payload.ts";

/** At most this many groups of each weight: the window that the visual asks Power BI for. */
const groupLimit = 30_000;

/** The figures and the largest groups in the shape that is embedded into the page. */
export function buildData(totals: FlowTotals, groups: readonly FlowGroup[], limit = groupLimit): PreviewData {
  const kept = keepLargest(groups, limit);
  const [hosts, rules, actions] = [createDictionary(), createDictionary(), createDictionary()];
  const { minTimeMs, maxTimeMs, ...counts } = totals;
  return {
    figures: {
      ...counts,
      bytes: Number(totals.bytes),
      pairs: countPairs(groups),
      groups: groups.length,
      groupLimit: limit,
      ...(totals.rows > 0 && { minTimeMs, maxTimeMs }),
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

function countPairs(groups: readonly FlowGroup[]): number {
  const hosts = createDictionary();
  return new Set(groups.map(({ source, destination }) => `${hosts.codeOf(source)},${hosts.codeOf(destination)}`)).size;
}
