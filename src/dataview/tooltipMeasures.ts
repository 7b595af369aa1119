import type powerbi from "powerbi-visuals-api";
import type { Texts } from "../text/texts";
import type { FlowColumns } from "./columns";

/**
 * The tooltip's own measures over some rows. A measure cannot be added up without knowing how it is made, so several
 * rows give the range from the smallest to the largest number; nothing where no row has one.
 */
export function describeMeasures(
  { tooltips }: FlowColumns,
  rows: Iterable<number>,
  texts: Texts,
): powerbi.extensibility.VisualTooltipDataItem[] {
  const listed = [...rows];
  return tooltips.flatMap(({ source, values }) => {
    const cells = listed.map((row) => values[row] ?? null).filter((cell) => cell !== null);
    const numbers = cells.filter((cell) => typeof cell === "number").sort((a, b) => a - b);
    const ends = numbers.length > 0 ? [numbers[0], numbers.at(-1)] : cells.slice(0, 1);
    const [low, high] = [...new Set(ends.map((end) => texts.cell(end, source)))];
    if (low === undefined) return [];
    return [
      { displayName: source.displayName, value: high === undefined ? low : texts.say("tooltip_range", low, high) },
    ];
  });
}
