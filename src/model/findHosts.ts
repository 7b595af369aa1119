import type { Amount } from "./amount";
import type { HostTest } from "./matchHosts";
import { addTo, createSums, readSum } from "./sums";
import type { ChordModel, FlowTable } from "./types";

/** The hosts that were looked for, and what they send and receive; what is hidden does not count. */
export interface FoundHosts {
  readonly hostCount: number;
  /** How many of them have an arc of their own, and how many share one with others; the rest is not drawn. */
  readonly ownCount: number;
  readonly sharedCount: number;
  /** What touches one of them. */
  readonly amount: Amount;
  readonly rows: readonly number[];
  readonly slots: ReadonlySet<number>;
  /** 1 for each cell that has a row of them. */
  readonly cells: Uint8Array;
}

/** Looks through all rows, also those that have no ribbon. */
export function findHosts({ cells, slots }: ChordModel, table: FlowTable, isWanted: HostTest): FoundHosts {
  const wanted = Uint8Array.from(table.endpoints, (endpoint) => Number(isWanted(endpoint)));
  const slotOf = new Map<number, number>();
  const foundCells = new Uint8Array(cells.count);
  const rows: number[] = [];
  const sums = createSums(1);
  for (let row = 0; row < table.rowCount; row++) {
    const [source, target] = [table.sources[row] ?? 0, table.targets[row] ?? 0];
    if (wanted[source] !== 1 && wanted[target] !== 1) continue;
    const cell = cells.ofRow[row] ?? 0;
    if (cells.isHidden?.(cell) === true) continue;
    const value = table.values[row] ?? NaN;
    foundCells[cell] = 1;
    rows.push(row);
    if (wanted[source] === 1) noteSlot(slotOf, source, value > 0 ? (cells.sources[cell] ?? 0) : Infinity);
    if (wanted[target] === 1) noteSlot(slotOf, target, value > 0 ? (cells.targets[cell] ?? 0) : Infinity);
    if (value > 0) addTo(sums, 0, value);
  }
  const kinds = [...slotOf.values()].map((slot) => slots[slot]?.kind);
  return {
    hostCount: slotOf.size,
    ownCount: kinds.filter((kind) => kind === "host").length,
    sharedCount: kinds.filter((kind) => kind === "group" || kind === "others").length,
    amount: readSum(sums, 0),
    rows,
    slots: new Set([...slotOf.values()].filter((slot) => slot < slots.length)),
    cells: foundCells,
  };
}

/** A row that is not measured has no place, but the host may have one by another row. */
function noteSlot(slotOf: Map<number, number>, endpoint: number, slot: number): void {
  slotOf.set(endpoint, Math.min(slotOf.get(endpoint) ?? Infinity, slot));
}
