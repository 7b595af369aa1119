import type { Language } from "../../settings.ts";
import type { DataType, ModelColumn, ModelTable } from "../types.ts";
import { valueWords } from "../words.ts";

/** Every rule that was hit, and every one that was exported. */
export function buildRules(language: Language): ModelTable {
  return {
    name: "Rules",
    caption: { en: "Rules", ko: "규칙" },
    description: {
      en: "Every security rule that Traffic names, and every one of the export of the rules, if there is one.",
      ko: "트래픽에 나온 모든 보안 규칙과, 내보낸 규칙이 있으면 그 모든 규칙.",
    },
    columns: ruleColumns,
    measures: [],
    hierarchies: [],
    source: { kind: "dax", expression: formatRules(language) },
  };
}

const ruleColumns: readonly ModelColumn[] = [
  {
    name: "RuleKey",
    type: "string",
    isHidden: true,
    description: { en: "ResourceId and Rule with | in between.", ko: "ResourceId와 Rule을 |로 이은 것." },
  },
  column("Rule", ["Rule as logged", "로그의 규칙"], ["Name as in the log.", "로그에 적힌 이름 그대로."]),
  column(
    "RuleName",
    ["Rule", "규칙"],
    ["Name without UserRule_ or DefaultRule_ in front of it.", "앞의 UserRule_ 또는 DefaultRule_을 뺀 이름."],
  ),
  column(
    "Kind",
    ["Kind of rule", "규칙 종류"],
    [
      "User rule, default rule or other, by what the name in the log begins with.",
      "사용자 규칙, 기본 규칙, 기타. 로그의 이름이 무엇으로 시작하는지에 따른다.",
    ],
  ),
  column(
    "Nsg",
    ["Security group", "보안 그룹"],
    [
      "Last part of the resource ID: the network security group, or the flow log of a virtual network.",
      "리소스 ID의 마지막 부분: 네트워크 보안 그룹 또는 가상 네트워크의 흐름 로그.",
    ],
  ),
  column(
    "ResourceGroup",
    ["Resource group", "리소스 그룹"],
    ["Resource group of the resource ID.", "리소스 ID의 리소스 그룹."],
  ),
  column("Subscription", ["Subscription", "구독"], ["Subscription of the resource ID.", "리소스 ID의 구독."]),
  column("ResourceId", ["Resource ID", "리소스 ID"], ["Resource ID as in the log.", "로그에 적힌 리소스 ID."]),
  {
    ...column(
      "Priority",
      ["Priority", "우선순위"],
      [
        "Priority, lower is first; empty unless the rule was exported.",
        "우선순위, 낮을수록 먼저. 내보낸 규칙에만 있다.",
      ],
      "int64",
    ),
    format: "0",
  },
  column(
    "Access",
    ["Access", "허용 여부"],
    ["Allow or Deny, as exported; empty unless the rule was.", "내보낸 그대로 Allow 또는 Deny. 내보낸 규칙에만 있다."],
  ),
  column(
    "Ports",
    ["Ports of the rule", "규칙의 포트"],
    [
      "Ports of the destination, as exported; empty unless the rule was.",
      "목적지 포트, 내보낸 그대로. 내보낸 규칙에만 있다.",
    ],
  ),
  column(
    "IsExported",
    ["Exported", "내보냄"],
    ["Whether the rule is in the export of the rules.", "내보낸 규칙에 있는지 여부."],
    "boolean",
  ),
];

/**
 * All comes from the key, since DISTINCT of one column depends on no relationship to this very table. A resource id has
 * no `|`, so the key comes apart at its first one. The model compares text without case, as Azure does with ids.
 */
function formatRules(language: Language): string {
  const { userRule, defaultRule, otherRule } = valueWords[language];
  return `VAR Keys =
    DISTINCT (
        UNION (
            SELECTCOLUMNS ( DISTINCT ( Traffic[RuleKey] ), "RuleKey", Traffic[RuleKey] ),
            SELECTCOLUMNS ( DISTINCT ( 'Exported rules'[RuleKey] ), "RuleKey", 'Exported rules'[RuleKey] )
        )
    )
VAR WithParts =
    ADDCOLUMNS (
        Keys,
        "@ResourceId", LEFT ( [RuleKey], SEARCH ( "|", [RuleKey], 1, 1 ) - 1 ),
        "@Rule", MID ( [RuleKey], SEARCH ( "|", [RuleKey], 1, 1 ) + 1, 1000 )
    )
VAR WithPath =
    ADDCOLUMNS ( WithParts, "@Path", SUBSTITUTE ( MID ( [@ResourceId], 2, 1000 ), "/", "|" ) )
RETURN
    SELECTCOLUMNS (
        WithPath,
        "RuleKey", [RuleKey],
        "Rule", [@Rule],
        "RuleName",
            SWITCH (
                TRUE (),
                LEFT ( [@Rule], 9 ) = "UserRule_", MID ( [@Rule], 10, 1000 ),
                LEFT ( [@Rule], 12 ) = "DefaultRule_", MID ( [@Rule], 13, 1000 ),
                [@Rule]
            ),
        "Kind",
            SWITCH (
                TRUE (),
                LEFT ( [@Rule], 9 ) = "UserRule_", "${userRule}",
                LEFT ( [@Rule], 12 ) = "DefaultRule_", "${defaultRule}",
                "${otherRule}"
            ),
        "Nsg", PATHITEMREVERSE ( [@Path], 1 ),
        "ResourceGroup", IF ( PATHITEM ( [@Path], 3 ) = "resourceGroups", PATHITEM ( [@Path], 4 ) ),
        "Subscription", IF ( PATHITEM ( [@Path], 1 ) = "subscriptions", PATHITEM ( [@Path], 2 ) ),
        "ResourceId", [@ResourceId],
        "Priority", LOOKUPVALUE ( 'Exported rules'[Priority], 'Exported rules'[RuleKey], [RuleKey] ),
        "Access", LOOKUPVALUE ( 'Exported rules'[Access], 'Exported rules'[RuleKey], [RuleKey] ),
        "Ports", LOOKUPVALUE ( 'Exported rules'[Ports], 'Exported rules'[RuleKey], [RuleKey] ),
        "IsExported", NOT ISBLANK ( LOOKUPVALUE ( 'Exported rules'[RuleKey], 'Exported rules'[RuleKey], [RuleKey] ) )
    )`;
}

function column(
  name: string,
  [captionEn, captionKo]: readonly [string, string],
  [en, ko]: readonly [string, string],
  type: DataType = "string",
): ModelColumn {
  return { name, type, caption: { en: captionEn, ko: captionKo }, description: { en, ko } };
}
