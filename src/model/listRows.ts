import type { ChordModel, CodedColumn } from "./types";

/** The rows that touch a slot in a panel, also those that could not be drawn or run among Others. */
export function listSlotRows(model: ChordModel, panel: number, slot: number): number[] {
  const links = model.panels[panel]?.links ?? [];
  return links.flatMap(({ source, target, parts }) => {
    if (source !== slot && target !== slot) return [];
    return [...model.rows.subarray(parts[0]?.rowStart ?? 0, parts.at(-1)?.rowEnd ?? 0)];
  });
}

/** The rows that have a text in a column; none where there is no column. */
export function listTextRows(column: CodedColumn | undefined, text: string): number[] {
  const code = column?.texts.indexOf(text) ?? -1;
  const rows: number[] = [];
  if (code >= 0) column?.ofRow.forEach((ofRow, row) => ofRow === code && rows.push(row));
  return rows;
}
