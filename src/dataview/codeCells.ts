import type powerbi from "powerbi-visuals-api";
import type { CodedColumn } from "../model/types";
import { codesFor, type RowRoom } from "../model/rowRoom";
import { codeText, createTextTable, type TextTable } from "./textTable";

/** Turns a cell of a category into text; blank for null. */
export type CellText = (value: powerbi.PrimitiveValue | undefined, column: powerbi.DataViewMetadataColumn) => string;

/** A column whose rows are added in segments; its array is that of its name in the room. */
export interface GrowingColumn extends CodedColumn {
  readonly name: string;
  /** The texts of this column, or of several. */
  readonly table: TextTable;
  /** The codes of numbers, truth values and null, as this column formats them. */
  readonly codeOfCell: Map<unknown, number>;
  /** The codes of dates by their ms; each is an object of its own. */
  readonly codeOfTime: Map<number, number>;
  ofRow: Uint32Array;
}

export function createColumn(name: string, table: TextTable = createTextTable()): GrowingColumn {
  const known = { codeOfCell: new Map<unknown, number>(), codeOfTime: new Map<number, number>() };
  return { name, table, texts: table.texts, ...known, ofRow: new Uint32Array(0) };
}

/** Where the rows are: from `start` to `end` (exclusive), their arrays in `room`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
  readonly room: RowRoom;
}

/** Adds rows. */
export function codeRows(
  column: GrowingColumn,
  { values, source }: powerbi.DataViewCategoryColumn,
  { start, end, room }: RowRange,
  cellText: CellText,
): void {
  column.ofRow = codesFor(room, column.name, end);
  const { ofRow, table } = column;
  for (let row = start; row < end; row++) {
    const cell = values[row];
    ofRow[row] = typeof cell === "string" ? codeText(table, cell) : codeCell(column, cell, source, cellText);
  }
}

/** Adds the texts of rows. */
export function codeTexts(
  column: GrowingColumn,
  { start, end, room }: RowRange,
  textOf: (row: number) => string,
): void {
  column.ofRow = codesFor(room, column.name, end);
  const { ofRow, table } = column;
  for (let row = start; row < end; row++) ofRow[row] = codeText(table, textOf(row));
}

function codeCell(
  { table, codeOfCell, codeOfTime }: GrowingColumn,
  cell: powerbi.PrimitiveValue | undefined,
  source: powerbi.DataViewMetadataColumn,
  cellText: CellText,
): number {
  const isTime = cell instanceof Date;
  const known = isTime ? codeOfTime.get(cell.getTime()) : codeOfCell.get(cell);
  if (known !== undefined) return known;
  const code = codeText(table, cellText(cell, source));
  if (isTime) codeOfTime.set(cell.getTime(), code);
  else codeOfCell.set(cell, code);
  return code;
}
