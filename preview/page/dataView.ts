import type powerbi from "powerbi-visuals-api";
import type { PreviewData, VisualCapabilities } from "../payload.ts";
import type { PageState } from "./state.ts";

type Weight = PageState["weight"];

const measureNames = {
  "en-US": { flows: "Flows", bytes: "Bytes" },
  "ko-KR": { flows: "흐름", bytes: "바이트" },
} as const;
const categoryRoles = { source: "SrcIp", destination: "DestIp", rule: "Rule", action: "Action" } as const;

/** What the visual gets, and which groups of the data its rows are. */
export interface BuiltDataView {
  readonly dataView: powerbi.DataView;
  readonly rows: readonly number[];
}

/** What the visual says that it can do, and the properties that it asked the host to keep. */
export interface DataViewExtras {
  readonly capabilities: VisualCapabilities;
  readonly kept: powerbi.DataViewObjects;
}

/**
 * The data view that Power BI builds for SrcIp, DestIp, Rule, Action, the weight as value and the other measure as
 * tooltip: sorted by value, nulls last, cut to the window, which a segment tells. Roles that the visual does not have
 * are left out.
 */
export function buildDataView(
  { groups, hosts, rules, actions, figures }: PreviewData,
  { weight, colorBy, language }: PageState,
  { capabilities, kept }: DataViewExtras,
): BuiltDataView {
  const rows = sortRows(groups[weight]).slice(0, figures.groupLimit);
  const pick = (codes: readonly number[], texts: readonly string[]) => rows.map((row) => texts[codes[row] ?? -1] ?? "");
  const texts = {
    source: pick(groups.source, hosts),
    destination: pick(groups.destination, hosts),
    rule: pick(groups.rule, rules),
    action: pick(groups.action, actions),
  };
  const roles = new Set(capabilities.dataRoles?.map(({ name }) => name));
  const categories = (["source", "destination", "rule", "action"] as const)
    .filter((role) => roles.has(role))
    .map((role, index) => buildCategory(role, index, texts[role]));
  const measures: readonly (readonly [string, Weight])[] = [
    ["value", weight],
    ...(weight === "flows" ? [] : ([["flows", "flows"]] as const)),
    ["tooltips", weight === "flows" ? "bytes" : "flows"],
  ];
  const values = measures
    .filter(([role]) => roles.has(role))
    .map(([role, measure], index) => {
      const cells = rows.map((row) => groups[measure][row] ?? null) as powerbi.PrimitiveValue[];
      const source = buildSource(measureNames[language][measure], role, categories.length + index);
      return {
        source: { ...source, isMeasure: true, format: "#,0", type: { numeric: true, integer: true } },
        values: cells,
      };
    });
  const columns = [...categories, ...values].map(({ source }) => source);
  const objects = { ...kept, ...(canColorBy(capabilities) && { colors: { ...kept["colors"], colorBy } }) };
  const isCut = figures.groups > rows.length;
  return {
    dataView: {
      metadata: { columns, objects, ...(isCut && { segment: {} }) },
      categorical: { categories, values: Object.assign(values, { grouped: () => [{ values }] }) },
    },
    rows,
  };
}

/** Whether the visual has a setting for what its colours mean. */
export function canColorBy({ objects = {} }: VisualCapabilities): boolean {
  return objects["colors"]?.properties?.["colorBy"] !== undefined;
}

/** Largest first; what was not measured comes last. */
function sortRows(cells: readonly (number | null)[]): number[] {
  return cells.map((_, row) => row).sort((a, b) => (cells[b] ?? -1) - (cells[a] ?? -1));
}

function buildCategory(
  role: keyof typeof categoryRoles,
  index: number,
  values: powerbi.PrimitiveValue[],
): powerbi.DataViewCategoryColumn {
  const source = buildSource(categoryRoles[role], role, index);
  const identity = values.map((value) => ({ key: JSON.stringify([source.queryName, value]) }));
  return {
    source: { ...source, type: { text: true } },
    values,
    identity,
  };
}

function buildSource(displayName: string, role: string, index: number): powerbi.DataViewMetadataColumn {
  return { displayName, queryName: `flows.${displayName}`, index, roles: { [role]: true } };
}
