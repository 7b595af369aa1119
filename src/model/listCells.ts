import { parseActionKind, stackingKinds } from "./actionKind";
import { compareNames, compareText } from "./compareText";
import type { Fold } from "./foldRows";
import { addSum, createSums, readSum, type Sums } from "./sums";
import type { Cells, CodedColumn, FlowTable, Split } from "./types";

/** Texts in their drawing order and, for each code of the column, its place in it. */
export interface Ordering {
  readonly texts: readonly string[];
  readonly placeOfCode: Uint32Array;
}

/** Cells in terms of what is drawn, with the order in which those of one link stack: by action, then rule. */
export interface ListedCells extends Cells {
  readonly amounts: Sums;
  readonly highlights: Sums;
  readonly flows: Sums;
  readonly unmeasured: Uint32Array;
  readonly stacking: Uint32Array;
  readonly panelTexts: readonly string[];
  readonly actionTexts: readonly string[];
  readonly ruleTexts: readonly string[];
}

/** Gives the cells of a fold their slots, and their panels, actions and rules their places in the drawing order. */
export function listCells(fold: Fold, table: FlowTable, slotOfPlace: Uint32Array, split: Split): ListedCells {
  const { amounts, highlights, flows, unmeasured, rowCounts, colors, cellOfRow, stride } = fold;
  const { count, firsts } = fold.cells;
  const decisions = listDecisions(fold);
  const codes = decodeCells(fold, decisions);
  const actions = orderActions(table.actions);
  const rules = orderBySum(table.rules, codes.rules, amounts);
  const panels = { action: actions, rule: rules, field: orderByName(table.panels) }[split];
  const shownCount = slotOfPlace.length;
  const [sources, targets] = [new Uint32Array(count), new Uint32Array(count)];
  for (let cell = 0; cell < count; cell++) {
    const pair = firsts[cell] ?? 0;
    const source = Math.floor(pair / stride);
    const target = pair - source * stride;
    sources[cell] = source < shownCount ? (slotOfPlace[source] ?? 0) : shownCount;
    targets[cell] = target < shownCount ? (slotOfPlace[target] ?? 0) : shownCount;
  }
  const listed = {
    panels: placeCodes(codes.panels, panels),
    sources,
    targets,
    actions: placeCodes(codes.actions, actions),
    rules: placeCodes(codes.rules, rules),
  };
  return {
    ...listed,
    count,
    ofRow: cellOfRow,
    rowCounts,
    amountOf: (cell) => readSum(amounts, cell),
    highlightedOf: (cell) => readSum(highlights, cell),
    colorOf: (cell) => colors[cell] ?? 0,
    amounts,
    highlights,
    flows,
    unmeasured,
    stacking: orderByStacking(decisions, fold.decisions.count, listed),
    panelTexts: panels.texts.length === 0 ? [""] : panels.texts,
    actionTexts: actions.texts,
    ruleTexts: rules.texts,
  };
}

/** The places of codes, in the array that had the codes. */
function placeCodes(codes: Uint32Array, { placeOfCode }: Ordering): Uint32Array {
  for (let cell = 0; cell < codes.length; cell++) codes[cell] = placeOfCode[codes[cell] ?? 0] ?? 0;
  return codes;
}

type CellCodes = Readonly<Record<"panels" | "actions" | "rules", Uint32Array>>;

function decodeCells({ cells, mixes, decisions, panels }: Fold, decisionOfCell: Uint32Array): CellCodes {
  const { count } = cells;
  const codes = { panels: new Uint32Array(count), actions: new Uint32Array(count), rules: new Uint32Array(count) };
  for (let cell = 0; cell < count; cell++) {
    const decision = decisionOfCell[cell] ?? 0;
    if (panels !== undefined) codes.panels[cell] = mixes.seconds[cells.seconds[cell] ?? 0] ?? 0;
    codes.actions[cell] = decisions.firsts[decision] ?? 0;
    codes.rules[cell] = decisions.seconds[decision] ?? 0;
  }
  return codes;
}

/** The pair of action and rule of each cell; without panels it is all that a cell has beside its places. */
function listDecisions({ cells, mixes, panels }: Fold): Uint32Array {
  const decisions = cells.seconds.slice(0, cells.count);
  if (panels === undefined) return decisions;
  for (let cell = 0; cell < decisions.length; cell++) decisions[cell] = mixes.firsts[decisions[cell] ?? 0] ?? 0;
  return decisions;
}

/** A counting sort by action, then rule: there are few such decisions, and many cells. */
function orderByStacking(
  decisionOfCell: Uint32Array,
  decisionCount: number,
  { actions, rules }: Pick<Cells, "actions" | "rules">,
): Uint32Array {
  const someCell = new Uint32Array(decisionCount);
  const counts = new Uint32Array(decisionCount);
  for (let cell = 0; cell < decisionOfCell.length; cell++) {
    const decision = decisionOfCell[cell] ?? 0;
    someCell[decision] = cell;
    counts[decision] = (counts[decision] ?? 0) + 1;
  }
  const ordered = [...counts.keys()].sort((a, b) => {
    const [cellA, cellB] = [someCell[a] ?? 0, someCell[b] ?? 0];
    return (actions[cellA] ?? 0) - (actions[cellB] ?? 0) || (rules[cellA] ?? 0) - (rules[cellB] ?? 0);
  });
  const next = new Uint32Array(decisionCount);
  let start = 0;
  for (const decision of ordered) {
    next[decision] = start;
    start += counts[decision] ?? 0;
  }
  const stacking = new Uint32Array(decisionOfCell.length);
  for (let cell = 0; cell < decisionOfCell.length; cell++) {
    const decision = decisionOfCell[cell] ?? 0;
    const at = next[decision] ?? 0;
    stacking[at] = cell;
    next[decision] = at + 1;
  }
  return stacking;
}

interface Code {
  readonly text: string;
  readonly code: number;
}

/** Actions in stacking order: allowed first, denied last, each by text. */
function orderActions(column: CodedColumn | undefined): Ordering {
  return orderCodes(column, (a, b) => stackingPlace(a.text) - stackingPlace(b.text));
}

function stackingPlace(action: string): number {
  return stackingKinds.indexOf(parseActionKind(action));
}

/** Panels by name, numbers in it by value. */
function orderByName(column: CodedColumn | undefined): Ordering {
  return orderCodes(column, (a, b) => compareNames(a.text, b.text));
}

/** Rules in stacking order: the largest first. */
function orderBySum(column: CodedColumn | undefined, codeOfCell: Uint32Array, amounts: Sums): Ordering {
  const sums = createSums(column?.texts.length ?? 0);
  if (column !== undefined) {
    for (let cell = 0; cell < codeOfCell.length; cell++) addSum(sums, codeOfCell[cell] ?? 0, amounts, cell);
  }
  const numbers = Array.from(sums.main, (_, code) => Number(readSum(sums, code)));
  return orderCodes(column, (a, b) => (numbers[b.code] ?? 0) - (numbers[a.code] ?? 0));
}

function orderCodes(column: CodedColumn | undefined, compare: (a: Code, b: Code) => number): Ordering {
  if (column === undefined) return { texts: [], placeOfCode: new Uint32Array(1) };
  const codes = column.texts.map((text, code) => ({ text, code }));
  codes.sort((a, b) => compare(a, b) || compareText(a.text, b.text));
  const placeOfCode = new Uint32Array(codes.length);
  codes.forEach(({ code }, place) => (placeOfCode[code] = place));
  return { texts: codes.map(({ text }) => text), placeOfCode };
}
