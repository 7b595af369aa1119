import { addAmounts, type Amount } from "./amount";
import type { RowGroup } from "./groupRows";
import type { Link, Part } from "./types";

/** At most this many sub-ribbons keep their rules apart, so that a page stays quick; the smaller links then show actions. */
const detailLimit = 1500;

interface PanelLink extends Link {
  readonly panel: number;
}

/**
 * One link for each panel and pair of slots, its parts stacked by action, then rule. A link without an amount is kept
 * for the selection of its ends, but not drawn, as are the flows from Others to Others.
 */
export function buildLinks(groups: readonly RowGroup[], othersSlot: number): PanelLink[] {
  const links: PanelLink[] = [];
  let start = 0;
  groups.forEach((group, index) => {
    const next = groups[index + 1];
    if (next !== undefined && isSamePair(group, next)) return;
    links.push(buildLink(groups.slice(start, index + 1), othersSlot));
    start = index + 1;
  });
  return limitDetail(links);
}

function isSamePair(a: RowGroup, b: RowGroup): boolean {
  return a.panel === b.panel && a.source === b.source && a.target === b.target;
}

function buildLink(groups: readonly RowGroup[], othersSlot: number): PanelLink {
  const parts = groups.map((group): Part => ({ ...group, ruleCount: 1 }));
  const { panel, source, target } = groups[0] ?? { panel: 0, source: 0, target: 0 };
  const amount = parts.reduce<Amount>((sum, part) => addAmounts(sum, part.amount), 0);
  const isAmongOthers = othersSlot >= 0 && source === othersSlot && target === othersSlot;
  return { panel, source, target, amount, parts, isDrawn: amount > 0 && !isAmongOthers };
}

/** Links with the largest amount keep their rules; the parts of the others are put together by action. */
function limitDetail(links: readonly PanelLink[]): PanelLink[] {
  const partCount = links.reduce((count, { parts }) => count + parts.length, 0);
  if (partCount <= detailLimit) return [...links];
  const detailed = new Set<PanelLink>();
  let room = detailLimit - links.length;
  for (const link of [...links].sort((a, b) => Number(b.amount) - Number(a.amount))) {
    if ((room -= link.parts.length) < 0) break;
    detailed.add(link);
  }
  return links.map((link) => (detailed.has(link) ? link : { ...link, parts: joinByAction(link.parts) }));
}

function joinByAction(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.action === part.action) joined[joined.length - 1] = joinParts(last, part);
    else joined.push(part);
  }
  return joined;
}

function joinParts(a: Part, b: Part): Part {
  return {
    action: a.action,
    rule: undefined,
    ruleCount: a.ruleCount + b.ruleCount,
    amount: addAmounts(a.amount, b.amount),
    highlighted: addAmounts(a.highlighted, b.highlighted),
    rowStart: a.rowStart,
    rowEnd: b.rowEnd,
  };
}
