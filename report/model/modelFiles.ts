import type { ReportFile, ReportSettings } from "../settings.ts";
import { buildModel } from "./buildModel.ts";
import { hashUuid } from "./hashUuid.ts";
import { flag, formatTmdl, property, quoteName, type TmdlNode } from "./tmdl.ts";
import type { Model, Relationship, SharedExpression } from "./types.ts";
import { writeCulture } from "./writeCulture.ts";
import { writeTable } from "./writeTable.ts";

const folder = "Flow Chord.SemanticModel";
const cultures = ["en-US", "ko-KR"] as const;

/** All files of the semantic model: TMDL, and the two files that make its folder an item of Power BI. */
export function modelFiles(settings: ReportSettings): ReportFile[] {
  const model = buildModel(settings);
  const definition: Readonly<Record<string, readonly TmdlNode[]>> = {
    database: [{ line: "database", children: [property("compatibilityLevel", 1601)] }],
    model: writeModel(model),
    relationships: model.relationships.map(writeRelationship),
    expressions: model.expressions.map(writeExpression),
    ...Object.fromEntries(model.tables.map((table) => [`tables/${table.name}`, [writeTable(table)]])),
    ...Object.fromEntries(cultures.map((culture) => [`cultures/${culture}`, [writeCulture(model, culture)]])),
  };
  return [
    { path: `${folder}/.platform`, content: formatJson(platform) },
    { path: `${folder}/definition.pbism`, content: formatJson(properties) },
    ...Object.entries(definition).map(([name, nodes]) => ({
      path: `${folder}/definition/${name}.tmdl`,
      content: formatTmdl(nodes),
    })),
  ];
}

const schemas = "https://developer.microsoft.com/json-schemas/fabric";

const platform = {
  $schema: `${schemas}/gitIntegration/platformProperties/2.0.0/schema.json`,
  metadata: { type: "SemanticModel", displayName: "Flow Chord" },
  config: { version: "2.0", logicalId: hashUuid("Flow Chord", "SemanticModel") },
};

const properties = {
  $schema: `${schemas}/item/semanticModel/definitionProperties/1.0.0/schema.json`,
  version: "4.2",
  settings: {},
};

/**
 * `discourageImplicitMeasures`: nobody sums a port by accident. There is no `returnErrorValuesAsNull`, which Desktop writes
 * into its own models: a value that is not what its column says ends the refresh, it does not become blank.
 */
function writeModel(model: Model): TmdlNode[] {
  return [
    {
      line: "model Model",
      children: [
        property("culture", "en-US"),
        property("defaultPowerBIDataSourceVersion", "powerBI_V3"),
        ...flag("discourageImplicitMeasures", true),
        property("sourceQueryCulture", "en-US"),
      ],
    },
    { line: "annotation __PBI_TimeIntelligenceEnabled = 0" },
    { line: `annotation PBI_QueryOrder = ${JSON.stringify(listQueries(model))}` },
    { line: model.tables.map((table) => `ref table ${quoteName(table.name)}`).join("\n") },
    { line: cultures.map((culture) => `ref cultureInfo ${culture}`).join("\n") },
  ];
}

/** Queries in the order of the query editor: parameters and functions behind the tables. */
function listQueries({ tables, expressions }: Model): string[] {
  const loaded = tables.filter(({ source }) => source.kind === "m");
  return [...loaded, ...expressions].map(({ name }) => name);
}

function writeRelationship({ from, to, isActive }: Relationship): TmdlNode {
  return {
    line: `relationship ${quoteName(`${from.join(" ")} to ${to.join(" ")}`)}`,
    children: [
      ...(isActive ? [] : [{ line: "isActive: false" }]),
      { line: `fromColumn: ${from.map(quoteName).join(".")}` },
      { line: `toColumn: ${to.map(quoteName).join(".")}` },
    ],
  };
}

function writeExpression({ name, description, expression }: SharedExpression): TmdlNode {
  return {
    line: `expression ${quoteName(name)}`,
    description,
    expression,
    children: [property("lineageTag", hashUuid("expression", name))],
  };
}

function formatJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
