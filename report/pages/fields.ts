/** A field of the model. Columns are never summed here: what is counted is a measure. */
export interface Field {
  readonly kind: "column" | "measure";
  readonly table: string;
  readonly name: string;
}

/** A field in a role of a visual. */
export interface Projection {
  readonly field: Field;
  /** What the visual calls the field; the name in the model, in the reader's language, until it is given. */
  readonly caption?: string;
  /** A level below the one that is shown: the reader drills down to it. */
  readonly isDrillLevel?: boolean;
}

/** What PBIR calls a field: by its table where `Entity`, by a name of the filter's own where `Source`. */
export type SourceReference = { readonly Entity: string } | { readonly Source: string };

/** A column of the model. */
export function column(table: string, name: string): Field {
  return { kind: "column", table, name };
}

/** A measure; all of them are in the table Traffic. */
export function measure(name: string): Field {
  return { kind: "measure", table: "Traffic", name };
}

/** The field as an expression of PBIR. */
export function writeField(field: Field, source: SourceReference = { Entity: field.table }): object {
  const reference = { Expression: { SourceRef: source }, Property: field.name };
  return field.kind === "column" ? { Column: reference } : { Measure: reference };
}

/** The name that a visual's own settings refer to the field by. */
export function nameInQuery({ table, name }: Field): string {
  return `${table}.${name}`;
}

/** The field in a role; only the fields of a drilled axis say which of them is shown. */
export function writeProjection({ field, caption, isDrillLevel }: Projection): object {
  return {
    field: writeField(field),
    queryRef: nameInQuery(field),
    nativeQueryRef: field.name,
    ...(caption === undefined ? {} : { displayName: caption }),
    ...(isDrillLevel === undefined ? {} : { active: !isDrillLevel }),
  };
}
