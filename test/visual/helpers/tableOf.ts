import { findColumns } from "../../../src/dataview/columns";
import { readTable } from "../../../src/dataview/readTable";
import type { FlowTable } from "../../../src/model/types";
import { dataViewOf, type FlowRow } from "./dataViewOf";

/** The table that rows are read into. */
export function tableOf(rows: readonly FlowRow[]): FlowTable {
  const cellText = (cell: unknown): string => (typeof cell === "string" ? cell : "");
  return readTable(findColumns(dataViewOf(rows)), cellText, "(Blank)");
}

/** The exact sum of the values that can be drawn, by arithmetic of its own. */
export function exactTotal(rows: readonly FlowRow[]): bigint {
  const values = rows.map((row) => ("value" in row ? row.value : 1));
  return values.reduce<bigint>((sum, cell) => {
    return typeof cell === "number" && cell > 0 && cell < Infinity ? sum + BigInt(cell) : sum;
  }, 0n);
}
