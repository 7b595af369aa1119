import type { Fold } from "./foldRows";
import { countPairs } from "./pairIndex";
import type { CodedColumn, FlowTable, Hidden } from "./types";

/** Hides nothing. */
export const nothingHidden: Hidden = { actions: [], rules: [] };

/** Which actions and rules of a table are hidden, by code; a row is hidden where its action or its rule is. */
interface HiddenCodes {
  readonly actions: ReadonlySet<number>;
  readonly rules: ReadonlySet<number>;
}

/** Says of rows whether they are hidden; undefined where none is, so that loops over all rows need not ask. */
export function findHiddenRows(table: FlowTable, hidden: Hidden): ((row: number) => boolean) | undefined {
  const codes = findCodes(table, hidden);
  if (codes === undefined) return undefined;
  const [actionOfRow, ruleOfRow] = [table.actions?.ofRow, table.rules?.ofRow];
  return (row) => codes.actions.has(actionOfRow?.[row] ?? -1) || codes.rules.has(ruleOfRow?.[row] ?? -1);
}

/** The same of the cells of a fold. */
export function findHiddenCells(
  { cells, mixes, decisions, panels }: Fold,
  table: FlowTable,
  hidden: Hidden,
): ((cell: number) => boolean) | undefined {
  const codes = findCodes(table, hidden);
  if (codes === undefined) return undefined;
  const isHidden = Array.from({ length: countPairs(decisions) }, (_, decision) => {
    return codes.actions.has(decisions.firsts[decision] ?? 0) || codes.rules.has(decisions.seconds[decision] ?? 0);
  });
  return (cell) => {
    const mix = cells.seconds[cell] ?? 0;
    return isHidden[panels === undefined ? mix : (mixes.firsts[mix] ?? 0)] === true;
  };
}

/** Texts that the data do not have, as a bookmark may keep them, hide nothing. */
function findCodes({ actions, rules }: FlowTable, hidden: Hidden): HiddenCodes | undefined {
  const codes = { actions: codesOf(actions, hidden.actions), rules: codesOf(rules, hidden.rules) };
  return codes.actions.size + codes.rules.size > 0 ? codes : undefined;
}

function codesOf(column: CodedColumn | undefined, texts: readonly string[]): ReadonlySet<number> {
  return new Set(texts.map((text) => column?.texts.indexOf(text) ?? -1).filter((code) => code >= 0));
}
