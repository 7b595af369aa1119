import { PrepError } from "./errors.ts";

const unitMs: Readonly<Partial<Record<string, number>>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of `90m`, `24h`, `7d` or `2w`; undefined for any other text. */
export function durationMs(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * (unitMs[unit] ?? NaN);
}

/** The same, or a PrepError of code `options` that names the option. */
export function parseDuration(option: string, text: string): number {
  const ms = durationMs(text);
  if (ms === undefined)
    throw new PrepError("options", `${option} ${JSON.stringify(text)} is no duration; give 10m, 24h or 90d`);
  return ms;
}
