import { addAmounts, type Amount } from "./amount";
import { compareText } from "./compareText";
import type { CodedColumn, FlowTable, ModelOptions, Slot } from "./types";

/** The places on the circle and, for each endpoint, its place; -1 for an endpoint that has none. */
export interface Slots {
  readonly slots: readonly Slot[];
  readonly slotOfEndpoint: Int32Array;
  /** The place of Others, -1 where there is none. */
  readonly othersSlot: number;
  /** How many endpoints have a share in the total, shown or not. */
  readonly rankedCount: number;
}

/**
 * The endpoints with the largest sum of what they send and receive, largest first, ties by key, so that the order of
 * rows does not matter. The rest becomes Others, last; a single endpoint is never folded alone.
 */
export function rankEndpoints(table: FlowTable, options: ModelOptions): Slots {
  const weights = sumByEndpoint(table);
  const ranked = table.endpoints
    .map((endpoint, index) => ({ endpoint, index, weight: Number(weights[index] ?? 0) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || compareText(a.endpoint.key, b.endpoint.key));
  const shownCount = ranked.length === options.endpointCount + 1 ? ranked.length : options.endpointCount;
  const shown = ranked.slice(0, shownCount);
  const foldedCount = ranked.length - shown.length;
  const slots: Slot[] = shown.map(({ endpoint }) => ({ endpoint, foldedCount: 0 }));
  const othersSlot = foldedCount > 0 && options.showOthers ? slots.length : -1;
  if (othersSlot >= 0) slots.push({ endpoint: undefined, foldedCount });
  const slotOfEndpoint = new Int32Array(table.endpoints.length).fill(othersSlot);
  shown.forEach(({ index }, slot) => (slotOfEndpoint[index] = slot));
  return { slots, slotOfEndpoint, othersSlot, rankedCount: ranked.length };
}

function sumByEndpoint(table: FlowTable): readonly Amount[] {
  const sums = new Array<Amount>(table.endpoints.length).fill(0);
  for (let row = 0; row < table.rowCount; row++) {
    const value = table.values[row] ?? NaN;
    if (!(value > 0)) continue;
    const source = table.sources[row] ?? 0;
    const target = table.targets[row] ?? 0;
    sums[source] = addAmounts(sums[source] ?? 0, value);
    sums[target] = addAmounts(sums[target] ?? 0, value);
  }
  return sums;
}

/** The sum of the values for each text of a column; rows that cannot be drawn add nothing. */
export function sumByText(table: FlowTable, column: CodedColumn): readonly Amount[] {
  const sums = new Array<Amount>(column.texts.length).fill(0);
  for (let row = 0; row < table.rowCount; row++) {
    const value = table.values[row] ?? NaN;
    if (!(value > 0)) continue;
    const code = column.ofRow[row] ?? 0;
    sums[code] = addAmounts(sums[code] ?? 0, value);
  }
  return sums;
}
