import type { DetailedLink, Panel, PanelDetail, Slot } from "../../../src/model/types";

/** A link as a spec writes it: from slot to slot, and the amounts of its parts by action. */
export interface LinkOf {
  readonly source: number;
  readonly target: number;
  readonly parts: readonly { readonly action: number; readonly amount: number; readonly highlighted?: number }[];
}

/** The detail of one diagram with these links, the ones from `restFrom` on among the rest. */
export function detailOf(links: readonly LinkOf[], restFrom = links.length, index = 0): PanelDetail {
  const detailed = links.map(detailLink);
  const panel: Panel = { index, name: "", isHidden: false, links: detailed.map(({ link }) => link) };
  return { panel, links: detailed.slice(0, restFrom), rest: detailed.slice(restFrom) };
}

function detailLink({ source, target, parts }: LinkOf): DetailedLink {
  const range = { cellStart: 0, cellEnd: 0 };
  const amount = parts.reduce((sum, part) => sum + part.amount, 0);
  return {
    link: { source, target, amount, ...range, isDrawn: true },
    parts: parts.map((part, rule) => ({ ...part, rule, ruleCount: 1, highlighted: part.highlighted ?? 0, ...range })),
  };
}

/** Hosts as slots, the last of which stands for Others where it is asked for. */
export function slotsOf(count: number, hasOthers = false): Slot[] {
  return Array.from({ length: count }, (_, index) => {
    const isOthers = hasOthers && index === count - 1;
    const label = isOthers ? "" : `10.0.${index >> 4}.${index * 7}`;
    return {
      kind: isOthers ? "others" : "host",
      key: String(index),
      label,
      path: [label],
      hostCount: 1,
      parent: undefined,
    };
  });
}
