/** A value as PBIR writes it into formatting objects. */
export interface LiteralValue {
  readonly expr: { readonly Literal: { readonly Value: string } };
}

/** A colour as PBIR writes it into formatting objects. */
export interface ColorValue {
  readonly solid: { readonly color: LiteralValue };
}

/** `true` or `false`. */
export function writeBoolean(value: boolean): LiteralValue {
  return writeLiteral(String(value));
}

/** A number: `12D`. */
export function writeNumber(value: number): LiteralValue {
  return writeLiteral(`${value}D`);
}

/** A whole number, where Power BI wants one: `12L`. */
export function writeInteger(value: number): LiteralValue {
  return writeLiteral(`${value}L`);
}

/** A text, quoted. */
export function writeText(value: string): LiteralValue {
  return writeLiteral(quoteText(value));
}

/** A text in single quotes; those inside it are doubled. */
export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A colour, `#RRGGBB`. */
export function writeColor(value: string): ColorValue {
  return { solid: { color: writeText(value) } };
}

function writeLiteral(value: string): LiteralValue {
  return { expr: { Literal: { Value: value } } };
}
