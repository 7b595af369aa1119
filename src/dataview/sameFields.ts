import type powerbi from "powerbi-visuals-api";
import type { FlowColumns } from "./columns";

type Column = powerbi.DataViewCategoryColumn | powerbi.DataViewValueColumn;

/** Whether the roles hold the same fields, highlighted or not as before: then a longer data view can be read on. */
export function hasSameFields(a: FlowColumns, b: FlowColumns): boolean {
  const [listedA, listedB] = [listFields(a), listFields(b)];
  return listedA.length === listedB.length && listedA.every((field, index) => field === listedB[index]);
}

function listFields(columns: FlowColumns): string[] {
  const roles: Readonly<Record<string, Column | readonly Column[] | undefined>> = { ...columns };
  return Object.entries(roles).flatMap(([role, given]) => {
    return [given ?? []].flat().map((column: Column) => {
      const { queryName = "", displayName } = column.source;
      return [role, queryName, displayName, isHighlighted(column)].join("\u0000");
    });
  });
}

function isHighlighted(column: Partial<powerbi.DataViewValueColumn>): boolean {
  return column.highlights !== undefined;
}
