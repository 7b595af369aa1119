import type powerbi from "powerbi-visuals-api";
import type { Texts } from "../text/texts";
import type { FlowColumns } from "./columns";

/**
 * The tooltip's own measures over some rows. A measure cannot be added up without knowing how it is made, so several
 * rows give the range from the smallest to the largest number; nothing where no row has one.
 */
export function describeMeasures(
  { tooltips }: FlowColumns,
  rows: readonly number[],
  texts: Texts,
): powerbi.extensibility.VisualTooltipDataItem[] {
  return tooltips.flatMap(({ source, values }) => {
    const ends = findEnds(rows, values);
    const [low, high] = [...new Set(ends.map((end) => texts.cell(end, source)))];
    if (low === undefined) return [];
    return [
      { displayName: source.displayName, value: high === undefined ? low : texts.say("tooltip_range", low, high) },
    ];
  });
}

/** The smallest and the largest number of some rows; where none has one, the first cell that is not null. */
function findEnds(rows: readonly number[], values: readonly powerbi.PrimitiveValue[]): powerbi.PrimitiveValue[] {
  let [low, high] = [NaN, NaN];
  let first: powerbi.PrimitiveValue | undefined;
  for (const row of rows) {
    const cell = values[row] ?? null;
    if (cell === null) continue;
    first ??= cell;
    if (typeof cell !== "number") continue;
    if (!(cell >= low)) low = cell;
    if (!(cell <= high)) high = cell;
  }
  if (first === undefined) return [];
  return Number.isNaN(low) ? [first] : [low, high];
}
