import type powerbi from "powerbi-visuals-api";
import { listCategories, type FlowColumns } from "./columns";

type SelectionId = powerbi.extensibility.ISelectionId;

/** The ids of rows, made when they are first asked for, and the way back from ids to rows. */
export interface SelectionIds {
  readonly idOf: (row: number) => SelectionId;
  readonly findRows: (ids: readonly SelectionId[]) => ReadonlySet<number>;
}

/** A row is identified by all its categories together. */
export function buildSelectionIds(
  createBuilder: () => powerbi.visuals.ISelectionIdBuilder,
  columns: FlowColumns,
  rowCount: number,
): SelectionIds {
  const categories = listCategories(columns);
  const ids: (powerbi.visuals.ISelectionId | undefined)[] = [];
  const rowOfKey = new Map<string, number>();
  const idOf = (row: number): powerbi.visuals.ISelectionId => {
    const known = ids[row];
    if (known !== undefined) return known;
    const builder = createBuilder();
    for (const category of categories) builder.withCategory(category, row);
    const id = builder.createSelectionId();
    rowOfKey.set(id.getKey(), row);
    return (ids[row] = id);
  };
  const findRows = (selected: readonly SelectionId[]): ReadonlySet<number> => {
    const keys = selected.flatMap((id) => (id as Partial<powerbi.visuals.ISelectionId>).getKey?.() ?? []);
    if (keys.some((key) => !rowOfKey.has(key))) for (let row = 0; row < rowCount; row++) idOf(row);
    return new Set(keys.flatMap((key) => rowOfKey.get(key) ?? []));
  };
  return { idOf, findRows };
}
