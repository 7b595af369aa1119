import type powerbi from "powerbi-visuals-api";
import { listCategories, type FlowColumns } from "./columns";

type SelectionId = powerbi.extensibility.ISelectionId;

/** The ids of rows, made when they are first asked for, and the way back from ids to rows. */
export interface SelectionIds {
  readonly idOf: (row: number) => SelectionId;
  readonly findRows: (ids: readonly SelectionId[]) => ReadonlySet<number>;
  /** The same for a data view with these rows and more; ids that are made are kept. */
  readonly extend: (columns: FlowColumns, rowCount: number) => SelectionIds;
}

/** The ids that are made; rows before `identified` have one. */
interface MadeIds {
  readonly ids: (powerbi.visuals.ISelectionId | undefined)[];
  readonly rowOfKey: Map<string, number>;
  identified: number;
}

/** A row is identified by all its categories together. */
export function buildSelectionIds(
  createBuilder: () => powerbi.visuals.ISelectionIdBuilder,
  columns: FlowColumns,
  rowCount: number,
): SelectionIds {
  const made: MadeIds = { ids: [], rowOfKey: new Map(), identified: 0 };
  const build = (now: FlowColumns, count: number): SelectionIds => {
    const categories = listCategories(now);
    const idOf = (row: number): powerbi.visuals.ISelectionId => {
      const known = made.ids[row];
      if (known !== undefined) return known;
      const builder = createBuilder();
      for (const category of categories) builder.withCategory(category, row);
      const id = builder.createSelectionId();
      made.rowOfKey.set(id.getKey(), row);
      return (made.ids[row] = id);
    };
    return { idOf, findRows: (selected) => findRows(made, selected, idOf, count), extend: build };
  };
  return build(columns, rowCount);
}

/** Identifies rows until all keys are found; what no row has, as a selection of another visual, is left out. */
function findRows(
  made: MadeIds,
  selected: readonly SelectionId[],
  idOf: (row: number) => powerbi.visuals.ISelectionId,
  rowCount: number,
): ReadonlySet<number> {
  const { rowOfKey } = made;
  const keys = selected.flatMap((id) => (id as Partial<powerbi.visuals.ISelectionId>).getKey?.() ?? []);
  const missing = new Set(keys.filter((key) => !rowOfKey.has(key)));
  while (missing.size > 0 && made.identified < rowCount) missing.delete(idOf(made.identified++).getKey());
  return new Set(keys.flatMap((key) => rowOfKey.get(key) ?? []));
}
