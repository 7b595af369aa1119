import type powerbi from "powerbi-visuals-api";
import { floatsFor, takeRoom, type RowRoom } from "../model/rowRoom";
import type { FlowTable, RowProblems } from "../model/types";
import { codeRows, codeTexts, createColumn, type CellText, type GrowingColumn, type RowRange } from "./codeCells";
import { codeEnds, createDictionary, createEnds, type EndpointDictionary } from "./codeEndpoints";
import type { FlowColumns } from "./columns";
import { readRowColors } from "./rowColors";

/** A number so large that sums of it would overflow is no measurement. */
const valueLimit = 2 ** 1000;

/** A table and what is needed to add rows to it. */
export interface TableReader {
  readonly table: FlowTable;
  /** Reads the rows that the columns have beyond those of the table. */
  readonly readRows: (columns: FlowColumns) => void;
}

/** The table while it grows. */
interface GrowingTable {
  rowCount: number;
  readonly endpoints: EndpointDictionary["endpoints"];
  sources: Uint32Array;
  targets: Uint32Array;
  readonly rules: GrowingColumn | undefined;
  readonly actions: GrowingColumn | undefined;
  readonly panels: GrowingColumn | undefined;
  values: Float64Array;
  flows: Float64Array | undefined;
  highlights: Float64Array | undefined;
  colors: GrowingColumn | undefined;
  readonly problems: { -readonly [Key in keyof RowProblems]: number };
}

/** How many rows the columns have. */
export function countRows({ source, destination }: FlowColumns): number {
  return Math.max(0, ...[...source, ...destination].map(({ values }) => values.length));
}

/** How cells become texts, what stands for a blank one, and room for the rows. */
export interface TableInput {
  readonly cellText: CellText;
  readonly blank: string;
  readonly room?: RowRoom;
}

/** Reads columns into a table. Cells of any type are taken; what cannot be drawn is counted in `problems`. */
export function createTableReader(
  columns: FlowColumns,
  { cellText, blank, room = takeRoom(undefined, 0) }: TableInput,
): TableReader {
  const dictionary = createDictionary(blank, columns.source.length === 1 && columns.destination.length === 1);
  const sources = createEnds(dictionary, "source", columns.source.length);
  const targets = createEnds(dictionary, "destination", columns.destination.length);
  const table = createTable(columns, dictionary);
  const readRows = (now: FlowColumns): void => {
    const range: RowRange = { start: table.rowCount, end: countRows(now), room };
    codeEnds(sources, now.source, range, { dictionary, cellText });
    codeEnds(targets, now.destination, range, { dictionary, cellText });
    [table.sources, table.targets] = [sources.ofRow, targets.ofRow];
    codeColumn(table.rules, now.rule, range, cellText);
    codeColumn(table.actions, now.action, range, cellText);
    codeColumn(table.panels, now.smallMultiple, range, cellText);
    readValues(table, now.value, range);
    readFlows(table, now.flows, range);
    readHighlights(table, now, range);
    readColors(table, now, range);
    table.rowCount = range.end;
  };
  readRows(columns);
  return { table, readRows };
}

function createTable({ rule, action, smallMultiple }: FlowColumns, { endpoints }: EndpointDictionary): GrowingTable {
  const columnOf = (name: string, given: object | undefined): GrowingColumn | undefined => given && createColumn(name);
  return {
    rowCount: 0,
    endpoints,
    sources: new Uint32Array(0),
    targets: new Uint32Array(0),
    rules: columnOf("rule", rule),
    actions: columnOf("action", action),
    panels: columnOf("panel", smallMultiple),
    values: new Float64Array(0),
    flows: undefined,
    highlights: undefined,
    colors: undefined,
    problems: { notMeasured: 0, negative: 0, notANumber: 0 },
  };
}

function codeColumn(
  column: GrowingColumn | undefined,
  given: powerbi.DataViewCategoryColumn | undefined,
  range: RowRange,
  cellText: CellText,
): void {
  if (column !== undefined && given !== undefined) codeRows(column, given, range, cellText);
}

/** Without a measure each row counts 1. A null is not measured, which is not zero. */
function readValues(table: GrowingTable, value: powerbi.DataViewValueColumn | undefined, range: RowRange): void {
  const { start, end, room } = range;
  table.values = floatsFor(room, "values", end);
  const { values, problems } = table;
  if (value === undefined) {
    values.fill(1, start, end);
    return;
  }
  for (let row = start; row < end; row++) {
    const cell: unknown = value.values[row];
    if (isDrawable(cell)) values[row] = cell;
    else {
      values[row] = NaN;
      if (cell === null || cell === undefined) problems.notMeasured++;
      else if (typeof cell === "number" && Number.isFinite(cell) && cell < 0) problems.negative++;
      else problems.notANumber++;
    }
  }
}

function readFlows(table: GrowingTable, column: powerbi.DataViewValueColumn | undefined, range: RowRange): void {
  if (column === undefined) return;
  const { start, end, room } = range;
  const flows = floatsFor(room, "flows", end);
  for (let row = start; row < end; row++) flows[row] = toAmount(column.values[row]);
  table.flows = flows;
}

/** The highlighted part of each value; where only another measure has highlights, rows are lit as a whole. */
function readHighlights(table: GrowingTable, { value, flows, tooltips }: FlowColumns, range: RowRange): void {
  const others = value === undefined ? [flows, ...tooltips] : [];
  const lit = value?.highlights ?? others.find((column) => column?.highlights !== undefined)?.highlights;
  if (lit === undefined) return;
  const { start, end, room } = range;
  const highlights = floatsFor(room, "highlights", end);
  for (let row = start; row < end; row++) {
    const whole = (lit[row] ?? null) === null ? 0 : (table.values[row] ?? 0);
    highlights[row] = value === undefined ? whole : litAmount(lit[row], table.values[row] ?? NaN);
  }
  table.highlights = highlights;
}

function readColors(table: GrowingTable, columns: FlowColumns, range: RowRange): void {
  const colors = readRowColors(columns, range.start, range.end);
  if (colors === undefined && table.colors === undefined) return;
  const start = table.colors === undefined ? 0 : range.start;
  table.colors ??= createColumn("color");
  codeTexts(table.colors, { ...range, start }, (row) => colors?.(row) ?? "");
}

function isDrawable(cell: unknown): cell is number {
  return typeof cell === "number" && cell >= 0 && cell < valueLimit;
}

/** No more than the value, and nothing of a row that cannot be drawn. */
function litAmount(cell: unknown, value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(toAmount(cell), value);
}

function toAmount(cell: unknown): number {
  return isDrawable(cell) ? cell : 0;
}
