import { parseActionKind, stackingKinds } from "./actionKind";
import { compareNames, compareText } from "./compareText";
import type { Fold } from "./foldRows";
import { countPairs } from "./pairIndex";
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

/** The folded rows, the slots of the places that they are folded by, what diagrams show, and which cells are hidden. */
export interface CellsInput {
  readonly fold: Fold;
  readonly table: FlowTable;
  readonly slotOfPlace: Uint32Array;
  readonly split: Split;
  readonly isHidden: ListedCells["isHidden"];
}

/** Gives the cells of a fold their slots, and their panels, actions and rules their places in the drawing order. */
export function listCells({ fold, table, slotOfPlace, split, isHidden }: CellsInput): ListedCells {
  const { amounts, highlights, flows, unmeasured, rowCounts, colors, cellOfRow } = fold;
  const codes = decodeCells(fold, slotOfPlace);
  if (isHidden !== undefined) takeSlots(codes, isHidden, slotOfPlace.length);
  const actions = orderActions(table.actions);
  const rules = orderBySum(table.rules, codes.rules, amounts);
  const panels = { action: actions, rule: rules, field: orderByName(table.panels) }[split];
  placeCodes(codes.panels, panels);
  placeCodes(codes.actions, actions);
  placeCodes(codes.rules, rules);
  return {
    ...codes,
    isHidden,
    count: countPairs(fold.cells),
    ofRow: cellOfRow,
    rowCounts,
    amountOf: (cell) => readSum(amounts, cell),
    highlightedOf: (cell) => readSum(highlights, cell),
    colorOf: (cell) => colors[cell] ?? 0,
    amounts,
    highlights,
    flows,
    unmeasured,
    stacking: orderByStacking(codes, countPairs(fold.decisions)),
    panelTexts: panels.texts.length === 0 ? [""] : panels.texts,
    actionTexts: actions.texts,
    ruleTexts: rules.texts,
  };
}

/** What each cell is of, in codes; `decisions` are the pairs of action and rule. */
type CellCodes = Readonly<Record<"panels" | "sources" | "targets" | "actions" | "rules" | "decisions", Uint32Array>>;

function decodeCells({ cells, mixes, decisions, panels, stride }: Fold, slotOfPlace: Uint32Array): CellCodes {
  const codes = createCodes(countPairs(cells));
  const shownCount = slotOfPlace.length;
  for (let cell = 0; cell < codes.panels.length; cell++) {
    const pair = cells.firsts[cell] ?? 0;
    const mix = cells.seconds[cell] ?? 0;
    const source = Math.floor(pair / stride);
    const target = pair - source * stride;
    const decision = panels === undefined ? mix : (mixes.firsts[mix] ?? 0);
    codes.panels[cell] = panels === undefined ? 0 : (mixes.seconds[mix] ?? 0);
    codes.sources[cell] = source < shownCount ? (slotOfPlace[source] ?? 0) : shownCount;
    codes.targets[cell] = target < shownCount ? (slotOfPlace[target] ?? 0) : shownCount;
    codes.actions[cell] = decisions.firsts[decision] ?? 0;
    codes.rules[cell] = decisions.seconds[decision] ?? 0;
    codes.decisions[cell] = decision;
  }
  return codes;
}

/** Hidden cells are nowhere: `noSlot` is the number of what has no slot. */
function takeSlots({ sources, targets }: CellCodes, isHidden: (cell: number) => boolean, noSlot: number): void {
  for (let cell = 0; cell < sources.length; cell++) if (isHidden(cell)) sources[cell] = targets[cell] = noSlot;
}

/** Arrays in one piece of memory, which is quicker to get than six. */
function createCodes(count: number): CellCodes {
  const { buffer } = new Uint32Array(6 * count);
  const part = (index: number): Uint32Array => new Uint32Array(buffer, index * 4 * count, count);
  return { panels: part(0), sources: part(1), targets: part(2), actions: part(3), rules: part(4), decisions: part(5) };
}

/** Puts the places of codes into the array that has the codes. */
function placeCodes(codes: Uint32Array, { placeOfCode }: Ordering): void {
  for (let cell = 0; cell < codes.length; cell++) codes[cell] = placeOfCode[codes[cell] ?? 0] ?? 0;
}

/** A counting sort by action, then rule: there are few such decisions, and many cells. */
function orderByStacking({ decisions: decisionOfCell, actions, rules }: CellCodes, decisionCount: number): Uint32Array {
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
