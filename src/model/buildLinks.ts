import type { ListedCells } from "./listCells";
import { countPairs, createLookup, createPairIndex, lookUpPair } from "./pairIndex";
import { addSum, createSums, readSum } from "./sums";
import type { Link, Slot } from "./types";

/** What links are made of: the cells with their slots, and for each action and rule its place in the stacking order. */
export interface LinkInput {
  readonly cells: ListedCells;
  readonly slots: readonly Slot[];
  readonly panelCount: number;
}

/** Links by panel, ordered by source, then target; each has a range of `cellOrder`. */
export interface BuiltLinks {
  readonly ofPanel: readonly (readonly Link[])[];
  readonly cellOrder: Uint32Array;
}

/** One link for each panel and pair of slots that a cell has; cells of what is not shown (no slot) have none. */
export function buildLinks({ cells, slots, panelCount }: LinkInput): BuiltLinks {
  const { keys, linkOfCell } = indexLinks(cells, slots.length);
  const order = orderNumbers(keys);
  const starts = countStarts(linkOfCell, order);
  const cellOrder = new Uint32Array(starts[keys.length] ?? 0);
  const next = starts.slice();
  const rankOfLink = new Uint32Array(keys.length);
  order.forEach((link, rank) => (rankOfLink[link] = rank));
  for (const cell of cells.stacking) {
    const link = linkOfCell[cell] ?? -1;
    if (link < 0) continue;
    const rank = rankOfLink[link] ?? 0;
    const at = next[rank] ?? 0;
    cellOrder[at] = cell;
    next[rank] = at + 1;
  }
  const ofPanel = Array.from({ length: panelCount }, (): Link[] => []);
  const sums = createSums(1);
  order.forEach((_, rank) => {
    const [cellStart, cellEnd] = [starts[rank] ?? 0, starts[rank + 1] ?? 0];
    sums.main.fill(0);
    sums.rest.fill(0);
    for (let at = cellStart; at < cellEnd; at++) addSum(sums, 0, cells.amounts, cellOrder[at] ?? 0);
    const amount = readSum(sums, 0);
    const first = cellOrder[cellStart] ?? 0;
    const [source, target] = [cells.sources[first] ?? 0, cells.targets[first] ?? 0];
    const isDrawn = amount > 0 && !isAmongOthers(slots, source, target);
    ofPanel[cells.panels[first] ?? 0]?.push({ source, target, amount, cellStart, cellEnd, isDrawn });
  });
  return { ofPanel, cellOrder };
}

/** Numbers the links in the order in which they are seen; `keys` order them by panel, source and target. */
function indexLinks(cells: ListedCells, slotCount: number): { keys: Float64Array; linkOfCell: Int32Array } {
  const index = createPairIndex();
  const links = createLookup(index, cells.panelTexts.length, slotCount * slotCount, cells.count);
  const linkOfCell = new Int32Array(cells.count).fill(-1);
  for (let cell = 0; cell < cells.count; cell++) {
    const [source, target] = [cells.sources[cell] ?? 0, cells.targets[cell] ?? 0];
    if (source >= slotCount || target >= slotCount) continue;
    linkOfCell[cell] = lookUpPair(links, cells.panels[cell] ?? 0, source * slotCount + target);
  }
  const keys = new Float64Array(countPairs(index));
  for (let link = 0; link < keys.length; link++) {
    keys[link] = (index.firsts[link] ?? 0) * slotCount * slotCount + (index.seconds[link] ?? 0);
  }
  return { keys, linkOfCell };
}

/** The indices of distinct numbers, the smallest first. */
function orderNumbers(keys: Float64Array): Uint32Array {
  const order = new Uint32Array(keys.length);
  for (let index = 0; index < order.length; index++) order[index] = index;
  return order.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
}

/** Where the cells of each link begin, by its rank, and at last where they end. */
function countStarts(linkOfCell: Int32Array, order: Uint32Array): Uint32Array {
  const counts = new Uint32Array(order.length);
  for (const link of linkOfCell) if (link >= 0) counts[link] = (counts[link] ?? 0) + 1;
  const starts = new Uint32Array(order.length + 1);
  order.forEach((link, rank) => (starts[rank + 1] = (starts[rank] ?? 0) + (counts[link] ?? 0)));
  return starts;
}

/** Whether what runs between two slots stays among the Others of one kind: it is told, not drawn. */
export function isAmongOthers(slots: readonly Slot[], source: number, target: number): boolean {
  return source === target && slots[source]?.kind === "others";
}
