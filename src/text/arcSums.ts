import { addAmounts, type Amount } from "../model/amount";
import type { Panel } from "../model/types";

/** What is drawn from and to a slot, and what runs among the hosts of Others and is not drawn. */
export interface ArcSum {
  readonly sent: Amount;
  readonly received: Amount;
  readonly within: Amount;
}

interface MutableArcSum {
  sent: Amount;
  received: Amount;
  within: Amount;
}

const nothing: ArcSum = { sent: 0, received: 0, within: 0 };
const known = new WeakMap<Panel, ReadonlyMap<number, ArcSum>>();

/** The sums of the links of slot `start` to slot `end` (exclusive) of a diagram; each diagram is added up once. */
export function sumSlots(panel: Panel | undefined, start: number, end = start + 1): ArcSum {
  if (panel === undefined) return nothing;
  let sums = known.get(panel);
  if (sums === undefined) known.set(panel, (sums = sumPanel(panel)));
  const sum = { ...nothing };
  for (let slot = start; slot < end; slot++) {
    const { sent, received, within } = sums.get(slot) ?? nothing;
    sum.sent = addAmounts(sum.sent, sent);
    sum.received = addAmounts(sum.received, received);
    sum.within = addAmounts(sum.within, within);
  }
  return sum;
}

function sumPanel({ links }: Panel): Map<number, ArcSum> {
  const sums = new Map<number, MutableArcSum>();
  const sumOf = (slot: number): MutableArcSum => {
    let sum = sums.get(slot);
    if (sum === undefined) sums.set(slot, (sum = { ...nothing }));
    return sum;
  };
  for (const { source, target, amount, isDrawn } of links) {
    const [from, to] = [sumOf(source), sumOf(target)];
    if (isDrawn) {
      from.sent = addAmounts(from.sent, amount);
      to.received = addAmounts(to.received, amount);
    } else if (source === target) from.within = addAmounts(from.within, amount);
  }
  return sums;
}
