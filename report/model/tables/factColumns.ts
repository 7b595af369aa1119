import type { Column, ColumnType } from "../../../prep/columns/schema.ts";
import type { DataType, ModelColumn } from "../types.ts";
import { countFormat, dateFormat, dateTimeFormat } from "../words.ts";
import { columnWords } from "./columnWords.ts";

const dataTypes: Readonly<Record<ColumnType, DataType>> = {
  timestamp: "dateTime",
  string: "string",
  int32: "int64",
  int64: "int64",
};

/** The columns of one of prep's tables, in its order, as columns of the model. */
export function listSchemaColumns(table: string, columns: readonly Column[]): ModelColumn[] {
  return columns.map((column) => buildColumn(table, column));
}

/** Only 64-bit integers count something; ports and versions are 32-bit and have no sum. */
function buildColumn(table: string, { name, type, meaning }: Column): ModelColumn {
  const words = columnWords[`${table}.${name}`] ?? columnWords[name];
  if (words === undefined) throw new Error(`no words for the column "${name}" in report/model/tables/columnWords.ts`);
  return {
    name,
    type: dataTypes[type],
    caption: words.caption,
    description: { en: meaning, ko: words.korean },
    ...(words.isHidden ? { isHidden: true } : {}),
    ...formats[type],
  };
}

const formats: Readonly<Record<ColumnType, Pick<ModelColumn, "format" | "isSummable">>> = {
  timestamp: { format: `${dateTimeFormat}:ss` },
  string: {},
  int32: { format: "0" },
  int64: { format: countFormat, isSummable: true },
};

/** What the model adds to a fact: the time in the report's time zone, and the keys of its dimensions. */
export function listModelColumns(local: "LocalHour" | "LocalTime"): ModelColumn[] {
  const isHour = local === "LocalHour";
  return [
    {
      name: local,
      type: "dateTime",
      caption: isHour ? { en: "Hour", ko: "시간" } : { en: "Time", ko: "시각" },
      description: isHour
        ? { en: "Start of the hour in the time zone of the report.", ko: "보고서 시간대에서 본 한 시간의 시작." }
        : { en: "Time of the flow in the time zone of the report.", ko: "보고서 시간대에서 본 흐름의 시각." },
      format: isHour ? dateTimeFormat : `${dateTimeFormat}:ss`,
    },
    {
      ...key("Date", "dateTime", dateFormat),
      description: {
        en: "Date in the time zone of the report; key of Date.",
        ko: "보고서 시간대의 날짜. 날짜 테이블의 키.",
      },
    },
    {
      ...key("HourOfDay", "int64", "0"),
      description: {
        en: "Hour in the time zone of the report, 0 to 23; key of Time of day.",
        ko: "보고서 시간대의 시, 0~23. 하루 중 시간 테이블의 키.",
      },
    },
    {
      ...key("RuleKey", "string"),
      description: {
        en: "ResourceId and Rule with | in between; key of Rules.",
        ko: "ResourceId와 Rule을 |로 이은 것. 규칙 테이블의 키.",
      },
    },
  ];
}

function key(name: string, type: DataType, format?: string) {
  return { name, type, isHidden: true, ...(format === undefined ? {} : { format }) };
}
