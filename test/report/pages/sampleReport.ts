import { readFile } from "node:fs/promises";
import { strFromU8, strToU8, zipSync } from "fflate";
import { type PackagedFiles, readPackagedFiles } from "../../../report/pages/packagedFiles.ts";
import { reportFiles } from "../../../report/pages/reportFiles.ts";
import type { Language, ReportFile, ReportSettings } from "../../../report/settings.ts";

export const languages: readonly Language[] = ["en-US", "ko-KR"];

/** Settings of a report over a folder, without an export of rules until one is given. */
export function settingsOf(changes: Partial<ReportSettings> = {}): ReportSettings {
  return {
    location: { kind: "folder", path: "C:\\flows" },
    format: "parquet",
    timeZone: "Asia/Seoul",
    language: "en-US",
    rules: undefined,
    ...changes,
  };
}

/** One exported rule, so that the page of rules has the words for an export. */
export const exportedRules: ReportSettings["rules"] = [
  {
    resourceId: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg-web",
    rule: "UserRule_AllowWeb",
    priority: 100,
    access: "Allow",
    direction: "Inbound",
    ports: "443",
  },
];

/** A package with the identity of the visual and content of no meaning. */
export async function packagedSample(): Promise<PackagedFiles> {
  const { visual } = JSON.parse(await readFile("pbiviz.json", "utf8")) as { visual: { guid: string } };
  const resource = strToU8(`{"visual":{"guid":"${visual.guid}"},"content":{"js":"/* ü */"}}`);
  return readPackagedFiles(
    zipSync({
      "package.json": strToU8(JSON.stringify({ visual }, undefined, "\t\t")),
      [`resources/${visual.guid}.pbiviz.json`]: resource,
    }),
  );
}

/** All files of a report, in each language, with and without an export of the rules. */
export async function listSampleReports(): Promise<ReportFile[][]> {
  const visual = await packagedSample();
  const settings = languages.flatMap((language) => [
    settingsOf({ language }),
    settingsOf({ language, rules: exportedRules }),
  ]);
  return settings.map((each) => reportFiles(each, visual));
}

/** The report in English, without an export. */
export async function sampleReport(): Promise<ReportFile[]> {
  return reportFiles(settingsOf(), await packagedSample());
}

/** The content of a file of JSON. */
export function parseFile({ content }: ReportFile): unknown {
  return JSON.parse(typeof content === "string" ? content : strFromU8(content));
}

/** The files whose path ends like this, parsed. */
export function parseAll(files: readonly ReportFile[], end: string): { path: string; json: unknown }[] {
  return files.filter(({ path }) => path.endsWith(end)).map((file) => ({ path: file.path, json: parseFile(file) }));
}
