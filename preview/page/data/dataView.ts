import type powerbi from "powerbi-visuals-api";
import type { MeasureName } from "./fields.ts";
import type { Answer } from "./query.ts";
import type { ChosenFields } from "./roles.ts";

/** What a data view is made of besides the rows. */
export interface DataViewParts {
  readonly chosen: ChosenFields;
  readonly objects: powerbi.DataViewObjects;
  /** The name of a measure in the reader's language. */
  readonly nameMeasure: (name: MeasureName) => string;
}

/** The first `count` rows of an answer as Power BI hands them over; a segment says that there are more. */
export function buildDataView(
  answer: Answer,
  count: number,
  { chosen, objects, nameMeasure }: DataViewParts,
): powerbi.DataView {
  const end = Math.min(count, answer.rowCount);
  const categories = chosen.categories.map(({ field, roles }, index): powerbi.DataViewCategoryColumn => {
    const codes = answer.codes[index] ?? new Uint32Array();
    const values = Array.from(codes.subarray(0, end), (code) => field.texts[code] ?? "");
    const source = { displayName: field.name, queryName: `Flows.${field.name}`, index, roles, type: { text: true } };
    return { source, values, identity: values.map((value) => ({ key: JSON.stringify([source.queryName, value]) })) };
  });
  const values = chosen.measures.map(({ field, roles }, index): powerbi.DataViewValueColumn => {
    const place = categories.length + index;
    const source = { displayName: nameMeasure(field.name), queryName: `Flows.${field.name}`, index: place, roles };
    const lit = answer.lit?.[index];
    return {
      source: { ...source, isMeasure: true, format: "#,0", type: { numeric: true, integer: true } },
      values: listCells(answer.values[index], end),
      ...(lit && { highlights: listCells(lit, end) }),
    };
  });
  return {
    metadata: {
      columns: [...categories, ...values].map(({ source }) => source),
      objects,
      ...(end < answer.rowCount && { segment: {} }),
    },
    categorical: { categories, values: Object.assign(values, { grouped: () => [{ values }] }) },
  };
}

/** The host's null is no number here. */
function listCells(numbers: Float64Array | undefined, end: number): powerbi.PrimitiveValue[] {
  const cells = Array.from(numbers?.subarray(0, end) ?? [], (value) => (Number.isNaN(value) ? null : value));
  return cells as powerbi.PrimitiveValue[];
}
