import type powerbi from "powerbi-visuals-api";
import type { CodedTable } from "./table.ts";

/** The columns of a categorical data view: SrcIp, DestIp, Rule and Action, and the measure Bytes. */
export interface Columns {
  readonly categories: readonly powerbi.DataViewCategoryColumn[];
  readonly values: readonly powerbi.DataViewValueColumn[];
}

const names = { source: "SrcIp", destination: "DestIp", rule: "Rule", action: "Action", value: "Bytes" } as const;
type Role = keyof typeof names;

/** The columns of the rows from `start` to `end` (exclusive). Cells of the same text are one string. */
export function buildColumns(table: CodedTable, start: number, end: number): Columns {
  const { hosts, rules, sources, destinations, ruleOfRow, values } = table;
  const rows = Array.from({ length: end - start }, (_, index) => start + index);
  const category = (role: Role, index: number, textOf: (row: number) => string | undefined) => ({
    source: { ...describeColumn(role, index), type: { text: true } },
    values: rows.map((row) => textOf(row) ?? ""),
  });
  return {
    categories: [
      category("source", 0, (row) => hosts[sources[row] ?? -1]),
      category("destination", 1, (row) => hosts[destinations[row] ?? -1]),
      category("rule", 2, (row) => rules[ruleOfRow[row] ?? -1]?.name),
      category("action", 3, (row) => rules[ruleOfRow[row] ?? -1]?.action),
    ],
    values: [
      {
        source: { ...describeColumn("value", 4), isMeasure: true, format: "#,0", type: { numeric: true } },
        values: rows.map((row) => values[row] ?? 0),
      },
    ],
  };
}

/**
 * The columns as they come over from the host's window into the visual's: a structured clone, in which every cell is a
 * string of its own, and nothing is the same object as in an earlier update.
 */
export function cloneColumns(columns: Columns): Columns {
  return structuredClone(columns);
}

/** All rows of the parts in columns of their own; the cells are those of the parts. */
export function joinColumns(parts: readonly Columns[]): Columns {
  const [first] = parts;
  if (first === undefined) throw new Error("there are no columns to join");
  return {
    categories: first.categories.map(({ source }, index) => {
      return { source: { ...source }, values: joinCells(parts.map(({ categories }) => categories[index])) };
    }),
    values: first.values.map(({ source }, index) => {
      return { source: { ...source }, values: joinCells(parts.map(({ values }) => values[index])) };
    }),
  };
}

function joinCells(columns: readonly (Columns["values"][number] | Columns["categories"][number] | undefined)[]) {
  return ([] as powerbi.PrimitiveValue[]).concat(...columns.map((column) => column?.values ?? []));
}

/** The data view of columns; with `hasMore` it has the segment that says that the host holds more rows. */
export function buildDataView({ categories, values }: Columns, hasMore = false): powerbi.DataView {
  const grouped = { grouped: () => [{ values: [...values] }] };
  return {
    metadata: { columns: [...categories, ...values].map(({ source }) => source), ...(hasMore && { segment: {} }) },
    categorical: { categories: [...categories], values: Object.assign([...values], grouped) },
  };
}

function describeColumn(role: Role, index: number): powerbi.DataViewMetadataColumn {
  return { displayName: names[role], queryName: `flows.${names[role]}`, index, roles: { [role]: true } };
}
