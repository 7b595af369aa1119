import { addAmounts, shareOf, type Amount } from "../model/amount";
import type { Link } from "../model/types";
import type { ArcShape, PartShape, RibbonShape, Span } from "./types";

/**
 * The ribbons of a panel. Along each arc the ends are ordered the way the circle is walked, so that ribbons to
 * neighbours do not cross; together they fill the outgoing and the incoming part. Takes O(links log links).
 */
export function layoutRibbons(panel: number, links: readonly Link[], arcs: readonly ArcShape[]): RibbonShape[] {
  const drawn = links.filter(({ isDrawn }) => isDrawn);
  const slotCount = arcs.length;
  const sources = placeEnds(
    drawn,
    ({ source, target }) =>
      source * (slotCount + 1) + (source === target ? slotCount : stepsBack(source, target, slotCount)),
    ({ source }) => arcs[source]?.outgoing,
  );
  const targets = placeEnds(
    drawn,
    ({ source, target }) => target * (slotCount + 1) + stepsBack(target, source, slotCount),
    ({ target }) => arcs[target]?.incoming,
  );
  return drawn.flatMap((link) => {
    const source = sources.get(link);
    const target = targets.get(link);
    if (source === undefined || target === undefined) return [];
    return [{ link, source, target, parts: splitRibbon(panel, link) }];
  });
}

/** How many places one walks from `from` against the clock to `to`. */
function stepsBack(from: number, to: number, slotCount: number): number {
  return (from - to + slotCount) % slotCount;
}

/** Gives each link, in the order of its rank, its stretch of the arc's part; the last one ends where the part ends. */
function placeEnds(
  links: readonly Link[],
  rankOf: (link: Link) => number,
  partOf: (link: Link) => Span | undefined,
): Map<Link, Span> {
  const ranked = links.map((link) => ({ link, rank: rankOf(link) })).sort((a, b) => a.rank - b.rank);
  const totals = new Map<Span, Amount>();
  for (const { link } of ranked) {
    const part = partOf(link);
    if (part !== undefined) totals.set(part, addAmounts(totals.get(part) ?? 0, link.amount));
  }
  const befores = new Map<Span, Amount>();
  const spans = new Map<Link, Span>();
  for (const { link } of ranked) {
    const part = partOf(link);
    if (part === undefined) continue;
    const before = befores.get(part) ?? 0;
    const after = addAmounts(before, link.amount);
    befores.set(part, after);
    const total = totals.get(part) ?? 0;
    spans.set(link, { start: pointIn(part, shareOf(before, total)), end: pointIn(part, shareOf(after, total)) });
  }
  return spans;
}

function pointIn({ start, end }: Span, share: number): number {
  return share === 1 ? end : start + share * (end - start);
}

/** Shares of the ribbon's width by part, in stacking order, from 0 to exactly 1. */
function splitRibbon(panel: number, link: Link): PartShape[] {
  let before: Amount = 0;
  return link.parts.flatMap((part) => {
    if (!(part.amount > 0)) return [];
    const from = shareOf(before, link.amount);
    before = addAmounts(before, part.amount);
    const to = shareOf(before, link.amount);
    const litEnd = from + (to - from) * shareOf(part.highlighted, part.amount);
    return [{ mark: { kind: "part", panel, link, part }, from, to, litEnd }];
  });
}
