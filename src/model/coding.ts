import { parseActionKind } from "./actionKind";
import { compareText } from "./compareText";
import { sumByText } from "./rank";
import type { ActionKind, CodedColumn, FlowTable } from "./types";

/** Texts in their drawing order and, for each code of the column, its place in it (-1: not shown). */
export interface Ordering {
  readonly texts: readonly string[];
  readonly placeOfCode: Int32Array;
}

const kindOrder: Readonly<Record<ActionKind, number>> = { allow: 0, other: 1, deny: 2 };
const numericOrder = new Intl.Collator("en", { numeric: true });

/** Actions in stacking order: allowed first, denied last, each by text. */
export function orderActions(column: CodedColumn | undefined): Ordering {
  return orderBy(column, (a, b) => kindOrder[parseActionKind(a.text)] - kindOrder[parseActionKind(b.text)]);
}

/** Rules in stacking order: the largest first. */
export function orderRules(table: FlowTable): Ordering {
  if (table.rules === undefined) return orderBy(undefined, () => 0);
  const sums = sumByText(table, table.rules);
  return orderBy(table.rules, (a, b) => Number(sums[b.code] ?? 0) - Number(sums[a.code] ?? 0));
}

/** The panels with the largest sums, at most `limit`, in the order of their names, numbers in them by value. */
export function orderPanels(table: FlowTable, limit: number): Ordering {
  if (table.panels === undefined) return orderBy(undefined, () => 0);
  const sums = sumByText(table, table.panels);
  const largest = orderBy(table.panels, (a, b) => Number(sums[b.code] ?? 0) - Number(sums[a.code] ?? 0));
  const kept = new Set(largest.texts.slice(0, limit));
  const codes = table.panels.texts.map((text, code) => ({ text, code })).filter(({ text }) => kept.has(text));
  codes.sort((a, b) => numericOrder.compare(a.text, b.text) || compareText(a.text, b.text));
  return placesOf(codes, table.panels.texts.length);
}

interface Code {
  readonly text: string;
  readonly code: number;
}

function orderBy(column: CodedColumn | undefined, compare: (a: Code, b: Code) => number): Ordering {
  if (column === undefined) return { texts: [""], placeOfCode: new Int32Array(1) };
  const codes = column.texts.map((text, code) => ({ text, code }));
  codes.sort((a, b) => compare(a, b) || compareText(a.text, b.text));
  return placesOf(codes, column.texts.length);
}

function placesOf(codes: readonly Code[], codeCount: number): Ordering {
  const placeOfCode = new Int32Array(codeCount).fill(-1);
  codes.forEach(({ code }, place) => (placeOfCode[code] = place));
  return { texts: codes.map(({ text }) => text), placeOfCode };
}
