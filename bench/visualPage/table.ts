import { rollDice, type Dice } from "../../scripts/estate/dice.ts";
import type { TableShape } from "../visualCases.ts";

/** Rows as codes into `hosts` and `rules`, the largest values first, as Power BI sorts them for the visual. */
export interface CodedTable {
  readonly rowCount: number;
  readonly hosts: readonly string[];
  readonly rules: readonly Rule[];
  readonly sources: Uint16Array;
  readonly destinations: Uint16Array;
  readonly ruleOfRow: Uint16Array;
  /** Whole numbers, long-tailed where the rule allows, small where it denies. */
  readonly values: Float64Array;
}

interface Rule {
  readonly name: string;
  readonly action: "Allow" | "Deny";
}

const allowed = { median: 20_000, spread: 1.8 } as const;
const denied = { median: 60, spread: 0.5 } as const;

/** A row as codes. */
interface RolledRow {
  readonly source: number;
  readonly destination: number;
  readonly rule: number;
  readonly value: number;
}

/** Rolls a table; source, destination and rule are picked evenly. The same shape and `variant` give the same rows. */
export function rollTable(shape: TableShape, variant: string): CodedTable {
  const { rows, hosts } = shape;
  const rules = Array.from({ length: shape.rules }, (_, index) => nameRule(index));
  const rolled = rollRows(shape, rules, rollDice(`bench ${shape.name} ${variant}`));
  rolled.sort((a, b) => b.value - a.value);
  return {
    rowCount: rows,
    hosts: Array.from({ length: hosts }, (_, index) => `10.${20 + (index >> 6)}.4.${(index & 63) + 100}`),
    rules,
    sources: Uint16Array.from(rolled, ({ source }) => source),
    destinations: Uint16Array.from(rolled, ({ destination }) => destination),
    ruleOfRow: Uint16Array.from(rolled, ({ rule }) => rule),
    values: Float64Array.from(rolled, ({ value }) => value),
  };
}

/** No combination comes twice, as in Power BI, unless there are too few of them for the rows. */
function rollRows({ rows, hosts, isOneSpace }: TableShape, rules: readonly Rule[], dice: Dice): RolledRow[] {
  const first = isOneSpace ? 0 : hosts / 2;
  const sources = isOneSpace ? hosts : first;
  const isDistinct = sources * (hosts - first) * rules.length >= 2 * rows;
  const taken = new Set<number>();
  const rolled: RolledRow[] = [];
  while (rolled.length < rows) {
    const [source, destination] = [dice.integer(0, sources - 1), dice.integer(first, hosts - 1)];
    const rule = dice.integer(0, rules.length - 1);
    const value = rollValue(dice, rules[rule]?.action ?? "Allow");
    const key = (source * hosts + destination) * rules.length + rule;
    if (isDistinct && taken.has(key)) continue;
    taken.add(key);
    rolled.push({ source, destination, rule, value });
  }
  return rolled;
}

/** The sum of all values; whole numbers far below 2^53, so it is exact. */
export function sumValues({ values }: CodedTable): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function nameRule(index: number): Rule {
  return index % 4 === 3
    ? { name: `UserRule_deny-${index}`, action: "Deny" }
    : { name: `UserRule_allow-${index}`, action: "Allow" };
}

function rollValue(dice: Dice, action: Rule["action"]): number {
  const { median, spread } = action === "Deny" ? denied : allowed;
  return dice.size(median, spread);
}
