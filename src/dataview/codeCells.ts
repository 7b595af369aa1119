import type powerbi from "powerbi-visuals-api";
import type { CodedColumn } from "../model/types";
import { codesFor, type RowRoom } from "../model/rowRoom";
import { codeText, createTextTable, type TextTable } from "./textTable";

/** Turns a cell of a category into text; blank for null. */
export type CellText = (value: powerbi.PrimitiveValue | undefined, column: powerbi.DataViewMetadataColumn) => string;

/** Numbers cells by their texts, in the order in which they are first seen. */
export interface Coder {
  readonly table: TextTable;
  /** The codes of numbers, truth values and null. */
  readonly codeOfCell: Map<unknown, number>;
  /** The codes of dates by their ms; each is an object of its own. */
  readonly codeOfTime: Map<number, number>;
}

/** A column whose rows are added in segments; its array is that of its name in the room. */
export interface GrowingColumn extends CodedColumn {
  readonly coder: Coder;
  readonly name: string;
  ofRow: Uint32Array;
}

export function createCoder(): Coder {
  return { table: createTextTable(), codeOfCell: new Map(), codeOfTime: new Map() };
}

export function createColumn(name: string, coder: Coder = createCoder()): GrowingColumn {
  return { coder, name, texts: coder.table.texts, ofRow: new Uint32Array(0) };
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
  const { ofRow, coder } = column;
  const { table } = coder;
  for (let row = start; row < end; row++) {
    const cell = values[row];
    ofRow[row] = typeof cell === "string" ? codeText(table, cell) : codeCell(coder, cell, source, cellText);
  }
}

/** Adds the texts of rows. */
export function codeTexts(
  column: GrowingColumn,
  { start, end, room }: RowRange,
  textOf: (row: number) => string,
): void {
  column.ofRow = codesFor(room, column.name, end);
  const { ofRow, coder } = column;
  for (let row = start; row < end; row++) ofRow[row] = codeText(coder.table, textOf(row));
}

function codeCell(
  { table, codeOfCell, codeOfTime }: Coder,
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
