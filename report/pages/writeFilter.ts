import { type Field, nameInQuery, writeField } from "./fields.ts";
import { hashUuid } from "../model/hashUuid.ts";
import { quoteText } from "./literals.ts";
import type { SavedFilter } from "./visual.ts";

/** Filters of a page or a visual as PBIR has them; `place` makes their names unique in the report. */
export function writeFilters(filters: readonly SavedFilter[], place: string): object[] {
  return filters.map((filter) => writeFilter(filter, nameFilter(place, filter.field)));
}

/** The filter that a drill-through fills, and the binding that names it. */
export function writeDrillThrough(field: Field, page: string): { readonly filter: object; readonly binding: object } {
  const name = nameFilter(page, field);
  return {
    filter: { name, field: writeField(field), type: "Categorical", howCreated: "Drillthrough" },
    binding: {
      name: `${page}-binding`,
      type: "Drillthrough",
      // Other filters of where one came from, as a destination, would hide one of the two directions.
      acceptsFilterContext: "None",
      parameters: [{ name: `Param_${name}`, boundFilter: name, fieldExpr: writeField(field) }],
    },
  };
}

function writeFilter({ field, ...rest }: SavedFilter, name: string): object {
  const source = "t";
  const expression = writeField(field, { Source: source });
  const condition =
    rest.kind === "oneOf"
      ? { In: { Expressions: [expression], Values: rest.values.map((value) => [writeOperand(quoteText(value))]) } }
      : { Comparison: { ComparisonKind: 0, Left: expression, Right: writeOperand(`${rest.value}L`) } };
  return {
    name,
    field: writeField(field),
    type: rest.kind === "oneOf" ? "Categorical" : "Advanced",
    filter: {
      Version: 2,
      From: [{ Name: source, Entity: field.table, Type: 0 }],
      Where: [{ Condition: condition }],
    },
    howCreated: "User",
  };
}

function writeOperand(value: string): object {
  return { Literal: { Value: value } };
}

function nameFilter(place: string, field: Field): string {
  return `Filter${hashUuid("filter", place, nameInQuery(field)).replaceAll("-", "").slice(0, 20)}`;
}
