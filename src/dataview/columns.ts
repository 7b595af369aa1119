import type powerbi from "powerbi-visuals-api";
import type { Role } from "./roles";

/** The columns of a data view by role; a field given to two roles stands in both. */
export interface FlowColumns {
  readonly source: readonly powerbi.DataViewCategoryColumn[];
  readonly destination: readonly powerbi.DataViewCategoryColumn[];
  readonly rule: powerbi.DataViewCategoryColumn | undefined;
  readonly action: powerbi.DataViewCategoryColumn | undefined;
  readonly smallMultiple: powerbi.DataViewCategoryColumn | undefined;
  readonly value: powerbi.DataViewValueColumn | undefined;
  readonly flows: powerbi.DataViewValueColumn | undefined;
  readonly tooltips: readonly powerbi.DataViewValueColumn[];
}

/** Finds the columns of each role; none where the data view has no categories. */
export function findColumns(dataView: powerbi.DataView | undefined): FlowColumns {
  const categories = dataView?.categorical?.categories ?? [];
  const values = dataView?.categorical?.values ?? [];
  return {
    source: categories.filter((column) => hasRole(column, "source")),
    destination: categories.filter((column) => hasRole(column, "destination")),
    rule: categories.find((column) => hasRole(column, "rule")),
    action: categories.find((column) => hasRole(column, "action")),
    smallMultiple: categories.find((column) => hasRole(column, "smallMultiple")),
    value: values.find((column) => hasRole(column, "value")),
    flows: values.find((column) => hasRole(column, "flows")),
    tooltips: values.filter((column) => hasRole(column, "tooltips")),
  };
}

/** All category columns that identify a row, each once. */
export function listCategories(columns: FlowColumns): readonly powerbi.DataViewCategoryColumn[] {
  const { source, destination, rule, action, smallMultiple } = columns;
  const all = [...source, ...destination, rule, action, smallMultiple].filter((column) => column !== undefined);
  return [...new Set(all)];
}

function hasRole(column: powerbi.DataViewCategoricalColumn, role: Role): boolean {
  return column.source.roles?.[role] === true;
}
