import type { ReportSettings } from "../../settings.ts";
import type { ModelMeasure } from "../types.ts";
import { countFormat, dateTimeFormat, folders } from "../words.ts";

export const ruleMeasures: readonly ModelMeasure[] = [
  {
    name: "First seen",
    caption: { en: "First seen", ko: "처음 관측" },
    description: {
      en: "Start of the first hour with a flow in the selection, in the time zone of the report.",
      ko: "선택 범위에서 흐름이 있는 첫 시간의 시작, 보고서 시간대 기준.",
    },
    folder: folders.rules,
    format: dateTimeFormat,
    dax: "MIN ( Traffic[LocalHour] )",
  },
  {
    name: "Last seen",
    caption: { en: "Last seen", ko: "마지막 관측" },
    description: {
      en: "Start of the last hour with a flow in the selection, in the time zone of the report.",
      ko: "선택 범위에서 흐름이 있는 마지막 시간의 시작, 보고서 시간대 기준.",
    },
    folder: folders.rules,
    format: dateTimeFormat,
    dax: "MAX ( Traffic[LocalHour] )",
  },
  {
    name: "Rules never hit",
    caption: { en: "Rules never hit", ko: "한 번도 적용되지 않은 규칙" },
    description: {
      en: "Exported rules without a single flow in all of the loaded data, whatever dates or hosts are selected. Blank without an export of the rules.",
      ko: "선택한 날짜나 호스트와 무관하게, 불러온 모든 데이터에 흐름이 하나도 없는 내보낸 규칙의 수. 내보낸 규칙이 없으면 비어 있다.",
    },
    folder: folders.rules,
    format: countFormat,
    dax: `VAR Exported =
    CALCULATETABLE ( DISTINCT ( Rules[RuleKey] ), KEEPFILTERS ( Rules[IsExported] = TRUE () ) )
VAR Hit =
    CALCULATETABLE ( DISTINCT ( Traffic[RuleKey] ), REMOVEFILTERS () )
RETURN
    IF ( NOT ISEMPTY ( 'Exported rules' ), COUNTROWS ( EXCEPT ( Exported, Hit ) ) + 0 )`,
  },
  {
    name: "Is never hit",
    caption: { en: "Never hit", ko: "적용된 적 없음" },
    description: {
      en: "1 where the selection holds an exported rule without a single flow in all of the loaded data, else blank; to filter by.",
      ko: "불러온 모든 데이터에 흐름이 하나도 없는 내보낸 규칙이 선택 범위에 있으면 1, 아니면 비어 있다. 필터용.",
    },
    folder: folders.rules,
    format: "0",
    dax: "IF ( [Rules never hit] > 0, 1 )",
  },
];

/** Titles in words; the time zone is the one whose offsets the queries hold. */
export function listTitleMeasures({ language, timeZone }: ReportSettings): ModelMeasure[] {
  const [before, none] = language === "ko-KR" ? ["데이터 기준 시각: ", "데이터 없음"] : ["Data until ", "No data"];
  return [
    {
      name: "Data until",
      caption: { en: "Data until", ko: "데이터 기준 시각" },
      description: {
        en: "Start of the last hour with traffic in all of the loaded data, with the time zone, in the language of the report.",
        ko: "불러온 모든 데이터에서 트래픽이 있는 마지막 시간의 시작과 시간대, 보고서의 언어로.",
      },
      folder: folders.titles,
      dax: `VAR LastHour =
    CALCULATE ( MAX ( Traffic[LocalHour] ), REMOVEFILTERS () )
RETURN
    IF (
        ISBLANK ( LastHour ),
        "${none}",
        "${before}" & FORMAT ( LastHour, "yyyy-mm-dd hh:nn", "en-US" ) & " (${timeZone})"
    )`,
    },
  ];
}
