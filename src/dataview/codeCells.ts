import type powerbi from "powerbi-visuals-api";
import type { CodedColumn } from "../model/types";
import { growCodes } from "../model/sums";

/** Turns a cell of a category into text; blank for null. */
export type CellText = (value: powerbi.PrimitiveValue | undefined, column: powerbi.DataViewMetadataColumn) => string;

/** Numbers the texts of cells in the order in which they are first seen. */
export interface Coder {
  readonly texts: string[];
  readonly codeOfText: Map<string, number>;
  /** Cells that are no text and were seen before; a date is known by its object. */
  readonly codeOfCell: Map<unknown, number>;
  /**
   * The text seen last for each hash of a few of its letters, and its code. The host's texts come from another frame,
   * each a string of its own: a map would have to read all of it twice, for its hash and to compare it.
   */
  readonly recentTexts: (string | undefined)[];
  readonly recentCodes: Uint32Array;
}

/** A column whose rows are added in segments. */
export interface GrowingColumn extends CodedColumn {
  readonly coder: Coder;
  ofRow: Uint32Array;
}

export function createCoder(): Coder {
  return {
    texts: [],
    codeOfText: new Map(),
    codeOfCell: new Map(),
    recentTexts: new Array<string | undefined>(recentSize).fill(undefined),
    recentCodes: new Uint32Array(recentSize),
  };
}

export function createColumn(coder: Coder = createCoder()): GrowingColumn {
  return { coder, texts: coder.texts, ofRow: new Uint32Array(0) };
}

/** Adds the rows from `start` to `end` (exclusive). */
export function codeRows(
  column: GrowingColumn,
  { values, source }: powerbi.DataViewCategoryColumn,
  [start, end]: readonly [number, number],
  cellText: CellText,
): void {
  column.ofRow = growCodes(column.ofRow, end);
  const { ofRow, coder } = column;
  const { recentTexts, recentCodes, codeOfCell } = coder;
  for (let row = start; row < end; row++) {
    const cell = values[row];
    if (typeof cell === "string") {
      const recent = hashText(cell);
      if (recentTexts[recent] !== cell) rememberText(coder, recent, cell);
      ofRow[row] = recentCodes[recent] ?? 0;
    } else ofRow[row] = codeOfCell.get(cell) ?? addCode(coder, cell, cellText(cell, source));
  }
}

const recentSize = 8192;
const hashStep = 37;

/** Reads the letters in which addresses and names of rules differ most: the last seven and one at a quarter. */
function hashText(text: string): number {
  const { length } = text;
  if (length < 8) return (length === 0 ? 0 : text.charCodeAt(0) * 31 + text.charCodeAt(length - 1)) & (recentSize - 1);
  let hash = Math.imul(length, hashStep) + text.charCodeAt(length - 1);
  hash = Math.imul(hash, hashStep) + text.charCodeAt(length - 2);
  hash = Math.imul(hash, hashStep) + text.charCodeAt(length - 3);
  hash = Math.imul(hash, hashStep) + text.charCodeAt(length - 4);
  hash = Math.imul(hash, hashStep) + text.charCodeAt(length - 5);
  hash = Math.imul(hash, hashStep) + text.charCodeAt(length - 6);
  hash = Math.imul(hash, hashStep) + text.charCodeAt(length - 7);
  hash = Math.imul(hash, hashStep) + text.charCodeAt(length >> 2);
  return (Math.imul(hash, 0x9e3779b1) >>> 16) & (recentSize - 1);
}

function rememberText(coder: Coder, recent: number, text: string): void {
  coder.recentTexts[recent] = text;
  coder.recentCodes[recent] = coder.codeOfText.get(text) ?? addCode(coder, text, text);
}

/** Adds the texts of the rows from `start` to `end` (exclusive). */
export function codeTexts(
  column: GrowingColumn,
  [start, end]: readonly [number, number],
  textOf: (row: number) => string,
): void {
  column.ofRow = growCodes(column.ofRow, end);
  const { ofRow, coder } = column;
  for (let row = start; row < end; row++) {
    const text = textOf(row);
    ofRow[row] = coder.codeOfText.get(text) ?? addCode(coder, text, text);
  }
}

function addCode(coder: Coder, cell: unknown, text: string): number {
  let code = coder.codeOfText.get(text);
  if (code === undefined) {
    code = coder.texts.push(text) - 1;
    coder.codeOfText.set(text, code);
  }
  if (typeof cell !== "string") coder.codeOfCell.set(cell, code);
  return code;
}
