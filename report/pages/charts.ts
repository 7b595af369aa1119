import { type Field, type Projection, column, measure, nameInQuery } from "./fields.ts";
import { quoteText, writeBoolean, writeColor, writeInteger, writeText } from "./literals.ts";
import { palette } from "./palette.ts";
import type { Formatting, PageVisual, Titled } from "./visual.ts";

/** Columns over time, stacked where there is a series. Days without data take no room on an axis of categories. */
export function columnChart(options: Titled & { category: readonly Projection[] } & Bars): PageVisual {
  const { category, ...rest } = options;
  const type = rest.series === undefined ? "clusteredColumnChart" : "columnChart";
  return buildBars(rest, category, {
    type,
    sort: { fields: category.map(({ field }) => field), direction: "Ascending" },
  });
}

/** Bars, the largest first. */
export function barChart(options: Titled & { category: Projection } & Bars): PageVisual {
  const { category, ...rest } = options;
  const type = rest.series === undefined ? "clusteredBarChart" : "barChart";
  return buildBars(rest, [category], {
    type,
    sort: { fields: rest.values.map(({ field }) => field), direction: "Descending" },
  });
}

/** What the bars measure; the series is the action, in the actions' colours, or there are colours by measure. */
export interface Bars {
  readonly values: readonly Projection[];
  readonly series?: Field;
  readonly colors: Readonly<Record<string, string>>;
}

function buildBars(
  { values, series, colors, ...placed }: Titled & Bars,
  category: readonly Projection[],
  { type, sort }: Required<Pick<PageVisual, "type" | "sort">>,
): PageVisual {
  const axis = { showAxisTitle: writeBoolean(false) };
  return {
    ...placed,
    type,
    hasPanel: true,
    roles: { Category: category, Y: values, ...(series === undefined ? {} : { Series: [{ field: series }] }) },
    sort,
    formatting: {
      categoryAxis: [
        { properties: { ...axis, axisType: writeText("Categorical"), maxMarginFactor: writeInteger(40) } },
      ],
      valueAxis: [{ properties: axis }],
      legend: [
        {
          properties: {
            show: writeBoolean(series !== undefined || values.length > 1),
            position: writeText("Top"),
            showTitle: writeBoolean(false),
          },
        },
      ],
      dataPoint: Object.entries(colors).map(([name, color]) => colorSeries(series, name, color)),
    },
  };
}

/** The colour of one value of the series, or of one measure where there is no series. */
function colorSeries(series: Field | undefined, name: string, color: string): Formatting {
  const properties = { fill: writeColor(color) };
  if (series === undefined) return { properties, selector: { metadata: nameInQuery(measure(name)) } };
  const comparison = {
    ComparisonKind: 0,
    Left: { Column: { Expression: { SourceRef: { Entity: series.table } }, Property: series.name } },
    Right: { Literal: { Value: quoteText(name) } },
  };
  return { properties, selector: { data: [{ scopeId: { Comparison: comparison } }] } };
}

/** An axis of days; the reader drills down to hours. */
export const days: readonly Projection[] = [
  { field: column("Date", "Date"), isDrillLevel: false },
  { field: column("Traffic", "LocalHour"), isDrillLevel: true },
];

/** The colours of the actions, as the visual has them. */
export const actionColors = { Allow: palette.allow, Deny: palette.deny };

/** The field that says whether a flow was allowed or denied: a table of its own, which no host that is selected narrows. */
export const action = column("Actions", "Action");
