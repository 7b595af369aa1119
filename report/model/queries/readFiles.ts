import { flowColumns, trafficColumns, type Column } from "../../../prep/columns/schema.ts";
import type { SharedExpression } from "../types.ts";
import { quoteText } from "./literals.ts";

/** Functions that read files into typed rows. An error in a file or a field ends the refresh: nothing is left out. */
export function listReadFunctions(): SharedExpression[] {
  return [
    formatColumns("TrafficColumns", "traffic", trafficColumns),
    formatColumns("FlowsColumns", "flows", flowColumns),
    toUtc,
    parseFile,
    takeColumns,
    offsetsBetween,
    addLocalTime,
    readHourFiles,
  ];
}

function formatColumns(name: string, tableName: string, columns: readonly Column[]): SharedExpression {
  const rows = columns.map((c) => `        {${quoteText(c.name)}, ${quoteText(c.type)}, ${String(c.nullable)}}`);
  return {
    name,
    description: `The columns of the ${tableName} table: what a file has besides is not loaded, what an older one lacks is null.`,
    expression: `#table(
    type table [Name = text, Type = text, IsNullable = logical],
    {
${rows.join(",\n")}
    }
)`,
  };
}

const toUtc: SharedExpression = {
  name: "ToUtc",
  description: "A time as UTC without a zone, from Parquet (with or without a zone) or from text that ends in Z.",
  expression: `(value as any) as nullable datetime =>
    if value = null then
        null
    else if value is datetime then
        value
    else
        DateTimeZone.RemoveZone(DateTimeZone.ToUtc(DateTimeZone.From(value, "en-US")))`,
};

const parseFile: SharedExpression = {
  name: "ParseFile",
  description: "The rows of a file, by its format.",
  expression: `(content as binary) as table =>
    if Format = "csv" then
        Table.PromoteHeaders(
            Csv.Document(content, [Delimiter = ",", Encoding = TextEncoding.Utf8, QuoteStyle = QuoteStyle.Csv]),
            [PromoteAllScalars = true]
        )
    else
        Parquet.Document(content)`,
};

/** In CSV an empty field is both null and the empty string: which one it is, the column tells. Parquet knows it itself. */
const takeColumns: SharedExpression = {
  name: "TakeColumns",
  description:
    "The wanted columns in their order, times in UTC; an empty field of CSV is null where the column may be null.",
  expression: `(rows as table, columns as table) as table =>
    let
        Taken = Table.SelectColumns(rows, columns[Name], MissingField.UseNull),
        Times = Table.SelectRows(columns, each [Type] = "timestamp")[Name],
        WithTimes = Table.TransformColumns(Taken, List.Transform(Times, each {_, ToUtc})),
        Optional = Table.SelectRows(columns, each [IsNullable])[Name],
        EmptyToNull = (value) => if value = "" then null else value
    in
        if Format = "csv" then
            Table.TransformColumns(WithTimes, List.Transform(Optional, each {_, EmptyToNull}))
        else
            WithTimes`,
};

const offsetsBetween: SharedExpression = {
  name: "OffsetsBetween",
  description: "The offsets of the time zone that hold from one instant to another: nearly always one.",
  expression: `(start as datetime, end as datetime) as list =>
    let
        Until = List.Last(List.Select(TimeZone[Offsets], each _{0} <= start)),
        Inside = List.Select(TimeZone[Offsets], each _{0} > start and _{0} < end)
    in
        {Until} & Inside`,
};

const addLocalTime: SharedExpression = {
  name: "AddLocalTime",
  description:
    "Adds the time in the time zone of the report, its date and hour, and the key of the rule to the rows of one hour.",
  expression: `(rows as table, start as datetime, localColumn as text) as table =>
    let
        Offsets = OffsetsBetween(start, start + #duration(0, 1, 0, 0)),
        First = #duration(0, 0, Offsets{0}{1}, 0),
        ToLocal = if List.Count(Offsets) = 1 then
            (utc as datetime) as datetime => utc + First
        else
            (utc as datetime) as datetime =>
                utc + #duration(0, 0, List.Last(List.Select(Offsets, each _{0} <= utc), Offsets{0}){1}, 0),
        WithLocal = Table.AddColumn(rows, localColumn, each ToLocal([Time]), type datetime),
        WithDate = Table.AddColumn(WithLocal, "Date", each DateTime.Date(Record.Field(_, localColumn)), type date),
        WithHour = Table.AddColumn(WithDate, "HourOfDay", each Time.Hour(Record.Field(_, localColumn)), Int64.Type)
    in
        Table.AddColumn(WithHour, "RuleKey", each [ResourceId] & "|" & [Rule], type text)`,
};

/** Names and types are given, not read from the files: so an empty list has them too, and no file is opened for them. */
const readHourFiles: SharedExpression = {
  name: "ReadHourFiles",
  description: "The rows of all given files, every column typed.",
  expression: `(files as table, columns as table, localColumn as text) as table =>
    let
        TypeOf = [timestamp = type datetime, string = type text, int32 = Int64.Type, int64 = Int64.Type],
        Types = List.Transform(Table.ToRecords(columns), each {[Name], Record.Field(TypeOf, [Type])})
            & {{localColumn, type datetime}, {"Date", type date}, {"HourOfDay", Int64.Type}, {"RuleKey", type text}},
        WithRows = Table.AddColumn(
            files,
            "Rows",
            each AddLocalTime(TakeColumns(ParseFile([Content]), columns), [Start], localColumn)
        ),
        Expanded = Table.ExpandTableColumn(Table.SelectColumns(WithRows, {"Rows"}), "Rows", List.Transform(Types, each _{0}))
    in
        Table.TransformColumnTypes(Expanded, Types, "en-US")`,
};
