import type powerbi from "powerbi-visuals-api";

/** A row of flows in words; what is left out of all rows is a field that was not added. */
export interface FlowRow {
  readonly source?: unknown;
  readonly destination?: unknown;
  readonly rule?: unknown;
  readonly action?: unknown;
  readonly smallMultiple?: unknown;
  readonly value?: unknown;
  readonly highlight?: unknown;
  readonly tooltip?: unknown;
  readonly flows?: unknown;
  /** The colour that conditional formatting gives the row. */
  readonly color?: unknown;
}

export interface DataViewOptions {
  /** What the report file holds for the pane, of whatever type. */
  readonly objects?: Readonly<Record<string, object>>;
  readonly hasMore?: boolean;
  readonly valueFormat?: string;
}

const categoryRoles = ["source", "destination", "rule", "action", "smallMultiple"] as const;

/** A categorical data view as Power BI gives it; a source or destination that is an array has that many levels. */
export function dataViewOf(rows: readonly FlowRow[], options: DataViewOptions = {}): powerbi.DataView {
  const categories = categoryRoles.flatMap((role) => {
    if (!rows.some((row) => role in row)) return [];
    const levels = Math.max(...rows.map((row) => (Array.isArray(row[role]) ? row[role].length : 1)));
    return Array.from({ length: levels }, (_, level) => {
      const values = rows.map((row) => (Array.isArray(row[role]) ? (row[role] as unknown[])[level] : row[role]));
      return { source: { displayName: `${role} ${level}`, roles: { [role]: true } }, values };
    });
  });
  const [first] = categories;
  if (first !== undefined && rows.some((row) => "color" in row)) {
    Object.assign(first, { objects: rows.map((row) => colorObjects(row.color)) });
  }
  const values: object[] = [];
  const isLit = rows.some((row) => "highlight" in row);
  if (rows.some((row) => "value" in row)) {
    values.push({
      source: { displayName: "Bytes", roles: { value: true }, isMeasure: true, format: options.valueFormat },
      values: rows.map((row) => row.value ?? null),
      ...(isLit && { highlights: rows.map((row) => row.highlight ?? null) }),
    });
  }
  if (rows.some((row) => "flows" in row)) {
    const source = { displayName: "Flow count", roles: { flows: true }, isMeasure: true };
    const flows = rows.map((row) => row.flows ?? null);
    const highlights = rows.map((row, index) => ((row.highlight ?? null) === null ? null : flows[index]));
    values.push({ source, values: flows, ...(isLit && { highlights }) });
  }
  if (rows.some((row) => "tooltip" in row)) {
    const source = { displayName: "Packets", roles: { tooltips: true }, isMeasure: true };
    values.push({ source, values: rows.map((row) => row.tooltip ?? null) });
  }
  return {
    metadata: {
      columns: [],
      ...(options.objects && { objects: options.objects }),
      ...(options.hasMore && { segment: {} }),
    },
    categorical: { categories, values },
  } as unknown as powerbi.DataView;
}

function colorObjects(color: unknown): object | undefined {
  return color === undefined ? undefined : { colors: { fieldColor: { solid: { color } } } };
}
