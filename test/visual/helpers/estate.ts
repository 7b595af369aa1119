import type { FlowRow } from "./dataViewOf";

const rules = [
  "UserRule_allow-https",
  "DefaultRule_AllowInternetOutBound",
  "UserRule_default-allow-rdp",
  "DefaultRule_DenyAllInBound",
];

/** The same numbers from 0 to 1 for the same seed: tests do not depend on chance. */
export function buildRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Believable flows among so many hosts: few hosts carry most of it, about one in four flows is denied. */
export function buildFlows(
  hostCount: number,
  rowCount: number,
  seed = 7,
): Required<Pick<FlowRow, "source" | "destination" | "rule" | "action" | "value">>[] {
  const random = buildRandom(seed);
  const pickHost = (): string => {
    const host = Math.floor(hostCount * random() ** 2.6);
    return `10.${host >> 6}.${(host >> 3) & 7}.${(host * 7 + 4) % 250}`;
  };
  return Array.from({ length: rowCount }, () => {
    const rule = Math.floor(rules.length * random() ** 1.3);
    const isDenied = rule === rules.length - 1;
    const value = Math.round((isDenied ? 6e5 : 4e6) * random() ** 4) + 60;
    return {
      source: pickHost(),
      destination: pickHost(),
      rule: rules[rule] ?? "",
      action: isDenied ? "Deny" : "Allow",
      value,
    };
  });
}

/** The same flows among hosts in three networks, each pair between two of them, with a diagram for each rule. */
export function nestFlows(flows: readonly FlowRow[]): FlowRow[] {
  const pathOf = (host: unknown, index: number): unknown[] => [`network ${index % 3}`, host];
  return flows.map((row, index) => ({
    ...row,
    source: pathOf(row.source, index),
    destination: pathOf(row.destination, index + 1),
    smallMultiple: row.rule,
  }));
}
