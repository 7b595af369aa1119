import { countPairs, createLookup, createPairIndex, lookUpPair, type PairIndex } from "./pairIndex";
import { codesFor, type RowRoom } from "./rowRoom";
import { addTo, createSums, growCodes, growFloats, growSums, holdArrays, type Sums } from "./sums";
import type { CodedColumn, FlowTable } from "./types";

/**
 * The first `rowCount` rows of a table put together: those with the same two places, panel, action and rule are one
 * cell. Rows that are added later are folded into it, each row once.
 */
export interface Fold {
  /** It gets longer as endpoints are added; no endpoint changes its place. */
  placeOfEndpoint: Uint32Array;
  /** One more than there are places: the last one is for what is not shown. */
  readonly stride: number;
  readonly panels: CodedColumn | undefined;
  /** Whether the rows had colours of their own when the first of them was folded. */
  readonly hasColors: boolean;
  rowCount: number;
  /**
   * Pairs of (action, rule), of these and the panel (none where there is but one diagram), and of two places (source ×
   * stride + target) and these.
   */
  readonly decisions: PairIndex;
  readonly mixes: PairIndex;
  readonly cells: PairIndex;
  cellOfRow: Uint32Array;
  rowCounts: Uint32Array;
  /** Rows without a measured value, by cell. */
  unmeasured: Uint32Array;
  readonly amounts: Sums;
  readonly highlights: Sums;
  readonly flows: Sums;
  /** The largest value of a row and that row's colour, by cell. */
  largest: Float64Array;
  colors: Uint32Array;
}

/** An empty fold; what it is given decides on its cells and holds for all rows. */
export function createFold(given: Pick<Fold, "placeOfEndpoint" | "stride" | "panels" | "hasColors">): Fold {
  return {
    ...given,
    rowCount: 0,
    decisions: createPairIndex(),
    mixes: createPairIndex(),
    cells: createPairIndex(),
    cellOfRow: new Uint32Array(0),
    rowCounts: new Uint32Array(0),
    unmeasured: new Uint32Array(0),
    amounts: createSums(0),
    highlights: createSums(0),
    flows: createSums(0),
    largest: new Float64Array(0),
    colors: new Uint32Array(0),
  };
}

/** Folds in the rows that are not yet in it. A row that cannot be drawn has a cell too, and adds nothing to it. */
export function foldRows(fold: Fold, table: FlowTable, room: RowRoom): void {
  const first = fold.rowCount;
  fold.cellOfRow = codesFor(room, "cell", table.rowCount);
  indexMixes(fold, table);
  indexCells(fold, table);
  const count = countPairs(fold.cells);
  fold.rowCounts = growCodes(fold.rowCounts, count);
  fold.unmeasured = growCodes(fold.unmeasured, count);
  growSums(fold.amounts, count);
  countRows(fold, table, first);
  if (table.highlights !== undefined) addColumn(fold, fold.highlights, table.highlights, first);
  if (table.flows !== undefined) addColumn(fold, fold.flows, table.flows, first);
  if (table.colors !== undefined) findColors(fold, table, table.colors, first);
}

const noCodes = new Uint32Array(0);

/** Gives each row the number of its action, rule and panel; its cell's number takes the place of that. */
function indexMixes({ panels, decisions, mixes, cellOfRow, rowCount: first }: Fold, table: FlowTable): void {
  const { rowCount, actions, rules } = table;
  const decide = createLookup(decisions, countTexts(actions), countTexts(rules), rowCount - first);
  const [actionOfRow, ruleOfRow] = [actions?.ofRow ?? noCodes, rules?.ofRow ?? noCodes];
  for (let row = first; row < rowCount; row++) {
    cellOfRow[row] = lookUpPair(decide, actionOfRow[row] ?? 0, ruleOfRow[row] ?? 0);
  }
  if (panels === undefined) return;
  const mix = createLookup(mixes, countPairs(decisions), countTexts(panels), rowCount - first);
  for (let row = first; row < rowCount; row++) {
    cellOfRow[row] = lookUpPair(mix, cellOfRow[row] ?? 0, panels.ofRow[row] ?? 0);
  }
}

function indexCells(fold: Fold, { rowCount, sources, targets }: FlowTable): void {
  const { placeOfEndpoint, stride, cellOfRow, rowCount: first } = fold;
  const mixCount = countPairs(fold.panels === undefined ? fold.decisions : fold.mixes);
  const cells = createLookup(fold.cells, stride * stride, mixCount, rowCount - first);
  for (let row = first; row < rowCount; row++) {
    const source = placeOfEndpoint[sources[row] ?? 0] ?? 0;
    const target = placeOfEndpoint[targets[row] ?? 0] ?? 0;
    cellOfRow[row] = lookUpPair(cells, source * stride + target, cellOfRow[row] ?? 0);
  }
  fold.rowCount = rowCount;
}

function countTexts(column: CodedColumn | undefined): number {
  return column?.texts.length ?? 1;
}

function countRows(fold: Fold, table: FlowTable, first: number): void {
  const { cellOfRow, rowCounts, unmeasured } = fold;
  const { rowCount, values } = table;
  const amounts = holdArrays(fold.amounts);
  for (let row = first; row < rowCount; row++) {
    const cell = cellOfRow[row] ?? 0;
    const value = values[row] ?? NaN;
    rowCounts[cell] = (rowCounts[cell] ?? 0) + 1;
    if (value > 0) addTo(amounts, cell, value);
    else if (value !== 0) unmeasured[cell] = (unmeasured[cell] ?? 0) + 1;
  }
}

function addColumn({ cellOfRow, cells, rowCount }: Fold, sums: Sums, column: Float64Array, first: number): void {
  growSums(sums, countPairs(cells));
  const held = holdArrays(sums);
  for (let row = first; row < rowCount; row++) {
    const value = column[row] ?? 0;
    if (value > 0) addTo(held, cellOfRow[row] ?? 0, value);
  }
}

/** Of rows with equal values the colour whose text comes first is taken, whatever the order of the rows. */
function findColors(fold: Fold, { values }: FlowTable, { ofRow, texts }: CodedColumn, first: number): void {
  const { cellOfRow, rowCount, cells } = fold;
  const [known, largest] = [fold.largest.length, growFloats(fold.largest, countPairs(cells))];
  fold.largest = largest.fill(-1, known);
  fold.colors = growCodes(fold.colors, countPairs(cells));
  const { colors } = fold;
  for (let row = first; row < rowCount; row++) {
    const cell = cellOfRow[row] ?? 0;
    const value = values[row] ?? 0;
    const before = largest[cell] ?? -1;
    const color = ofRow[row] ?? 0;
    const isFirst = value === before && (texts[color] ?? "") < (texts[colors[cell] ?? 0] ?? "");
    if (!(value > before || isFirst)) continue;
    largest[cell] = value;
    colors[cell] = color;
  }
}
