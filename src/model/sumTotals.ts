import { addAmounts, type Amount } from "./amount";
import { outsidePanels, outsideSlots } from "./groupRows";
import type { ActionKind, FlowTable, Link, Totals } from "./types";

interface MutableTotals {
  total: Amount;
  leftOut: Amount;
  inOtherPanels: Amount;
  denied: Amount;
  highlighted: Amount;
}

/** Sums every row once, by where it went; what the links hold is drawn or runs among Others. */
export function sumTotals(
  table: FlowTable,
  keys: Float64Array,
  links: readonly Link[],
  kindOfCode: readonly ActionKind[],
): Totals {
  const totals: MutableTotals = { total: 0, leftOut: 0, inOtherPanels: 0, denied: 0, highlighted: 0 };
  for (let row = 0; row < table.rowCount; row++) {
    const value = table.values[row] ?? NaN;
    if (!(value > 0)) continue;
    totals.total = addAmounts(totals.total, value);
    if (keys[row] === outsideSlots) totals.leftOut = addAmounts(totals.leftOut, value);
    if (keys[row] === outsidePanels) totals.inOtherPanels = addAmounts(totals.inOtherPanels, value);
    if (kindOfCode[table.actions?.ofRow[row] ?? -1] === "deny") totals.denied = addAmounts(totals.denied, value);
    const highlight = table.highlights?.[row] ?? 0;
    if (highlight > 0) totals.highlighted = addAmounts(totals.highlighted, highlight);
  }
  return {
    ...totals,
    drawn: sumLinks(links.filter(({ isDrawn }) => isDrawn)),
    amongOthers: sumLinks(links.filter(({ isDrawn }) => !isDrawn)),
  };
}

function sumLinks(links: readonly Link[]): Amount {
  return links.reduce<Amount>((sum, { amount }) => addAmounts(sum, amount), 0);
}
