import { formatBytes } from "../summary.ts";
import { shorten } from "./fit.ts";
import type { LogReport } from "./types.ts";

const bars = "▁▂▃▄▅▆▇█";
const kinds = { nsg: "NSG", vnet: "VNet", files: "files" } as const;
const gap = "  ";
const leastName = 12;

/** A line for each flow log behind one that says what stands in them; no line is longer than `columns`. */
export function logTable(logs: readonly LogReport[], columns: number): string[] {
  const names = namesOf(logs);
  const wide = rowsOf(logs, names, 1);
  // Where names need the room, a bar of the picture is two or three hours.
  const narrower = [2, 3].map((hours) => rowsOf(logs, names, hours));
  const isEnough = (each: string[][]): boolean => roomOf(each, columns) >= Math.min(leastName, longest(each, 0));
  const rows = widthOf(wide) <= columns ? wide : (narrower.find(isEnough) ?? wide);
  const room = Math.max(leastName, roomOf(rows, columns));
  const fitted = rows.map(([name = "", ...rest]) => [shorten(name, room), ...rest]);
  const widths = fitted[0]?.map((_, column) => longest(fitted, column)) ?? [];
  return fitted.map((row) => `${gap}${row.map((cell, at) => pad(cell, widths[at] ?? 0, at)).join(gap)}`.trimEnd());
}

/** For names, of which the longest may need less. */
function roomOf(rows: readonly (readonly string[])[], columns: number): number {
  return longest(rows, 0) - Math.max(0, widthOf(rows) - columns);
}

function rowsOf(logs: readonly LogReport[], names: readonly string[], hoursABar: number): string[][] {
  const head = ["flow log", "version", "NICs", "from", "to, UTC", "hours", "size", "last day"];
  return [head, ...logs.map((log, index) => rowOf(log, names[index] ?? "", hoursABar))];
}

function rowOf(log: LogReport, name: string, hoursABar: number): string[] {
  const { firstHour = "", lastHour = "" } = log;
  const isOneYear = firstHour.slice(0, 4) === lastHour.slice(0, 4);
  const hourOf = (time: string): string => time.slice(0, 13).replace("T", " ");
  return [
    name,
    [kinds[log.kind], log.versions.join("+")].join(" ").trim(),
    String(log.nics),
    isOneYear ? hourOf(firstHour) : firstHour.slice(0, 10),
    isOneYear ? hourOf(lastHour).slice(5) : lastHour.slice(0, 10),
    String(log.hours),
    formatBytes(log.bytes),
    strip(log.lastDay, hoursABar),
  ];
}

/** With their resource groups and subscriptions, where there are several. */
function namesOf(logs: readonly LogReport[]): string[] {
  const groups = new Set(logs.flatMap(({ resourceGroup }) => resourceGroup?.toLowerCase() ?? []));
  const subscriptions = new Set(logs.flatMap(({ subscription }) => subscription?.toLowerCase() ?? []));
  return logs.map(({ name, subscription = "?", resourceGroup = "?", kind }) => {
    if (kind === "files") return name;
    if (subscriptions.size > 1) return `${subscription.slice(0, 8)}/${resourceGroup}/${name}`;
    return groups.size > 1 ? `${resourceGroup}/${name}` : name;
  });
}

/** A bar for each hour, or for so many, the highest for the most bytes; a dot where there is none. */
function strip(hours: readonly number[], hoursABar: number): string {
  const sums = hours.flatMap((bytes, at) => (at % hoursABar === 0 ? bytes + sumBehind(hours, at, hoursABar) : []));
  const most = Math.max(...sums);
  return sums.map((bytes) => (bytes === 0 ? "·" : (bars[Math.ceil((bytes / most) * bars.length) - 1] ?? "█"))).join("");
}

function sumBehind(hours: readonly number[], at: number, hoursABar: number): number {
  return hours.slice(at + 1, at + hoursABar).reduce((sum, bytes) => sum + bytes, 0);
}

/** Numbers stand at the right. */
function pad(cell: string, width: number, column: number): string {
  return column === 2 || column === 5 || column === 6 ? cell.padStart(width) : cell.padEnd(width);
}

function widthOf(rows: readonly (readonly string[])[]): number {
  return (rows[0] ?? []).reduce((sum, _, column) => sum + gap.length + longest(rows, column), 0);
}

function longest(rows: readonly (readonly string[])[], column: number): number {
  return Math.max(...rows.map((row) => row[column]?.length ?? 0));
}
