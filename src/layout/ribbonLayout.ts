import type { Amount } from "../model/amount";
import type { ActionKind, PanelDetail } from "../model/types";
import { groupRest } from "./groupRest";
import { splitLink } from "./splitLink";
import type { ArcShape, RestShape, RibbonShape, Span } from "./types";

/** The ribbons of a panel: one by one from the widest to the thinnest, and those that are drawn in one piece. */
export interface PanelRibbons {
  readonly ribbons: readonly RibbonShape[];
  readonly rest: readonly RestShape<RibbonShape>[];
}

/** What ribbons are laid out by: their width at a radius in px, and what actions mean. */
export interface RibbonInput {
  readonly weigh: (amount: Amount) => number;
  readonly radius: number;
  readonly kinds: readonly ActionKind[];
}

/** Parts thinner than this, in px, can be neither seen nor met with a pointer; so few of them are no burden. */
const thinnest = 0.25;
const fewThin = 24;

/**
 * The ribbons of a panel. Parts too thin to be seen belong to the rest where they are many, but each ribbon keeps its largest one. Along each arc the ends are ordered the way the circle is walked, so that ribbons to
 * neighbours do not cross; together they fill the outgoing and the incoming part. Takes O(links log links).
 */
export function layoutRibbons(
  { panel, links, rest }: PanelDetail,
  arcs: readonly ArcShape[],
  { weigh, radius, kinds }: RibbonInput,
): PanelRibbons {
  const drawn = [...links, ...rest];
  const weights = drawn.map(({ link }) => weigh(link.amount));
  const steps = arcs.length + 1;
  const sources = placeEnds(
    drawn.map(({ link }) => link.source),
    drawn.map(({ link: { source, target } }) => (source === target ? steps : stepsBack(source, target, arcs.length))),
    weights,
    (slot) => arcs[slot]?.outgoing,
  );
  const targets = placeEnds(
    drawn.map(({ link }) => link.target),
    drawn.map(({ link }) => stepsBack(link.target, link.source, arcs.length)),
    weights,
    (slot) => arcs[slot]?.incoming,
  );
  const shapes = drawn.flatMap(({ link, parts }, index): RibbonShape[] => {
    const [source, target] = [sources[index], targets[index]];
    if (source === undefined || target === undefined) return [];
    return [{ link, source, target, parts: splitLink(panel.index, { link, parts }) }];
  });
  const width = ({ source }: RibbonShape): number => source.end - source.start;
  const single = shapes.slice(0, links.length).sort((a, b) => width(b) - width(a));
  const { ribbons, thin } = takeThin(single, radius);
  const kindOf = (action: number | undefined): ActionKind => kinds[action ?? -1] ?? "allow";
  const lines = groupRest(panel.index, thin, kindOf, true);
  return { ribbons, rest: [...groupRest(panel.index, shapes.slice(links.length), kindOf), ...lines] };
}

/** Takes the parts that are too thin at a radius in px out of their ribbons, if they are many; each keeps its largest. */
function takeThin(shapes: readonly RibbonShape[], radius: number): { ribbons: RibbonShape[]; thin: RibbonShape[] } {
  const thin: RibbonShape[] = [];
  const ribbons = shapes.map((shape) => {
    const { source, parts } = shape;
    let [largest, smallest] = [0, 1];
    for (const { from, to } of parts) {
      largest = Math.max(largest, to - from);
      smallest = Math.min(smallest, to - from);
    }
    const least = Math.min(thinnest / ((source.end - source.start) * radius), largest);
    if (smallest >= least) return shape;
    thin.push({ ...shape, parts: parts.filter(({ from, to }) => to - from < least) });
    return { ...shape, parts: parts.filter(({ from, to }) => to - from >= least) };
  });
  const count = thin.reduce((sum, { parts }) => sum + parts.length, 0);
  return count > fewThin ? { ribbons, thin } : { ribbons: [...shapes], thin: [] };
}

/** How many places one walks from `from` against the clock to `to`. */
function stepsBack(from: number, to: number, slotCount: number): number {
  return (from - to + slotCount) % slotCount;
}

/** Gives each end, in the order of its rank on its slot, its stretch of the arc's part, the last one up to its end. */
function placeEnds(
  slots: readonly number[],
  ranks: readonly number[],
  weights: readonly number[],
  partOf: (slot: number) => Span | undefined,
): (Span | undefined)[] {
  const slotCount = slots.reduce((most, slot) => Math.max(most, slot + 1), 0);
  const order = orderEnds(slots, ranks);
  const totals = new Float64Array(slotCount);
  for (const index of order) addTo(totals, slots[index] ?? 0, weights[index] ?? 0);
  const befores = new Float64Array(slotCount);
  const spans = new Array<Span | undefined>(slots.length);
  for (const index of order) {
    const slot = slots[index] ?? 0;
    const part = partOf(slot);
    if (part === undefined) continue;
    const start = pointIn(part, befores[slot] ?? 0, totals[slot] ?? 0);
    addTo(befores, slot, weights[index] ?? 0);
    spans[index] = { start, end: pointIn(part, befores[slot] ?? 0, totals[slot] ?? 0) };
  }
  return spans;
}

function addTo(sums: Float64Array, index: number, weight: number): void {
  sums[index] = (sums[index] ?? 0) + weight;
}

/** The indices of the ends by slot, then rank; sorted as numbers that hold all three, which takes no comparisons. */
function orderEnds(slots: readonly number[], ranks: readonly number[]): Uint32Array {
  const count = slots.length;
  const rankCount = ranks.reduce((most, rank) => Math.max(most, rank + 1), 1);
  const keys = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    keys[index] = ((slots[index] ?? 0) * rankCount + (ranks[index] ?? 0)) * count + index;
  }
  keys.sort();
  const order = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = (keys[index] ?? 0) % count;
  return order;
}

function pointIn({ start, end }: Span, before: number, total: number): number {
  return before === total ? end : start + (before / total) * (end - start);
}
