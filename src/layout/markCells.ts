import { listSingle } from "../model/detailPanels";
import type { ChordModel, Link } from "../model/types";
import type { LegendMark, Mark, PartMark } from "./types";

/** Gives the cells that a mark stands for, also those that could not be drawn; each mark's are listed once. */
export function buildMarkCells(model: ChordModel): (mark: Mark) => readonly number[] {
  const listed = new WeakMap<Mark, readonly number[]>();
  return (mark) => {
    const known = listed.get(mark);
    if (known !== undefined) return known;
    const cells = listCells(model, mark);
    listed.set(mark, cells);
    return cells;
  };
}

function listCells(model: ChordModel, mark: Mark): readonly number[] {
  switch (mark.kind) {
    case "part":
      return listRange(model, mark.part);
    case "rest":
      return mark.parts.flatMap(({ part }) => listRange(model, part));
    case "arc":
      return listSlotCells(model, mark.panel, ({ source, target }) => source === mark.slot || target === mark.slot);
    case "group": {
      const { start, end } = mark.group;
      const isMember = (slot: number): boolean => slot >= start && slot < end;
      return listSlotCells(model, mark.panel, ({ source, target }) => isMember(source) || isMember(target));
    }
    case "legend":
      return listTextCells(model, mark);
  }
}

function listRange({ cellOrder }: ChordModel, { cellStart, cellEnd }: Pick<Link, "cellStart" | "cellEnd">): number[] {
  return [...cellOrder.subarray(cellStart, cellEnd)];
}

function listSlotCells(model: ChordModel, panel: number, touches: (link: Link) => boolean): number[] {
  const links = model.panels[panel]?.links ?? [];
  return links.flatMap((link) => (touches(link) ? listRange(model, link) : []));
}

/** The cells with an action or a rule, in all diagrams, also of hosts that are not shown, but for what is hidden. */
function listTextCells({ cells, actions, rules }: ChordModel, { by, text }: LegendMark): number[] {
  const place = (by === "action" ? actions : rules).indexOf(text);
  const column = by === "action" ? cells.actions : cells.rules;
  const listed: number[] = [];
  if (place >= 0)
    for (let cell = 0; cell < cells.count; cell++) {
      if (column[cell] === place && cells.isHidden?.(cell) !== true) listed.push(cell);
    }
  return listed;
}

/** The rows of some cells, at most `limit` of them: then those with the largest values. */
export function listRows(
  { cells }: ChordModel,
  wanted: readonly number[],
  values: Float64Array,
  limit: number,
): number[] {
  const isWanted = new Uint8Array(cells.count);
  let count = 0;
  for (const cell of wanted) {
    isWanted[cell] = 1;
    count += cells.rowCounts[cell] ?? 0;
  }
  let rows: number[] = [];
  let [least, left] = [-1, count];
  // Power BI sorts the largest values first, mostly: then all rows behind the first ones are passed over.
  for (let row = 0; left > 0 && row < cells.ofRow.length; row++) {
    if (isWanted[cells.ofRow[row] ?? 0] !== 1) continue;
    left--;
    if (count > limit && !((values[row] || 0) > least)) continue;
    rows.push(row);
    if (count <= limit || rows.length < 2 * limit) continue;
    rows = keepLargest(rows, values, limit);
    least = values[rows.at(-1) ?? 0] || 0;
  }
  return count <= limit ? rows : keepLargest(rows, values, limit);
}

function keepLargest(rows: readonly number[], values: Float64Array, limit: number): number[] {
  return [...rows].sort((a, b) => (values[b] || 0) - (values[a] || 0)).slice(0, limit);
}

/** Whether a sub-ribbon is of the action or of the rule that an entry of the legend stands for. */
export function belongsTo(model: ChordModel, entry: LegendMark, { part }: PartMark): boolean {
  if (entry.by === "action") return listSingle(part).some(({ action }) => model.actions[action ?? -1] === entry.text);
  return part.rule !== undefined && model.rules[part.rule] === entry.text;
}
