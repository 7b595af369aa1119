import type { Amount } from "../model/amount";
import type { ChordModel, OpenGroup, Panel } from "../model/types";

/** The gap between two arcs is at most this, in radians, however few there are. */
const widestGap = 0.05;

/** What leaves and what enters each slot, in weights. */
export interface SlotSums {
  readonly leaving: Float64Array;
  readonly entering: Float64Array;
}

/** The places of all slots, the same in every panel: where each begins, in radians, and its widest part in any panel. */
export interface Circle {
  readonly slotCount: number;
  readonly starts: Float64Array;
  readonly widest: SlotSums;
  readonly toAngle: (weight: number) => number;
}

/**
 * One circle for all panels of the model, also those that are not shown: an angle stands for the same weight in each,
 * and a slot begins at the same angle. Gaps take `paddingShare` of the circle at most; those around open groups are
 * double. Takes one pass over the links.
 */
export function buildCircle(
  { panels, slots, openGroups }: Pick<ChordModel, "panels" | "slots" | "openGroups">,
  weigh: (amount: Amount) => number,
  paddingShare: number,
): Circle {
  const slotCount = slots.length;
  const widest = findWidest(panels, slotCount, weigh);
  const total = sumOf(widest.leaving) + sumOf(widest.entering);
  const gaps = layoutGaps(slotCount, openGroups, paddingShare);
  const usable = 2 * Math.PI - sumOf(gaps);
  const toAngle = (weight: number): number => (total > 0 ? (weight / total) * usable : 0);
  const starts = new Float64Array(slotCount);
  let [weight, gap] = [0, (gaps[slotCount - 1] ?? 0) / 2];
  for (let slot = 0; slot < slotCount; slot++) {
    starts[slot] = toAngle(weight) + gap;
    weight += (widest.leaving[slot] ?? 0) + (widest.entering[slot] ?? 0);
    gap += gaps[slot] ?? 0;
  }
  return { slotCount, starts, widest, toAngle };
}

/** What leaves and enters each slot over the drawn links of a panel. */
export function sumSlots({ links }: Panel, slotCount: number, weigh: (amount: Amount) => number): SlotSums {
  const leaving = new Float64Array(slotCount);
  const entering = new Float64Array(slotCount);
  for (const { source, target, amount, isDrawn } of links) {
    if (!isDrawn) continue;
    const weight = weigh(amount);
    leaving[source] = (leaving[source] ?? 0) + weight;
    entering[target] = (entering[target] ?? 0) + weight;
  }
  return { leaving, entering };
}

function findWidest(panels: readonly Panel[], slotCount: number, weigh: (amount: Amount) => number): SlotSums {
  const [first, ...others] = panels;
  const widest = sumSlots(first ?? { index: 0, name: "", isHidden: false, links: [] }, slotCount, weigh);
  for (const panel of others) {
    const { leaving, entering } = sumSlots(panel, slotCount, weigh);
    takeLarger(widest.leaving, leaving);
    takeLarger(widest.entering, entering);
  }
  return widest;
}

function takeLarger(into: Float64Array, from: Float64Array): void {
  for (let index = 0; index < into.length; index++) {
    const value = from[index] ?? 0;
    if (value > (into[index] ?? 0)) into[index] = value;
  }
}

/** The gap behind each slot, in radians; a single slot has none. */
function layoutGaps(slotCount: number, openGroups: readonly OpenGroup[], paddingShare: number): Float64Array {
  const gaps = new Float64Array(slotCount);
  if (slotCount < 2) return gaps;
  gaps.fill(1);
  for (const { start, end } of openGroups) {
    gaps[(start - 1 + slotCount) % slotCount] = 2;
    gaps[(end - 1 + slotCount) % slotCount] = 2;
  }
  const unit = Math.min(widestGap, (2 * Math.PI * paddingShare) / sumOf(gaps));
  return gaps.map((units) => units * unit);
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
