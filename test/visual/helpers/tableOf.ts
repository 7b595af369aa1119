import { findColumns } from "../../../src/dataview/columns";
import { createTableReader } from "../../../src/dataview/readTable";
import { nothingHidden } from "../../../src/model/hiding";
import type { FlowTable, ModelOptions } from "../../../src/model/types";
import { dataViewOf, type FlowRow } from "./dataViewOf";

/** The table that rows are read into. */
export function tableOf(rows: readonly FlowRow[]): FlowTable {
  const cellText = (cell: unknown): string => (typeof cell === "string" ? cell : "");
  return createTableReader(findColumns(dataViewOf(rows)), { cellText, blank: "(Blank)" }).table;
}

/** Options of a model: the defaults of the formatting pane, and what is asked for. */
export function optionsOf(options: Partial<ModelOptions> = {}): ModelOptions {
  return {
    cutoff: { by: "count", count: 24 },
    showOthers: true,
    grouping: "levels",
    prefixLengths: { ipv4: undefined, ipv6: undefined },
    order: "value",
    split: "field",
    expanded: [],
    hidden: nothingHidden,
    ...options,
  };
}

/** The exact sum of the values that can be drawn, by arithmetic of its own. */
export function exactTotal(rows: readonly FlowRow[]): bigint {
  const values = rows.map((row) => ("value" in row ? row.value : 1));
  return values.reduce<bigint>((sum, cell) => {
    return typeof cell === "number" && cell > 0 && cell < Infinity ? sum + BigInt(cell) : sum;
  }, 0n);
}
