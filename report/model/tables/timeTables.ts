import type { Language, ReportSettings } from "../../settings.ts";
import { formatTable } from "../queries/literals.ts";
import { formatDateQuery } from "../queries/tableQueries.ts";
import type { ModelColumn, ModelTable, Words } from "../types.ts";
import { dateFormat, valueWords } from "../words.ts";

/** Every day of the data in the report's time zone, marked as date table. */
export function buildDate(settings: ReportSettings): ModelTable {
  return {
    name: "Date",
    caption: { en: "Date", ko: "날짜" },
    description: {
      en: "Every day from the first to the last one with traffic, in the time zone of the report, and one day on each side.",
      ko: "트래픽이 있는 첫날부터 마지막 날까지의 모든 날짜(보고서 시간대)와 그 앞뒤 하루.",
    },
    isDateTable: true,
    columns: dateColumns,
    measures: [],
    hierarchies: [
      {
        name: "Calendar",
        caption: { en: "Calendar", ko: "달력" },
        description: { en: "Year, quarter, month, date.", ko: "연도, 분기, 월, 날짜." },
        levels: ["Year", "Quarter", "Month", "Date"].map((column) => ({ column, caption: captionOf(column) })),
      },
    ],
    source: { kind: "m", expression: formatDateQuery(settings) },
  };
}

const dateColumns: readonly ModelColumn[] = [
  {
    name: "Date",
    type: "dateTime",
    isKey: true,
    format: dateFormat,
    ...words("Date", "날짜", "The day, in the time zone of the report.", "하루, 보고서 시간대 기준."),
  },
  { name: "Year", type: "int64", format: "0", ...words("Year", "연도", "Calendar year.", "달력의 연도.") },
  {
    name: "Quarter",
    type: "string",
    ...words("Quarter", "분기", "Year and quarter, as 2026 Q4.", "연도와 분기, 예: 2026 Q4."),
  },
  { name: "Month", type: "string", ...words("Month", "월", "Year and month, as 2026-11.", "연도와 월, 예: 2026-11.") },
  {
    name: "MonthName",
    type: "string",
    sortBy: "MonthNumber",
    ...words("Month name", "월 이름", "Name of the month, of whatever year.", "월의 이름, 연도와 무관."),
  },
  hiddenNumber("MonthNumber", "1 to 12; MonthName is sorted by it.", "1~12. 월 이름의 정렬 기준."),
  {
    name: "WeekStart",
    type: "dateTime",
    format: dateFormat,
    ...words("Week", "주", "Monday of the week.", "그 주의 월요일."),
  },
  {
    name: "Weekday",
    type: "string",
    sortBy: "WeekdayNumber",
    ...words("Weekday", "요일", "Name of the day of the week.", "요일의 이름."),
  },
  hiddenNumber("WeekdayNumber", "1 is Monday; Weekday is sorted by it.", "1은 월요일. 요일의 정렬 기준."),
  {
    name: "IsWeekend",
    type: "boolean",
    ...words("Weekend", "주말", "True on Saturday and Sunday.", "토요일과 일요일이면 True."),
  },
];

/** The 24 hours of a day, for patterns over all days. */
export function buildTimeOfDay(language: Language): ModelTable {
  const parts = valueWords[language].partsOfDay;
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const part = Math.floor(hour / 6);
    return [hour, `${String(hour).padStart(2, "0")}:00`, parts[part], part + 1];
  });
  return {
    name: "Time of day",
    caption: { en: "Time of day", ko: "하루 중 시간" },
    description: {
      en: "The 24 hours of a day in the time zone of the report.",
      ko: "하루의 24시간, 보고서 시간대 기준.",
    },
    columns: [
      hiddenNumber("HourOfDay", "0 to 23; key of the table.", "0~23. 테이블의 키."),
      { name: "Hour", type: "string", ...words("Hour of day", "시", "The hour, as 09:00.", "시, 예: 09:00.") },
      {
        name: "PartOfDay",
        type: "string",
        sortBy: "PartOfDayOrder",
        ...words(
          "Part of day",
          "시간대 구분",
          "Night 0 to 5, morning 6 to 11, afternoon 12 to 17, evening 18 to 23.",
          "새벽 0~5시, 오전 6~11시, 오후 12~17시, 저녁 18~23시.",
        ),
      },
      hiddenNumber("PartOfDayOrder", "1 to 4; PartOfDay is sorted by it.", "1~4. 시간대 구분의 정렬 기준."),
    ],
    measures: [],
    hierarchies: [],
    source: {
      kind: "m",
      expression: formatTable(
        [
          ["HourOfDay", "Int64.Type"],
          ["Hour", "text"],
          ["PartOfDay", "text"],
          ["PartOfDayOrder", "Int64.Type"],
        ],
        hours,
      ),
    },
  };
}

function words(captionEn: string, captionKo: string, en: string, ko: string): { caption: Words; description: Words } {
  return { caption: { en: captionEn, ko: captionKo }, description: { en, ko } };
}

function hiddenNumber(name: string, en: string, ko: string): ModelColumn {
  return { name, type: "int64", format: "0", isHidden: true, description: { en, ko } };
}

function captionOf(name: string): Words {
  const caption = dateColumns.find((column) => column.name === name)?.caption;
  if (caption === undefined) throw new Error(`no caption for "${name}"`);
  return caption;
}
