import { isAmongOthers } from "./buildLinks";
import type { ListedCells } from "./listCells";
import { addSum, createSums, readSum } from "./sums";
import type { ActionKind, Slot, Totals } from "./types";

/** The sums, each at its number. */
const total = 0;
const drawn = 1;
const amongOthers = 2;
const leftOut = 3;
const highlighted = 4;
const denied = 5;
const flows = 6;
const deniedFlows = 7;
const hidden = 8;
const sumCount = 9;

/** Sums every cell once, by where it went. `kinds` are the actions' in stacking order. */
export function sumTotals(
  cells: ListedCells,
  slots: readonly Slot[],
  kinds: readonly ActionKind[],
  hasFlows: boolean,
): Totals {
  const sums = createSums(sumCount);
  const deniedByRule = createSums(Math.max(cells.ruleTexts.length, 1));
  let [rows, deniedRows, deniedNotMeasured] = [0, 0, 0];
  for (let cell = 0; cell < cells.count; cell++) {
    if (cells.isHidden?.(cell) === true) {
      addSum(sums, hidden, cells.amounts, cell);
      continue;
    }
    rows += cells.rowCounts[cell] ?? 0;
    addSum(sums, total, cells.amounts, cell);
    addSum(sums, findPlace(cells, cell, slots), cells.amounts, cell);
    addSum(sums, highlighted, cells.highlights, cell);
    addSum(sums, flows, cells.flows, cell);
    if (kinds[cells.actions[cell] ?? 0] !== "deny") continue;
    addSum(sums, denied, cells.amounts, cell);
    addSum(sums, deniedFlows, cells.flows, cell);
    addSum(deniedByRule, cells.rules[cell] ?? 0, hasFlows ? cells.flows : cells.amounts, cell);
    deniedRows += cells.rowCounts[cell] ?? 0;
    deniedNotMeasured += cells.unmeasured[cell] ?? 0;
  }
  return {
    total: readSum(sums, total),
    drawn: readSum(sums, drawn),
    amongOthers: readSum(sums, amongOthers),
    leftOut: readSum(sums, leftOut),
    highlighted: readSum(sums, highlighted),
    denied: readSum(sums, denied),
    flows: hasFlows ? readSum(sums, flows) : undefined,
    deniedFlows: hasFlows ? readSum(sums, deniedFlows) : undefined,
    hidden: readSum(sums, hidden),
    rows,
    deniedRows,
    deniedNotMeasured,
    topDeny: cells.ruleTexts.length > 0 ? findLargest(deniedByRule) : undefined,
  };
}

function findPlace({ sources, targets }: ListedCells, cell: number, slots: readonly Slot[]): number {
  const [source, target] = [sources[cell] ?? 0, targets[cell] ?? 0];
  if (source >= slots.length || target >= slots.length) return leftOut;
  return isAmongOthers(slots, source, target) ? amongOthers : drawn;
}

function findLargest(sums: ReturnType<typeof createSums>): Totals["topDeny"] {
  let [rule, most] = [-1, 0];
  sums.main.forEach((amount, index) => {
    if (amount > most) [rule, most] = [index, amount];
  });
  return rule < 0 ? undefined : { rule, amount: readSum(sums, rule) };
}
