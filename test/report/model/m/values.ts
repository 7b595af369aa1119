/** What expressions of M give. Instants are milliseconds; of a date at its midnight, of a time since midnight. */
export type Value =
  null | boolean | number | string | Value[] | MRecord | MTable | MFunction | MMoment | MType | MBinary;

export type MFunction = (...args: Value[]) => Value;

/** Fields are evaluated when they are asked for. */
export interface MRecord {
  readonly kind: "record";
  readonly fields: ReadonlyMap<string, () => Value>;
}

export interface MTable {
  readonly kind: "table";
  readonly columns: readonly string[];
  /** Evaluated when it is asked for: to open a table costs nothing, as in Power Query. */
  readonly rows: () => readonly MRecord[];
}

export interface MMoment {
  readonly kind: "date" | "datetime" | "datetimezone" | "time" | "duration";
  readonly ms: number;
}

export interface MType {
  readonly kind: "type";
  readonly name: string;
  readonly columns: readonly string[];
}

export interface MBinary {
  readonly kind: "binary";
  readonly file: string;
}

/** A field or a step: evaluated once, when it is first asked for. */
export function delay(evaluate: () => Value): () => Value {
  let result: { readonly value: Value } | undefined;
  return () => (result ??= { value: evaluate() }).value;
}

export function record(entries: Iterable<readonly [string, () => Value]>): MRecord {
  return { kind: "record", fields: new Map(entries) };
}

export function table(columns: readonly string[], listRows: () => readonly MRecord[]): MTable {
  let rows: readonly MRecord[] | undefined;
  return { kind: "table", columns, rows: () => (rows ??= listRows()) };
}

export function field(value: Value, name: string): Value {
  const found = asRecord(value).fields.get(name);
  if (found === undefined) throw new Error(`the field "${name}" was not found`);
  return found();
}

/** The word that `is` and `as` use for a value. */
export function kindOf(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return value.kind;
  return { boolean: "logical", number: "number", string: "text", function: "function" }[typeof value as "string"];
}

export function asTable(value: Value): MTable {
  if (kindOf(value) !== "table") throw new Error(`a table was expected, not ${kindOf(value)}`);
  return value as MTable;
}

export function asRecord(value: Value): MRecord {
  if (kindOf(value) !== "record") throw new Error(`a record was expected, not ${kindOf(value)}`);
  return value as MRecord;
}

export function asList(value: Value): Value[] {
  if (!Array.isArray(value)) throw new Error(`a list was expected, not ${kindOf(value)}`);
  return value;
}

export function asText(value: Value): string {
  if (typeof value !== "string") throw new Error(`text was expected, not ${kindOf(value)}`);
  return value;
}

export function asNumber(value: Value): number {
  if (typeof value !== "number") throw new Error(`a number was expected, not ${kindOf(value)}`);
  return value;
}

export function asFunction(value: Value): MFunction {
  if (typeof value !== "function") throw new Error(`a function was expected, not ${kindOf(value)}`);
  return value;
}

export function asMoment(value: Value): MMoment {
  if (value === null || typeof value !== "object" || !("ms" in value)) {
    throw new Error(`a date or time was expected, not ${kindOf(value)}`);
  }
  return value;
}
