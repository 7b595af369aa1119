/** What a property holds: a report file may have anything in it, whatever the types say. */
interface Slice {
  readonly value: unknown;
}

/** The number within its limits, or the other one where it is none. */
export function readNumber({ value }: Slice, [lowest, highest]: readonly [number, number], otherwise: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return otherwise;
  return Math.min(Math.max(value, lowest), highest);
}

export function readFlag({ value }: Slice, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}

/** The value if it is one of the choices, else the first of them. */
export function readChoice<const T extends string>({ value }: Slice, choices: readonly [T, ...T[]]): T {
  return choices.find((choice) => choice === value) ?? choices[0];
}

export function readText({ value }: Slice, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

/** The text of a colour; whether it is one, the palette sees. */
export function readColorText({ value }: Slice, otherwise: string): string {
  const text = (value as { readonly value?: unknown } | null | undefined)?.value;
  return typeof text === "string" && text !== "" ? text : otherwise;
}
