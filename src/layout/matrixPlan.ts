import type { Amount } from "../model/amount";
import type { ActionKind, Panel, Slot } from "../model/types";
import { buildWeight } from "./buildWeight";
import type { MeasureText, TextShape, WidthScale } from "./types";

/** Keeps sums of amounts finite. */
const weigh = buildWeight("linear", 1);

/** How matrices are laid out, all of a visual alike except for the title, which the caller has placed. */
export interface MatrixInput {
  readonly plan: MatrixPlan;
  readonly title: TextShape | undefined;
  /** By slot; empty where no labels are wanted. */
  readonly labels: readonly string[];
  readonly labelStyle: { readonly fontSizePx: number; readonly measure: MeasureText };
  /** What rows and columns are. */
  readonly axisTexts: { readonly rows: string; readonly columns: string };
  /** An amount's share in the largest on the chosen scale, from 0 to 1: see `buildStrength`. */
  readonly strengthOf: (amount: Amount) => number;
  /** Whether bars are split by kind of action. */
  readonly hasMix: boolean;
  readonly kindOf: (action: number | undefined) => ActionKind;
}

/**
 * What the matrices of all diagrams have in common, so that they can be compared: the slots with a row and with a
 * column, in slot order, and the largest amounts. `isApart` and `weights` are by slot.
 */
export interface MatrixPlan {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Whether there is a small gap before the slot: before Others, and around the members of an open group. */
  readonly isApart: readonly boolean[];
  /** What the slot sends and receives in all diagrams together. */
  readonly weights: readonly number[];
  readonly largestLink: Amount;
  /** The most that one slot sends or receives in one diagram. */
  readonly largestTotal: number;
  readonly panelCount: number;
}

/** Rows and columns are those of the same slots where nearly as many of them send as receive: the diagonal is worth it. */
const squareShare = 0.85;

/**
 * Plans the matrices of these diagrams: give all of them, not only those of a page. Slots that send nothing have no
 * row and those that receive nothing no column, unless leaving them out saves little.
 */
export function planMatrix(slots: readonly Slot[], panels: readonly Panel[]): MatrixPlan {
  const sent = new Float64Array(slots.length);
  const received = new Float64Array(slots.length);
  let largestLink: Amount = 0;
  let largestTotal = 0;
  for (const { links } of panels) {
    const outgoing = new Float64Array(slots.length);
    const incoming = new Float64Array(slots.length);
    for (const { source, target, amount, isDrawn } of links) {
      if (!isDrawn || !(amount > 0)) continue;
      addAt(outgoing, source, weigh(amount));
      addAt(incoming, target, weigh(amount));
      if (amount > largestLink) largestLink = amount;
    }
    for (const [slot, amount] of outgoing.entries()) addAt(sent, slot, amount);
    for (const [slot, amount] of incoming.entries()) addAt(received, slot, amount);
    largestTotal = Math.max(largestTotal, ...outgoing, ...incoming);
  }
  const isApart = slots.map((slot, index) => {
    const before = slots[index - 1];
    return before !== undefined && (slot.parent !== before.parent || (slot.kind === "others" && !slot.parent));
  });
  const weights = slots.map((_, slot) => (sent[slot] ?? 0) + (received[slot] ?? 0));
  return { ...chooseLines(sent, received), isApart, weights, largestLink, largestTotal, panelCount: panels.length };
}

function addAt(sums: Float64Array, slot: number, amount: number): void {
  sums[slot] = (sums[slot] ?? 0) + amount;
}

function chooseLines(sent: Float64Array, received: Float64Array): Pick<MatrixPlan, "rows" | "columns"> {
  const slots = Array.from(sent.keys());
  const rows = slots.filter((slot) => (sent[slot] ?? 0) > 0);
  const columns = slots.filter((slot) => (received[slot] ?? 0) > 0);
  const both = slots.filter((slot) => (sent[slot] ?? 0) > 0 || (received[slot] ?? 0) > 0);
  const isSquare = Math.min(rows.length, columns.length) >= squareShare * both.length;
  return isSquare ? { rows: both, columns: both } : { rows, columns };
}

/**
 * The share of an amount in the largest on a scale, from 0 to 1; 0 for what is no amount. On the logarithmic scale it
 * is told from the smallest one: see `buildWeight`.
 */
export function buildStrength(scale: WidthScale, largest: Amount, smallest: Amount): (amount: Amount) => number {
  const weightOf = buildWeight(scale, smallest);
  const whole = weightOf(largest);
  return (amount) => {
    const share = weightOf(amount) / whole;
    return share > 0 ? Math.min(share, 1) : 0;
  };
}
