import type { Amount } from "../model/amount";
import { stackingKinds } from "../model/actionKind";
import { listAllSingle } from "../model/detailPanels";
import type { ActionKind, DetailedLink, Panel } from "../model/types";
import { sumSlots, type Circle } from "./circle";
import type { ArcShape, MixShape, Span } from "./types";

/** The arcs of a panel, by slot: on its track each has what leaves it, then what enters it, over the drawn links. */
export function layoutArcs(panel: Panel, circle: Circle, weigh: (amount: Amount) => number): ArcShape[] {
  const { slotCount, starts, widest, toAngle } = circle;
  const { leaving, entering } = sumSlots(panel, slotCount, weigh);
  const arcs: ArcShape[] = [];
  for (let slot = 0; slot < slotCount; slot++) {
    const start = starts[slot] ?? 0;
    const middle = start + toAngle(widest.leaving[slot] ?? 0);
    arcs.push({
      mark: { kind: "arc", panel: panel.index, slot },
      track: { start, end: middle + toAngle(widest.entering[slot] ?? 0) },
      outgoing: { start, end: start + toAngle(leaving[slot] ?? 0) },
      incoming: { start: middle, end: middle + toAngle(entering[slot] ?? 0) },
      mix: [],
    });
  }
  return arcs;
}

/** Whether anything of an arc is drawn in its diagram; its track is there in any case. */
export function hasFlows({ outgoing, incoming }: ArcShape): boolean {
  return outgoing.end > outgoing.start || incoming.end > incoming.start;
}

/** Adds to each arc the stretches of allowed and denied, by their true share of what leaves and of what enters. */
export function addMix(
  arcs: readonly ArcShape[],
  links: readonly DetailedLink[],
  kinds: readonly ActionKind[],
): ArcShape[] {
  const kindCount = stackingKinds.length;
  const leaving = new Float64Array(arcs.length * kindCount);
  const entering = new Float64Array(arcs.length * kindCount);
  const stackedAt = kinds.map((kind) => stackingKinds.indexOf(kind));
  for (const { link, parts } of links) {
    for (const { action, amount } of listAllSingle(parts)) {
      const at = stackedAt[action ?? -1] ?? 1;
      addTo(leaving, link.source * kindCount + at, Number(amount));
      addTo(entering, link.target * kindCount + at, Number(amount));
    }
  }
  return arcs.map((arc) => {
    const first = arc.mark.slot * kindCount;
    const mixOf = (span: Span, sums: Float64Array): MixShape[] =>
      splitSpan(span, sums.subarray(first, first + kindCount));
    return { ...arc, mix: [...mixOf(arc.outgoing, leaving), ...mixOf(arc.incoming, entering)] };
  });
}

function addTo(sums: Float64Array, index: number, amount: number): void {
  sums[index] = (sums[index] ?? 0) + amount;
}

function splitSpan({ start, end }: Span, amounts: Float64Array): MixShape[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0 && total < Infinity)) return [];
  let before = 0;
  return stackingKinds.flatMap((actionKind, index) => {
    const from = start + (before / total) * (end - start);
    before += amounts[index] ?? 0;
    const to = start + (before / total) * (end - start);
    return to > from ? [{ actionKind, start: from, end: to }] : [];
  });
}
