import { levelsOf, type Flow } from "./estate.ts";

/** A measure by its name in the report: one that counts flows, bytes, or packets of 1,000 bytes. */
export type Measure = "Flow count" | "Bytes" | "Packets";

/** Which fields an author has put into the roles, and what stands in the formatting pane. */
export interface Fields {
  /** "levels" are network, subnet and address. */
  readonly hosts?: "address" | "levels";
  readonly hasRule?: boolean;
  readonly hasAction?: boolean;
  readonly byProtocol?: boolean;
  readonly value?: Measure;
  readonly flows?: Measure;
  readonly tooltips?: readonly Measure[];
  /** What a rule of conditional formatting gives to the flows, where one is set. */
  readonly colorOf?: (flow: Flow) => string;
  readonly objects?: Readonly<Record<string, object>>;
}

/** A row as Power BI makes it: one for each combination of the fields' values. */
interface Row {
  readonly cells: readonly string[];
  readonly largest: Flow;
  readonly sums: Readonly<Record<Measure, number | null>>;
}

interface Column {
  readonly role: string;
  readonly name: string;
  readonly cellOf: (flow: Flow) => string;
}

/**
 * The data view that Power BI builds of flows for these fields: rows of equal categories are added up, rows in which all
 * measures are blank are left out, the largest come first.
 */
export function buildDataView(flows: readonly Flow[], fields: Fields): object {
  const columns = listColumns(fields);
  const measures: readonly (readonly [string, Measure])[] = [
    ...(fields.value === undefined ? [] : ([["value", fields.value]] as const)),
    ...(fields.flows === undefined ? [] : ([["flows", fields.flows]] as const)),
    ...(fields.tooltips ?? []).map((measure) => ["tooltips", measure] as const),
  ];
  const [, first = "Flow count"] = measures[0] ?? [];
  const rows = groupRows(flows, columns)
    .filter(({ sums }) => measures.length === 0 || measures.some(([, measure]) => sums[measure] !== null))
    .sort((a, b) => (b.sums[first] ?? -1) - (a.sums[first] ?? -1));
  const { colorOf, objects = {} } = fields;
  const categories = columns.map(({ role, name }, index) => ({
    source: buildSource(name, role, { type: { text: true } }),
    values: rows.map(({ cells }) => cells[index] ?? ""),
    ...(index === 0 && colorOf !== undefined && { objects: rows.map(({ largest }) => paint(colorOf(largest))) }),
  }));
  const values = measures.map(([role, measure]) => ({
    source: buildSource(measure, role, { isMeasure: true, format: "#,0", type: { numeric: true, integer: true } }),
    values: rows.map(({ sums }) => sums[measure]),
  }));
  return {
    metadata: { columns: [...categories, ...values].map(({ source }) => source), objects },
    categorical: { categories, values },
  };
}

function listColumns({ hosts = "address", hasRule = false, hasAction = false, byProtocol = false }: Fields): Column[] {
  const ends = (["source", "destination"] as const).flatMap((end): Column[] => {
    const name = end === "source" ? "Src" : "Dest";
    const address: Column = { role: end, name: `${name}Ip`, cellOf: (flow) => flow[end] };
    if (hosts === "address") return [address];
    return [
      { role: end, name: `${name}VNet`, cellOf: (flow) => levelsOf(flow[end])[0] },
      { role: end, name: `${name}Subnet`, cellOf: (flow) => levelsOf(flow[end])[1] },
      address,
    ];
  });
  const columns = [...ends];
  if (hasRule) columns.push({ role: "rule", name: "Rule", cellOf: ({ rule }) => rule });
  if (hasAction) columns.push({ role: "action", name: "Action", cellOf: ({ action }) => action });
  if (byProtocol) columns.push({ role: "smallMultiple", name: "Protocol", cellOf: ({ protocol }) => protocol });
  return columns;
}

function groupRows(flows: readonly Flow[], columns: readonly Column[]): Row[] {
  const groups = Map.groupBy(flows, (flow) => JSON.stringify(columns.map(({ cellOf }) => cellOf(flow))));
  return [...groups.values()].flatMap((group): Row[] => {
    const [largest] = group.toSorted((a, b) => b.flows - a.flows);
    if (largest === undefined) return [];
    const measured = group.flatMap(({ bytes }) => bytes ?? []);
    const bytes = measured.length === 0 ? null : sum(measured);
    const packets = bytes === null ? null : Math.ceil(bytes / 1000);
    const sums = { "Flow count": sum(group.map((flow) => flow.flows)), Bytes: bytes, Packets: packets };
    return [{ cells: columns.map(({ cellOf }) => cellOf(largest)), largest, sums }];
  });
}

function buildSource(displayName: string, role: string, more: object): object {
  return { displayName, queryName: `flows.${displayName}`, roles: { [role]: true }, ...more };
}

function paint(color: string): object {
  return { colors: { fieldColor: { solid: { color } } } };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
