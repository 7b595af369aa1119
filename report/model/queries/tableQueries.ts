import type { DataLocation, ReportSettings } from "../../settings.ts";
import { formatLocation, listRootSteps } from "./location.ts";
import { quoteText } from "./literals.ts";

/**
 * The query of a fact table. RangeStart and RangeEnd choose the days whose folders are opened, and then once more the
 * rows, on the column in UTC: the service finds them here and replaces them for each partition.
 */
export function formatFactQuery(location: DataLocation, table: "Traffic" | "Flows"): string {
  const local = table === "Traffic" ? "LocalHour" : "LocalTime";
  return formatSteps([
    ...listRootSteps(location),
    `Files = ListHourFiles(Root, "${table.toLowerCase()}", RangeStart, RangeEnd)`,
    `Rows = ReadHourFiles(Files, ${table}Columns, "${local}")`,
    `InRange = Table.SelectRows(Rows, each [Time] >= RangeStart and [Time] < RangeEnd)`,
  ]);
}

/**
 * Every day of which there is traffic, by the names of folders alone, and those in between. RangeStart and RangeEnd do
 * not narrow it: in the service they belong to partitions, of which this table has one for all.
 */
export function formatDateQuery({ location, language }: ReportSettings): string {
  const culture = quoteText(language);
  return formatSteps([
    ...listRootSteps(location),
    'Known = ListDays(Root, "traffic")',
    // A time zone may put the flows of a UTC day into the day before or after it.
    "First = if List.IsEmpty(Known) then #date(2000, 1, 1) else Date.AddDays(List.Min(Known), -1)",
    "Last = if List.IsEmpty(Known) then First else Date.AddDays(List.Max(Known), 1)",
    "Days = List.Dates(First, Duration.Days(Last - First) + 1, #duration(1, 0, 0, 0))",
    `ToRow = (day as date) as list => {
            day,
            Date.Year(day),
            Text.From(Date.Year(day), "en-US") & " Q" & Text.From(Date.QuarterOfYear(day), "en-US"),
            Date.ToText(day, [Format = "yyyy-MM", Culture = "en-US"]),
            Date.MonthName(day, ${culture}),
            Date.Month(day),
            Date.StartOfWeek(day, Day.Monday),
            Date.DayOfWeekName(day, ${culture}),
            Date.DayOfWeek(day, Day.Monday) + 1,
            Date.DayOfWeek(day, Day.Monday) >= 5
        }`,
    `Rows = #table(
        type table [
            Date = date, Year = Int64.Type, Quarter = text, Month = text, MonthName = text, MonthNumber = Int64.Type,
            WeekStart = date, Weekday = text, WeekdayNumber = Int64.Type, IsWeekend = logical
        ],
        List.Transform(Days, ToRow)
    )`,
  ]);
}

/** What a reader may want to know of how the report was made. */
export function formatParametersQuery(settings: ReportSettings, version: string): string {
  const isKorean = settings.language === "ko-KR";
  const name = (en: string, ko: string): string => quoteText(isKorean ? ko : en);
  const rows = [
    [name("Data location", "데이터 위치"), formatLocation(settings.location)],
    [name("Format", "파일 형식"), "Format"],
    [name("Time zone", "시간대"), "TimeZone[Name]"],
    [name("Language", "언어"), quoteText(isKorean ? "한국어" : "English")],
    [name("Version", "버전"), quoteText(`flow-chord ${version}`)],
  ];
  const lines = rows.map((row) => `        {${row.join(", ")}}`);
  return `#table(\n    type table [Name = text, Value = text],\n    {\n${lines.join(",\n")}\n    }\n)`;
}

function formatSteps(steps: readonly string[]): string {
  const last = steps.at(-1)?.split(" ")[0] ?? "";
  return `let\n${steps.map((step) => `    ${step}`).join(",\n")}\nin\n    ${last}`;
}
