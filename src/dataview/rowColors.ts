import type powerbi from "powerbi-visuals-api";
import { listCategories, type FlowColumns } from "./columns";

type RowObjects = readonly (powerbi.DataViewObjects | null | undefined)[];

/**
 * Reads the colour that the author's conditional formatting gives to a row, "" for none; undefined where no row from
 * `start` to `end` (exclusive) has one. The host puts them on any of the category columns; what is no colour is ignored.
 */
export function readRowColors(columns: FlowColumns, start: number, end: number): ((row: number) => string) | undefined {
  const holders = listCategories(columns).flatMap(({ objects }): RowObjects[] =>
    Array.isArray(objects) ? [objects] : [],
  );
  if (holders.length === 0) return undefined;
  for (let row = start; row < end; row++) {
    if (findColor(holders, row) !== "") return (wanted) => findColor(holders, wanted);
  }
  return undefined;
}

function findColor(holders: readonly RowObjects[], row: number): string {
  for (const objects of holders) {
    const fill = objects[row]?.["colors"]?.["fieldColor"] as powerbi.Fill | null | undefined;
    const color: unknown = fill?.solid?.color;
    if (typeof color === "string" && color !== "") return color;
  }
  return "";
}
