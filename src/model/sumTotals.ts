import { isAmongOthers } from "./buildLinks";
import type { ListedCells } from "./listCells";
import { addSum, createSums, readSum } from "./sums";
import type { ActionKind, Slot, Totals } from "./types";

const places = ["total", "drawn", "amongOthers", "leftOut", "highlighted", "denied", "flows", "deniedFlows"] as const;
type Place = (typeof places)[number];

/** Sums every cell once, by where it went. `kinds` are the actions' in stacking order. */
export function sumTotals(
  cells: ListedCells,
  slots: readonly Slot[],
  kinds: readonly ActionKind[],
  hasFlows: boolean,
): Totals {
  const sums = createSums(places.length);
  const denied = createSums(Math.max(cells.ruleTexts.length, 1));
  let [deniedRows, deniedNotMeasured] = [0, 0];
  for (let cell = 0; cell < cells.count; cell++) {
    const add = (place: Place, from = cells.amounts): void => {
      addSum(sums, places.indexOf(place), from, cell);
    };
    add("total");
    add(findPlace(cells, cell, slots));
    add("highlighted", cells.highlights);
    add("flows", cells.flows);
    if (kinds[cells.actions[cell] ?? 0] !== "deny") continue;
    add("denied");
    add("deniedFlows", cells.flows);
    addSum(denied, cells.rules[cell] ?? 0, hasFlows ? cells.flows : cells.amounts, cell);
    deniedRows += cells.rowCounts[cell] ?? 0;
    deniedNotMeasured += cells.unmeasured[cell] ?? 0;
  }
  const read = (place: Place): Totals["total"] => readSum(sums, places.indexOf(place));
  return {
    total: read("total"),
    drawn: read("drawn"),
    amongOthers: read("amongOthers"),
    leftOut: read("leftOut"),
    highlighted: read("highlighted"),
    denied: read("denied"),
    flows: hasFlows ? read("flows") : undefined,
    deniedFlows: hasFlows ? read("deniedFlows") : undefined,
    deniedRows,
    deniedNotMeasured,
    topDeny: cells.ruleTexts.length > 0 ? findLargest(denied) : undefined,
  };
}

function findPlace({ sources, targets }: ListedCells, cell: number, slots: readonly Slot[]): Place {
  const [source, target] = [sources[cell] ?? 0, targets[cell] ?? 0];
  if (source >= slots.length || target >= slots.length) return "leftOut";
  return isAmongOthers(slots, source, target) ? "amongOthers" : "drawn";
}

function findLargest(sums: ReturnType<typeof createSums>): Totals["topDeny"] {
  let [rule, most] = [-1, 0];
  sums.main.forEach((amount, index) => {
    if (amount > most) [rule, most] = [index, amount];
  });
  return rule < 0 ? undefined : { rule, amount: readSum(sums, rule) };
}
