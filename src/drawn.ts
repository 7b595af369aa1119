import type powerbi from "powerbi-visuals-api";
import type { ReadyView } from "./dataview/readView";
import { describeMeasures } from "./dataview/tooltipMeasures";
import type { CellSelection } from "./interact/selection";
import { buildMarkCells, listRows } from "./layout/markCells";
import type { ArcMark, GroupMark, LegendMark, Mark } from "./layout/types";
import type { ChordModel, Hidden } from "./model/types";
import { describeMark } from "./text/describeMark";
import type { MarkFacts } from "./text/slotText";
import type { Texts } from "./text/texts";

/** What is on the canvas, and what it was made of. */
export interface Drawn {
  readonly view: ReadyView;
  readonly model: ChordModel;
  readonly facts: MarkFacts;
  readonly cellsOf: (mark: Mark) => readonly number[];
  /** The keys of open groups, in the order in which they were opened. */
  readonly expanded: readonly string[];
}

/** A report page as tooltip is filtered by the rows of a mark, by the largest ones where there are more. */
const tooltipRowLimit = 500;

export function buildDrawn(view: ReadyView, model: ChordModel, texts: Texts, expanded: readonly string[]): Drawn {
  return { view, model, facts: { model, texts }, cellsOf: buildMarkCells(model), expanded };
}

/** The rows that a mark stands for, also those that could not be drawn. */
export function listMarkRows({ view, model, cellsOf }: Drawn, mark: Mark, limit = Infinity): readonly number[] {
  return listRows(model, cellsOf(mark), view.table.values, limit);
}

/** The ids of a mark's largest rows. */
export function listMarkIds(drawn: Drawn, mark: Mark, limit = tooltipRowLimit): powerbi.extensibility.ISelectionId[] {
  return listMarkRows(drawn, mark, limit).map(drawn.view.ids.idOf);
}

/** The lines of a mark's tooltip: what it stands for, then the author's own measures. */
export function describeDrawn(drawn: Drawn, mark: Mark): powerbi.extensibility.VisualTooltipDataItem[] {
  const described = describeMark(drawn.facts, mark);
  const { columns } = drawn.view;
  if (described.length === 0 || columns.tooltips.length === 0) return described;
  return [...described, ...describeMeasures(columns, listMarkRows(drawn, mark), drawn.facts.texts)];
}

/** How many of each cell's rows are among some rows. */
export function countSelected({ model: { cells } }: Drawn, rows: ReadonlySet<number>): CellSelection {
  const selected = new Uint32Array(cells.count);
  for (const row of rows) {
    const cell = cells.ofRow[row] ?? 0;
    selected[cell] = (selected[cell] ?? 0) + 1;
  }
  return { selected, rowCounts: cells.rowCounts };
}

/** The open groups with the one that an arc stands for; undefined where it stands for none. */
export function openGroup({ model, expanded }: Drawn, { slot }: ArcMark): readonly string[] | undefined {
  const place = model.slots[slot];
  return place?.kind === "group" ? [...expanded.filter((key) => key !== place.key), place.key] : undefined;
}

/** The open groups without the one of a bracket or around an arc, and without those in it; undefined at the top. */
export function closeGroup({ model, expanded }: Drawn, mark: ArcMark | GroupMark): readonly string[] | undefined {
  const key = mark.kind === "group" ? mark.group.key : model.slots[mark.slot]?.parent;
  if (key === undefined) return undefined;
  const closed = new Set([key]);
  for (const { key: inner, parent } of model.openGroups)
    if (parent !== undefined && closed.has(parent)) closed.add(inner);
  return expanded.filter((open) => !closed.has(open));
}

/** What is hidden with an entry of the legend hidden or brought back. The last one that is left is not hidden: all come. */
export function toggleHidden({ model }: Drawn, { by, text, isHidden }: LegendMark): Hidden {
  const name = by === "action" ? "actions" : "rules";
  const [known, before] = [model[name], model.hidden[name].filter((other) => other !== text)];
  const now = isHidden ? before : [...before, text];
  return { ...model.hidden, [name]: known.every((other) => now.includes(other)) ? [] : now };
}
