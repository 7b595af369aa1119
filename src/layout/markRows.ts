import { listSlotRows, listTextRows } from "../model/listRows";
import type { ChordModel, FlowTable } from "../model/types";
import type { LegendMark, Mark, PartMark } from "./types";

export type Rows = ArrayLike<number> & Iterable<number>;

/** Gives the rows that a mark stands for; each mark's are listed once. */
export function buildMarkRows(model: ChordModel, table: FlowTable): (mark: Mark) => Rows {
  const listed = new WeakMap<Mark, Rows>();
  return (mark) => {
    const known = listed.get(mark);
    if (known !== undefined) return known;
    const rows = listRows(model, table, mark);
    listed.set(mark, rows);
    return rows;
  };
}

function listRows(model: ChordModel, table: FlowTable, mark: Mark): Rows {
  if (mark.kind === "arc") return listSlotRows(model, mark.panel, mark.slot);
  if (mark.kind === "part") return model.rows.subarray(mark.part.rowStart, mark.part.rowEnd);
  return listTextRows(mark.by === "action" ? table.actions : table.rules, mark.text);
}

/** The rows with the largest values, at most `limit`. */
export function listLargest(rows: Rows, values: Float64Array, limit: number): readonly number[] {
  const listed = [...rows];
  if (listed.length <= limit) return listed;
  return listed.sort((a, b) => (values[b] || 0) - (values[a] || 0)).slice(0, limit);
}

/** Whether a sub-ribbon is of the action or of the rule that an entry of the legend stands for. */
export function belongsTo(model: ChordModel, entry: LegendMark, { part }: PartMark): boolean {
  if (entry.by === "action") return model.actions[part.action] === entry.text;
  return part.rule !== undefined && model.rules[part.rule] === entry.text;
}
