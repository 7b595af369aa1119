import { addAmounts, type Amount } from "./amount";
import type { Ordering } from "./coding";
import type { Slots } from "./rank";
import type { CodedColumn, FlowTable } from "./types";

/** Everything that places a row: its slots, its panel, its action and its rule. */
export interface Places {
  readonly slots: Slots;
  readonly panels: Ordering;
  readonly actions: Ordering;
  readonly rules: Ordering;
}

/** Instead of a key: the row belongs to a panel that is not shown, or one of its ends has no place. */
export const outsidePanels = -1;
export const outsideSlots = -2;

/** Rows with the same panel, source, target, action and rule, sorted by these; `rows` from `rowStart` to `rowEnd`. */
export interface RowGroup {
  readonly panel: number;
  readonly source: number;
  readonly target: number;
  readonly action: number;
  readonly rule: number;
  readonly amount: Amount;
  readonly highlighted: Amount;
  readonly rowStart: number;
  readonly rowEnd: number;
}

/** One number for each row that says where it belongs; rows with equal keys are one group. */
export function buildKeys(table: FlowTable, places: Places): Float64Array {
  const { slotOfEndpoint, slots } = places.slots;
  const ruleCount = places.rules.texts.length;
  const actionCount = places.actions.texts.length;
  const keys = new Float64Array(table.rowCount);
  for (let row = 0; row < table.rowCount; row++) {
    const panel = placeOf(row, table.panels, places.panels);
    const source = slotOfEndpoint[table.sources[row] ?? 0] ?? -1;
    const target = slotOfEndpoint[table.targets[row] ?? 0] ?? -1;
    if (panel < 0) keys[row] = outsidePanels;
    else if (source < 0 || target < 0) keys[row] = outsideSlots;
    else {
      const pair = (panel * slots.length + source) * slots.length + target;
      const action = placeOf(row, table.actions, places.actions);
      keys[row] = (pair * actionCount + action) * ruleCount + placeOf(row, table.rules, places.rules);
    }
  }
  return keys;
}

function placeOf(row: number, column: CodedColumn | undefined, ordering: Ordering): number {
  return column === undefined ? 0 : (ordering.placeOfCode[column.ofRow[row] ?? 0] ?? -1);
}

/** Groups the rows by key. Rows that cannot be drawn keep their group, for the selection, and add nothing to it. */
export function groupRows(
  table: FlowTable,
  places: Places,
  keys: Float64Array,
): { groups: RowGroup[]; rows: Uint32Array } {
  const sums = new Map<number, { amount: Amount; highlighted: Amount; rowCount: number }>();
  for (let row = 0; row < table.rowCount; row++) {
    const key = keys[row] ?? outsideSlots;
    if (key < 0) continue;
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = { amount: 0, highlighted: 0, rowCount: 0 }));
    sum.rowCount++;
    const value = table.values[row] ?? NaN;
    if (!(value > 0)) continue;
    sum.amount = addAmounts(sum.amount, value);
    if (table.highlights !== undefined) sum.highlighted = addAmounts(sum.highlighted, table.highlights[row] ?? 0);
  }
  const starts = new Map<number, number>();
  let rowEnd = 0;
  const groups = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([key, { amount, highlighted, rowCount }]) => {
      const rowStart = rowEnd;
      rowEnd += rowCount;
      starts.set(key, rowStart);
      return { ...splitKey(key, places), amount, highlighted, rowStart, rowEnd };
    });
  return { groups, rows: listRows(keys, starts, rowEnd) };
}

function listRows(keys: Float64Array, starts: Map<number, number>, placedCount: number): Uint32Array {
  const rows = new Uint32Array(placedCount);
  keys.forEach((key, row) => {
    const next = starts.get(key);
    if (next === undefined) return;
    rows[next] = row;
    starts.set(key, next + 1);
  });
  return rows;
}

function splitKey(key: number, places: Places): Pick<RowGroup, "panel" | "source" | "target" | "action" | "rule"> {
  const slotCount = places.slots.slots.length;
  const ruleCount = places.rules.texts.length;
  const actionCount = places.actions.texts.length;
  const aboveRule = Math.floor(key / ruleCount);
  const aboveAction = Math.floor(aboveRule / actionCount);
  const aboveTarget = Math.floor(aboveAction / slotCount);
  return {
    rule: key % ruleCount,
    action: aboveRule % actionCount,
    target: aboveAction % slotCount,
    source: aboveTarget % slotCount,
    panel: Math.floor(aboveTarget / slotCount),
  };
}
