import type { Fields } from "./fields.ts";

/** What is filtered: hours from and to, both included, "" for no end; values of columns that are left out. */
export interface Filters {
  readonly from: string;
  readonly to: string;
  readonly leftOut: Readonly<Record<FilteredName, readonly string[]>>;
}

/** The columns whose values can be left out. */
export const filteredNames = ["Action", "Rule"] as const;

export type FilteredName = (typeof filteredNames)[number];

/** Whether a row of the cube is meant. */
export type RowTest = (row: number) => boolean;

/** Whether a row passes all filters; without one of them `except`, whose own values are to be counted. */
export function buildFilter({ categories }: Fields, filters: Filters, except?: FilteredName): RowTest {
  const tests: RowTest[] = [];
  const hour = categories.get("Hour");
  if (hour !== undefined && (filters.from !== "" || filters.to !== "")) {
    const isIn = hour.texts.map((text) => text >= filters.from && (filters.to === "" || text <= filters.to));
    tests.push((row) => isIn[hour.codes[row] ?? -1] === true);
  }
  for (const name of filteredNames) {
    if (name !== except && filters.leftOut[name].length > 0) {
      const isLeftOut = buildPick({ categories }, name, filters.leftOut[name]);
      tests.push((row) => !isLeftOut(row));
    }
  }
  return (row) => tests.every((test) => test(row));
}

/** Whether a row has one of these values in a column; none where there is no such column. */
export function buildPick(
  { categories }: Pick<Fields, "categories">,
  name: string,
  values: readonly string[],
): RowTest {
  const category = categories.get(name);
  if (category === undefined) return () => false;
  const wanted = new Set(values);
  const isWanted = category.texts.map((text) => wanted.has(text));
  return (row) => isWanted[category.codes[row] ?? -1] === true;
}

/** The flows of each value of a column, over rows that pass, the largest first; and of them those that are lit. */
export function countValues(
  { categories, measures }: Fields,
  name: string,
  isIn: RowTest,
  isLit: RowTest = () => true,
): { readonly text: string; readonly flows: number; readonly lit: number }[] {
  const category = categories.get(name);
  const flows = measures.get("Flows");
  if (category === undefined || flows === undefined) return [];
  const sums = category.texts.map((text) => ({ text, flows: 0, lit: 0 }));
  for (let row = 0; row < flows.values.length; row++) {
    const sum = sums[category.codes[row] ?? -1];
    if (sum === undefined || !isIn(row)) continue;
    const value = flows.values[row] ?? 0;
    sum.flows += value;
    if (isLit(row)) sum.lit += value;
  }
  return sums.filter((sum) => sum.flows > 0);
}
