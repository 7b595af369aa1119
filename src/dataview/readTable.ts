import type powerbi from "powerbi-visuals-api";
import type { CodedColumn, Endpoint, FlowTable, RowProblems } from "../model/types";
import type { FlowColumns } from "./columns";

/** Turns a cell of a category into text; blank for null. */
export type CellText = (value: powerbi.PrimitiveValue | undefined, column: powerbi.DataViewMetadataColumn) => string;

/** A number so large that sums of it would overflow is no measurement. */
const valueLimit = 2 ** 1000;
const levelSeparator = "\u0000";

/** Reads the columns into a table. Cells of any type are taken; what cannot be drawn is counted in `problems`. */
export function readTable(columns: FlowColumns, cellText: CellText, blank: string): FlowTable {
  const rowCount = Math.max(0, ...columns.source.map(({ values }) => values.length));
  const dictionary = buildDictionary(blank);
  const sources = codeEndpoints(columns.source, rowCount, cellText, dictionary);
  const targets = codeEndpoints(columns.destination, rowCount, cellText, dictionary);
  const { values, problems } = readValues(columns.value?.values, rowCount);
  return {
    rowCount,
    endpoints: dictionary.endpoints,
    sources,
    targets,
    rules: codeTexts(columns.rule, rowCount, cellText),
    actions: codeTexts(columns.action, rowCount, cellText),
    panels: codeTexts(columns.smallMultiple, rowCount, cellText),
    values,
    highlights: readHighlights(columns, values),
    problems,
  };
}

interface Dictionary {
  readonly endpoints: Endpoint[];
  readonly codeOf: (levels: readonly string[]) => number;
}

function buildDictionary(blank: string): Dictionary {
  const codes = new Map<string, number>();
  const endpoints: Endpoint[] = [];
  const codeOf = (levels: readonly string[]): number => {
    const key = levels.join(levelSeparator);
    const known = codes.get(key);
    if (known !== undefined) return known;
    codes.set(key, endpoints.length);
    const label = levels.filter((level) => level !== "").at(-1) ?? blank;
    return endpoints.push({ key, label, path: levels.map((level) => (level === "" ? blank : level)) }) - 1;
  };
  return { endpoints, codeOf };
}

function codeEndpoints(
  columns: readonly powerbi.DataViewCategoryColumn[],
  rowCount: number,
  cellText: CellText,
  dictionary: Dictionary,
): Uint32Array {
  const codes = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    codes[row] = dictionary.codeOf(columns.map(({ values, source }) => cellText(values[row], source)));
  }
  return codes;
}

function codeTexts(
  column: powerbi.DataViewCategoryColumn | undefined,
  rowCount: number,
  cellText: CellText,
): CodedColumn | undefined {
  if (column === undefined) return undefined;
  const codes = new Map<string, number>();
  const ofRow = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const text = cellText(column.values[row], column.source);
    const code = codes.get(text) ?? codes.size;
    if (code === codes.size) codes.set(text, code);
    ofRow[row] = code;
  }
  return { texts: [...codes.keys()], ofRow };
}

/** Without a measure each row counts 1. A null is not measured, which is not zero. */
function readValues(
  cells: readonly powerbi.PrimitiveValue[] | undefined,
  rowCount: number,
): { values: Float64Array; problems: RowProblems } {
  const values = new Float64Array(rowCount);
  let [notMeasured, negative, notANumber] = [0, 0, 0];
  if (cells === undefined) return { values: values.fill(1), problems: { notMeasured, negative, notANumber } };
  for (let row = 0; row < rowCount; row++) {
    const cell: unknown = cells[row];
    if (isDrawable(cell)) values[row] = cell;
    else {
      values[row] = NaN;
      if (cell === null || cell === undefined) notMeasured++;
      else if (typeof cell === "number" && Number.isFinite(cell) && cell < 0) negative++;
      else notANumber++;
    }
  }
  return { values, problems: { notMeasured, negative, notANumber } };
}

function isDrawable(cell: unknown): cell is number {
  return typeof cell === "number" && cell >= 0 && cell < valueLimit;
}

/** The highlighted part of each value; where only a tooltip measure has highlights, rows are lit as a whole. */
function readHighlights({ value, tooltips }: FlowColumns, values: Float64Array): Float64Array | undefined {
  const cells = value?.highlights;
  if (cells !== undefined) return values.map((_, row) => litValue(cells[row]));
  const lit = value === undefined ? tooltips.find(({ highlights }) => highlights !== undefined)?.highlights : undefined;
  return lit && values.map((whole, row) => ((lit[row] ?? null) === null ? 0 : whole));
}

function litValue(cell: unknown): number {
  return isDrawable(cell) ? cell : 0;
}
