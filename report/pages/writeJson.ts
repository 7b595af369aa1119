import type { ReportFile } from "../settings.ts";

/** A file of JSON, indented as Power BI Desktop writes it. */
export function writeJson(path: string, content: object): ReportFile {
  return { path, content: `${JSON.stringify(content, undefined, 2)}\n` };
}
