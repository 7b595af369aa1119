import type { Category, Measure } from "./fields.ts";
import type { RowTest } from "./filters.ts";

/** What the roles ask of the cube. */
export interface Query {
  readonly rowCount: number;
  readonly categories: readonly Category[];
  readonly measures: readonly Measure[];
  readonly isIn: RowTest;
  /** What another visual highlights; undefined without a highlight. */
  readonly isLit: RowTest | undefined;
}

/** One row for each combination of the categories that is there, the largest by the first measure first. */
export interface Answer {
  readonly rowCount: number;
  /** For each category the number of each row's text. */
  readonly codes: readonly Uint32Array[];
  /** For each measure; NaN is nothing. */
  readonly values: readonly Float64Array[];
  /** The highlighted part of the values. */
  readonly lit: readonly Float64Array[] | undefined;
  /** For each row of the cube its row here; -1 for none. */
  readonly rowOf: Int32Array;
}

/** Groups the cube as Power BI does: a combination of which all measures are blank is left out, if there are measures. */
export function answerQuery(query: Query): Answer {
  const { groupOf, groupCount, firstRow } = groupRows(query);
  const sum = (values: Float64Array, isWanted: RowTest): Float64Array => {
    const sums = new Float64Array(groupCount).fill(NaN);
    for (let row = 0; row < query.rowCount; row++) {
      const group = groupOf[row] ?? -1;
      const value = values[row] ?? NaN;
      if (group < 0 || Number.isNaN(value) || !isWanted(row)) continue;
      const before = sums[group] ?? NaN;
      sums[group] = Number.isNaN(before) ? value : before + value;
    }
    return sums;
  };
  const values = query.measures.map((measure) => sum(measure.values, () => true));
  const { isLit } = query;
  const lit = isLit && query.measures.map((measure) => sum(measure.values, isLit));
  const order = orderGroups(groupCount, values);
  const places = new Int32Array(groupCount).fill(-1);
  order.forEach((group, place) => (places[group] = place));
  const pick = (sums: Float64Array): Float64Array => Float64Array.from(order, (group) => sums[group] ?? NaN);
  return {
    rowCount: order.length,
    codes: query.categories.map(({ codes }) => Uint32Array.from(order, (group) => codes[firstRow[group] ?? 0] ?? 0)),
    values: values.map(pick),
    lit: lit?.map(pick),
    rowOf: groupOf.map((group) => (group < 0 ? -1 : (places[group] ?? -1))),
  };
}

/** Numbers the combinations of codes: one category after the other, each step's number and the next code give a new one. */
function groupRows({ rowCount, categories, isIn }: Query): {
  groupOf: Int32Array;
  groupCount: number;
  firstRow: number[];
} {
  const groupOf = Int32Array.from({ length: rowCount }, (_, row) => (isIn(row) ? 0 : -1));
  let firstRow: number[] = groupOf.includes(0) ? [groupOf.indexOf(0)] : [];
  for (const { codes, texts } of categories) {
    const known = new Map<number, number>();
    firstRow = [];
    for (let row = 0; row < rowCount; row++) {
      const before = groupOf[row] ?? -1;
      if (before < 0) continue;
      const key = before * texts.length + (codes[row] ?? 0);
      const group = known.get(key) ?? known.size;
      if (group === known.size) {
        known.set(key, group);
        firstRow.push(row);
      }
      groupOf[row] = group;
    }
  }
  return { groupOf, groupCount: firstRow.length, firstRow };
}

/** Nulls last; among equals the order of the cube. */
function orderGroups(groupCount: number, values: readonly Float64Array[]): number[] {
  const groups = Array.from({ length: groupCount }, (_, group) => group);
  const [first] = values;
  if (first === undefined) return groups;
  const weigh = (group: number): number => {
    const value = first[group] ?? NaN;
    return Number.isNaN(value) ? -1 : value;
  };
  return groups
    .filter((group) => values.some((sums) => !Number.isNaN(sums[group] ?? NaN)))
    .sort((a, b) => weigh(b) - weigh(a));
}
