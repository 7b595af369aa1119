import packageJson from "../../../package.json" with { type: "json" };
import type { ExportedRule, ReportSettings } from "../../settings.ts";
import { formatTable } from "../queries/literals.ts";
import { formatParametersQuery } from "../queries/tableQueries.ts";
import type { ModelColumn, ModelTable } from "../types.ts";

/** What the report was made with, for a small table in it. */
export function buildParameters(settings: ReportSettings): ModelTable {
  return {
    name: "Parameters",
    caption: { en: "Parameters", ko: "매개 변수" },
    description: {
      en: "Where the data lies and how the report was made.",
      ko: "데이터의 위치와 보고서를 만든 방법.",
    },
    columns: [
      {
        name: "Name",
        type: "string",
        caption: { en: "Name", ko: "이름" },
        description: { en: "What the value says.", ko: "값이 뜻하는 것." },
      },
      {
        name: "Value",
        type: "string",
        caption: { en: "Value", ko: "값" },
        description: { en: "The value, as text.", ko: "값, 글자로." },
      },
    ],
    measures: [],
    hierarchies: [],
    source: { kind: "m", expression: formatParametersQuery(settings, packageJson.version) },
  };
}

/** The rules that Azure exported, as a literal: what was given when the report was made. Empty without an export. */
export function buildExportedRules(rules: readonly ExportedRule[]): ModelTable {
  return {
    name: "Exported rules",
    description: {
      en: "Rules as Azure exported them when the report was made; empty without an export. Rules is filled from it.",
      ko: "보고서를 만들 때 Azure에서 내보낸 규칙. 내보낸 것이 없으면 비어 있다. 규칙 테이블이 여기서 채워진다.",
    },
    isHidden: true,
    columns: exportedColumns,
    measures: [],
    hierarchies: [],
    source: {
      kind: "m",
      expression: formatTable(
        exportedColumns.map(({ name, type }) => [name, type === "int64" ? "Int64.Type" : "text"]),
        keepFirst(rules).map((rule) => [keyOf(rule), rule.priority, rule.access, rule.direction, rule.ports]),
      ),
    },
  };
}

const exportedColumns: readonly ModelColumn[] = [
  hidden("RuleKey", "string", "ResourceId and rule with | in between.", "ResourceId와 규칙을 |로 이은 것."),
  hidden("Priority", "int64", "Priority, lower is first.", "우선순위, 낮을수록 먼저."),
  hidden("Access", "string", "Allow or Deny.", "Allow 또는 Deny."),
  hidden("Direction", "string", "Inbound or Outbound.", "Inbound 또는 Outbound."),
  hidden("Ports", "string", "Ports of the destination, as exported.", "목적지 포트, 내보낸 그대로."),
];

/** Keys differ in more than case, as the model compares text: a rule that is listed twice stays once. */
function keepFirst(rules: readonly ExportedRule[]): ExportedRule[] {
  const seen = new Set<string>();
  return rules.filter((rule) => {
    const key = keyOf(rule).toUpperCase();
    return !seen.has(key) && seen.add(key);
  });
}

function keyOf({ resourceId, rule }: ExportedRule): string {
  return `${resourceId}|${rule}`;
}

function hidden(name: string, type: "string" | "int64", en: string, ko: string): ModelColumn {
  return { name, type, isHidden: true, description: { en, ko }, ...(type === "int64" ? { format: "0" } : {}) };
}
