import type { DataLocation } from "../../settings.ts";
import type { SharedExpression } from "../types.ts";

/**
 * Functions that find the files of a table: `TABLE/date=YYYY-MM-DD/hour=HH/*.FORMAT`, and nothing else that lies there.
 * They are given what a connector listed and open no data source themselves, so that each query of a table is the only one
 * that does, as the privacy firewall wants it.
 */
export function listFileFunctions(location: DataLocation): SharedExpression[] {
  return [dayOf, hourStart, isTableFile, ...(location.kind === "blob" ? blobFunctions : folderFunctions)];
}

const dayOf: SharedExpression = {
  name: "DayOf",
  description: "The day of a folder date=YYYY-MM-DD; null for any other name.",
  expression: `(name as text) as nullable date =>
    if Text.Length(name) = 15 and Text.StartsWith(name, "date=") and Text.Remove(Text.Middle(name, 5), {"0".."9"}) = "--" then
        Date.FromText(Text.Middle(name, 5), [Format = "yyyy-MM-dd", Culture = "en-US"])
    else
        null`,
};

const hourStart: SharedExpression = {
  name: "HourStart",
  description: "When the hour of a folder hour=HH of a day begins, UTC; null for any other name, or without a day.",
  expression: `(day as nullable date, name as text) as nullable datetime =>
    if day <> null and Text.Length(name) = 7 and Text.StartsWith(name, "hour=") and Text.Remove(Text.Middle(name, 5), {"0".."9"}) = "" then
        day & #time(Number.FromText(Text.Middle(name, 5), "en-US"), 0, 0)
    else
        null`,
};

const isTableFile: SharedExpression = {
  name: "IsTableFile",
  description: "Whether a file is one of the wanted format; names that begin with _ or . are never read.",
  expression: `(name as text) as logical =>
    Text.EndsWith(name, "." & Format) and not Text.StartsWith(name, "_") and not Text.StartsWith(name, ".")`,
};

/** Folders are opened one by one, so days outside the range are not even listed. */
const folderFunctions: readonly SharedExpression[] = [
  {
    name: "OpenFolder",
    description: "What is in a folder inside another one; nothing where there is none of that name.",
    expression: `(parent as table, name as text) as table =>
    let
        Found = Table.SelectRows(parent, each [Name] = name)
    in
        if Table.IsEmpty(Found) then #table({"Content", "Name"}, {}) else Found{0}[Content]`,
  },
  {
    name: "ListDayFolders",
    description: "The folders of a table's days, each with its day.",
    expression: `(root as table, tableName as text) as table =>
    let
        Folders = Table.SelectColumns(OpenFolder(root, tableName), {"Content", "Name"}),
        WithDay = Table.AddColumn(Folders, "Day", each DayOf([Name]), type nullable date)
    in
        Table.SelectRows(WithDay, each [Day] <> null)`,
  },
  {
    name: "ListDays",
    description: "All days of which a table has a folder.",
    expression: `(root as table, tableName as text) as list =>
    ListDayFolders(root, tableName)[Day]`,
  },
  {
    name: "ListFilesOfDay",
    description: "The files in the folder of one day that hold hours of the range, each with the start of its hour.",
    expression: `(day as date, folder as table, rangeStart as datetime, rangeEnd as datetime) as table =>
    let
        Hours = Table.AddColumn(folder, "Start", each HourStart(day, [Name]), type nullable datetime),
        InRange = Table.SelectRows(Hours, each [Start] <> null and [Start] < rangeEnd and [Start] + #duration(0, 1, 0, 0) > rangeStart),
        WithFiles = Table.AddColumn(
            InRange,
            "Files",
            (hour) =>
                let
                    Files = Table.SelectRows(hour[Content], each IsTableFile([Name])),
                    WithStart = Table.AddColumn(Files, "Start", each hour[Start], type datetime)
                in
                    Table.SelectColumns(WithStart, {"Start", "Content"})
        )
    in
        Table.Combine({#table({"Start", "Content"}, {})} & WithFiles[Files])`,
  },
  {
    name: "ListHourFiles",
    description: "The files of a table that hold hours of the range. Folders of other days are not opened.",
    expression: `(root as table, tableName as text, rangeStart as datetime, rangeEnd as datetime) as table =>
    let
        Days = ListDayFolders(root, tableName),
        InRange = Table.SelectRows(
            Days,
            each [Day] & #time(0, 0, 0) < rangeEnd and Date.AddDays([Day], 1) & #time(0, 0, 0) > rangeStart
        ),
        WithFiles = Table.AddColumn(InRange, "Files", each ListFilesOfDay([Day], [Content], rangeStart, rangeEnd))
    in
        Table.Combine({#table({"Start", "Content"}, {})} & WithFiles[Files])`,
  },
];

/** The Blob API lists a container as one list of names; contents are fetched only of those that are kept. */
const blobFunctions: readonly SharedExpression[] = [
  {
    name: "ListTableFiles",
    description: "The files of a table, by their names alone, each with the start of its hour.",
    expression: `(root as table, tableName as text) as table =>
    let
        Folder = Text.Combine(List.Select({Prefix, tableName}, each _ <> ""), "/") & "/",
        Named = Table.SelectRows(Table.SelectColumns(root, {"Content", "Name"}), each Text.StartsWith([Name], Folder)),
        StartOf = (parts as list) as nullable datetime =>
            if List.Count(parts) = 3 and IsTableFile(parts{2}) then HourStart(DayOf(parts{0}), parts{1}) else null,
        WithStart = Table.AddColumn(
            Named,
            "Start",
            each StartOf(Text.Split(Text.Middle([Name], Text.Length(Folder)), "/")),
            type nullable datetime
        )
    in
        Table.SelectRows(WithStart, each [Start] <> null)`,
  },
  {
    name: "ListDays",
    description: "All days of which a table has files.",
    expression: `(root as table, tableName as text) as list =>
    List.Distinct(List.Transform(ListTableFiles(root, tableName)[Start], DateTime.Date))`,
  },
  {
    name: "ListHourFiles",
    description: "The files of a table that hold hours of the range.",
    expression: `(root as table, tableName as text, rangeStart as datetime, rangeEnd as datetime) as table =>
    let
        InRange = Table.SelectRows(
            ListTableFiles(root, tableName),
            each [Start] < rangeEnd and [Start] + #duration(0, 1, 0, 0) > rangeStart
        )
    in
        Table.SelectColumns(InRange, {"Start", "Content"})`,
  },
];
