import type { DataLocation, ReportSettings } from "../../settings.ts";
import type { SharedExpression } from "../types.ts";
import { formatParameter, quoteText } from "./literals.ts";

/**
 * The steps that open the place of the tables: one call of one connector, whose argument is a parameter. So no other
 * credential is asked for, and the service can tell the data source without running the query.
 */
export function listRootSteps(location: DataLocation): string[] {
  switch (location.kind) {
    case "folder":
      return ["Root = Folder.Contents(DataLocation)"];
    case "blob":
      return ["Account = AzureStorage.Blobs(DataLocation)", "Root = Account{[Name = Container]}[Data]"];
    case "dataLake":
      return [
        "Container = AzureStorage.DataLake(DataLocation, [HierarchicalNavigation = true])",
        'Folders = List.Select(Text.Split(Prefix, "/"), each _ <> "")',
        "Root = List.Accumulate(Folders, Container, (parent, name) => parent{[Name = name]}[Content])",
      ];
  }
}

/** The place in one text, as an expression over the parameters: for people. */
export function formatLocation(location: DataLocation): string {
  if (location.kind === "folder") return "DataLocation";
  const parts = location.kind === "blob" ? "{DataLocation, Container, Prefix}" : "{DataLocation, Prefix}";
  return `Text.Combine(List.Select(${parts}, each _ <> ""), "/")`;
}

/** All parameters of the queries: what an author changes when the data moves. */
export function listParameters({ location, format }: ReportSettings): SharedExpression[] {
  return [
    ...listPlaces(location),
    {
      name: "Format",
      description: "Which files are read: parquet or csv. Both hold the same rows.",
      expression: formatParameter(quoteText(format), "Text", ["parquet", "csv"]),
    },
    {
      name: "RangeStart",
      description:
        "First instant (UTC) of the flows that are loaded. The service sets it for each partition; in Desktop it may be moved to load less.",
      expression: formatParameter("#datetime(2000, 1, 1, 0, 0, 0)", "DateTime"),
    },
    {
      name: "RangeEnd",
      description: "End (UTC, exclusive) of the flows that are loaded. The service sets it for each partition.",
      expression: formatParameter("#datetime(2100, 1, 1, 0, 0, 0)", "DateTime"),
    },
  ];
}

function listPlaces(location: DataLocation): SharedExpression[] {
  if (location.kind === "folder") {
    return [textParameter("DataLocation", location.path, "The folder that flow-chord prep writes to.")];
  }
  const prefix = textParameter("Prefix", location.prefix, "Folder in the container; empty for the container itself.");
  if (location.kind === "dataLake") {
    const container = `${location.account}/${location.container}`;
    return [textParameter("DataLocation", container, "URL of the container that flow-chord prep writes to."), prefix];
  }
  return [
    textParameter("DataLocation", location.account, "URL of the storage account that flow-chord prep writes to."),
    textParameter("Container", location.container, "The container in it."),
    prefix,
  ];
}

function textParameter(name: string, value: string, description: string): SharedExpression {
  return { name, description, expression: formatParameter(quoteText(value), "Text") };
}
