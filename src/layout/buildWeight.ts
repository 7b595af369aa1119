import type { Amount } from "../model/amount";
import type { Panel } from "../model/types";
import type { WidthScale } from "./types";

/** Weights stay below this, so that sums of them stay finite: a sum of doubles may be as large as 1.8e308. */
const largestWeight = 1e290;

/**
 * Gives the width of an amount, in no unit: as it is, its square root, or `log2(1 + amount / smallest)`, in which the
 * smallest amount is 1 wide. Never falls where the amount grows, is always finite, and 0 for 0 and what is no number.
 */
export function buildWeight(scale: WidthScale, smallest: Amount): (amount: Amount) => number {
  const unit = Number(smallest) > 0 ? Math.min(Number(smallest), largestWeight) : 1;
  const weigh = { linear: (value: number) => value, sqrt: Math.sqrt, log: (value: number) => logWeight(value, unit) };
  const ofScale = weigh[scale];
  return (amount) => {
    const value = Number(amount);
    return value > 0 ? ofScale(Math.min(value, largestWeight)) : 0;
  };
}

function logWeight(value: number, unit: number): number {
  return Math.log2(1 + Math.min(value / unit, largestWeight));
}

/** The smallest amount above 0 of all links that are drawn in any of the panels; 0 where there is none. */
export function findSmallest(panels: readonly Panel[]): Amount {
  let smallest: Amount = 0;
  for (const { links } of panels) {
    for (const { amount, isDrawn } of links) {
      if (isDrawn && amount > 0 && (smallest === 0 || amount < smallest)) smallest = amount;
    }
  }
  return smallest;
}
