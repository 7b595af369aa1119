import { hashUuid } from "./hashUuid.ts";
import { flag, optional, property, quoteName, type TmdlNode } from "./tmdl.ts";
import type { ModelColumn, ModelHierarchy, ModelMeasure, ModelTable, RefreshPolicy } from "./types.ts";

/** A table with all that is in it, as one node of TMDL. */
export function writeTable(table: ModelTable): TmdlNode {
  return {
    line: `table ${quoteName(table.name)}`,
    description: table.description.en,
    children: [
      ...flag("isHidden", table.isHidden),
      property("lineageTag", hashUuid(table.name)),
      ...(table.isDateTable === true ? [property("dataCategory", "Time")] : []),
      ...writeRefresh(table),
      ...table.measures.map((measure) => writeMeasure(table, measure)),
      ...table.columns.map((column) => writeColumn(table, column)),
      ...table.hierarchies.map((hierarchy) => writeHierarchy(table, hierarchy)),
      writePartition(table),
    ],
  };
}

function writeMeasure(table: ModelTable, measure: ModelMeasure): TmdlNode {
  const formatDax = measure.formatDax;
  return {
    line: `measure ${quoteName(measure.name)}`,
    expression: measure.dax,
    description: measure.description.en,
    children: [
      ...optional("formatString", measure.format),
      ...flag("isHidden", measure.isHidden),
      property("displayFolder", measure.folder.en),
      property("lineageTag", hashUuid(table.name, "measure", measure.name)),
      ...(formatDax === undefined ? [] : [{ line: "formatStringDefinition", expression: formatDax }]),
    ],
  };
}

function writeColumn(table: ModelTable, column: ModelColumn): TmdlNode {
  const isCalculated = table.source.kind === "dax";
  return {
    line: `column ${quoteName(column.name)}`,
    description: column.description.en,
    children: [
      property("dataType", column.type),
      ...flag("isHidden", column.isHidden),
      ...flag("isKey", column.isKey),
      ...optional("formatString", column.format),
      ...optional("displayFolder", column.folder?.en),
      property("lineageTag", hashUuid(table.name, "column", column.name)),
      property("summarizeBy", column.isSummable === true ? "sum" : "none"),
      ...flag("isNameInferred", isCalculated),
      property("sourceColumn", isCalculated ? `[${column.name}]` : column.name),
      ...(column.sortBy === undefined ? [] : [property("sortByColumn", quoteName(column.sortBy))]),
    ],
  };
}

function writeHierarchy(table: ModelTable, hierarchy: ModelHierarchy): TmdlNode {
  return {
    line: `hierarchy ${quoteName(hierarchy.name)}`,
    description: hierarchy.description.en,
    children: [
      property("lineageTag", hashUuid(table.name, "hierarchy", hierarchy.name)),
      ...hierarchy.levels.map(({ column }) => ({
        line: `level ${quoteName(column)}`,
        children: [
          property("lineageTag", hashUuid(table.name, "level", hierarchy.name, column)),
          property("column", quoteName(column)),
        ],
      })),
    ],
  };
}

function writePartition(table: ModelTable): TmdlNode {
  const kind = table.source.kind === "dax" ? "calculated" : "m";
  return {
    line: `partition ${quoteName(table.name)} = ${kind}`,
    children: [property("mode", "import"), { line: "source", expression: table.source.expression, isProperty: true }],
  };
}

/** The policy's query is the table's own: the service runs it once for each partition, with the days of that. */
function writeRefresh(table: ModelTable): TmdlNode[] {
  const { source } = table;
  if (source.kind === "dax" || source.refresh === undefined) return [];
  return [{ line: "refreshPolicy", children: listPolicy(source.refresh, source.expression) }];
}

function listPolicy(policy: RefreshPolicy, expression: string): TmdlNode[] {
  return [
    property("policyType", "basic"),
    property("rollingWindowGranularity", policy.keepGranularity),
    property("rollingWindowPeriods", policy.keepPeriods),
    property("incrementalGranularity", "day"),
    property("incrementalPeriods", policy.refreshDays),
    { line: "sourceExpression", expression, isProperty: true, isShallow: true },
  ];
}
