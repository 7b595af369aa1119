import type { DataLocation, ExportedRule, ReportSettings } from "../../../report/settings.ts";

const nsg =
  "/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-WEB";

const rules: readonly ExportedRule[] = [
  {
    resourceId: nsg,
    rule: "UserRule_allow-web",
    priority: 100,
    access: "Allow",
    direction: "Inbound",
    ports: "80,443",
  },
  {
    resourceId: nsg.toLowerCase(),
    rule: "userrule_ALLOW-web",
    priority: 9,
    access: "Deny",
    direction: "Inbound",
    ports: "*",
  },
  {
    resourceId: nsg,
    rule: 'UserRule_"odd" #(lf) rule',
    priority: undefined,
    access: "Deny",
    direction: "Outbound",
    ports: "*",
  },
];

const locations: readonly DataLocation[] = [
  { kind: "folder", path: String.raw`C:\flow logs\out "of" #(tab) März` },
  { kind: "blob", account: "https://flows.blob.core.windows.net", container: "tables", prefix: "" },
  { kind: "dataLake", account: "https://flows.dfs.core.windows.net", container: "tables", prefix: "prep/out" },
];

/** Every kind of location with every format, with and without rules, in both languages: what a model is made for. */
export const sampleSettings: readonly ReportSettings[] = locations.flatMap((location) => [
  { location, format: "parquet", timeZone: "Asia/Seoul", language: "ko-KR", rules },
  { location, format: "csv", timeZone: "America/New_York", language: "en-US", rules: undefined },
]);

/** One of them, in words. */
export function nameSettings({ location, format, rules: given }: ReportSettings): string {
  return `${location.kind}, ${format}, ${given === undefined ? "no rules" : "rules"}`;
}

/** The first of them, or with some settings changed. */
export function settingsWith(changed: Partial<ReportSettings> = {}): ReportSettings {
  const [first] = sampleSettings;
  if (first === undefined) throw new Error("no sample settings");
  return { ...first, ...changed };
}
