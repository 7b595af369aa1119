import { valueFormatter } from "powerbi-visuals-utils-formattingutils";
import { isScaledFormat } from "./units";

/** The format string of a measure at work, and what it sets before and behind the digits: "$", " pkts". */
export interface MeasureFormat {
  readonly format: (value: number) => string;
  readonly before: string;
  readonly behind: string;
  readonly isPercent: boolean;
}

const probe = 1234567;

/**
 * Reads the format string of a measure. Undefined where there is none or where it would hide digits before the decimal
 * point: scientific, divided by thousands (which Power BI's own formatter ignores), or no number format at all.
 */
export function readMeasureFormat(format: string | undefined, locale: string | undefined): MeasureFormat | undefined {
  if (format === undefined || format === "" || isScaledFormat(format)) return undefined;
  const formatter = valueFormatter.create({ format, ...(locale !== undefined && { cultureSelector: locale }) });
  const written = formatter.format(probe);
  if (!listDigits(written).startsWith(String(probe))) return undefined;
  const [before = "", behind = ""] = written.split(/\d.*\d/s);
  return { format: (value) => formatter.format(value), before, behind, isPercent: /[%‰]/.test(format) };
}

/** The digits of a written number, of any script, without signs and words. */
export function listDigits(text: string): string {
  return text.replace(/\P{Nd}/gu, "");
}
