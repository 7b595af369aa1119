import { styleText } from "node:util";
import { count, formatBytes } from "../summary.ts";
import type { DoctorReport, Finding, Level, LogReport, SourceReport } from "./types.ts";

const symbols: Readonly<Record<Level, string>> = { ok: "✓", warning: "!", error: "✗" };
const colors = { ok: "green", warning: "yellow", error: "red" } as const;
const order: readonly Level[] = ["error", "warning", "ok"];
const bars = "▁▂▃▄▅▆▇█";

const mostColumns = 100;
const [mostLogs, mostFindings] = [8, 8];

/** One screen for people: a line for each finding and each flow log, with a picture of its last day. */
export function formatScreen({ sources, time, level }: DoctorReport, hasColors: boolean): string {
  const lines = sources.flatMap((source) => [...sourceLines(source, hasColors), ""]);
  return [...lines, lastLine(sources, level, hasColors), `  ${time.slice(0, 16).replace("T", " ")} UTC`].join("\n");
}

function sourceLines({ source, logs, findings }: SourceReport, hasColors: boolean): string[] {
  const sorted = [...findings].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  const good = sorted.filter(({ level }) => level === "ok");
  const others = sorted.filter(({ level }) => level !== "ok");
  return [
    shorten(source, mostColumns),
    ...good.map((finding) => findingLine(finding, hasColors)),
    ...logLines(logs),
    ...others.slice(0, mostFindings).map((finding) => findingLine(finding, hasColors)),
    ...moreLine(others.length - mostFindings, "to be looked at"),
  ];
}

/** Long words go on below, behind the symbol. */
function findingLine({ level, message }: Finding, hasColors: boolean): string {
  const [first = "", ...rest] = wrap(message, mostColumns - 2);
  return [`${symbolOf(level, hasColors)} ${first}`, ...rest.map((line) => `  ${line}`)].join("\n");
}

function logLines(logs: readonly LogReport[]): string[] {
  if (logs.length === 0) return [];
  const rows = logs.slice(0, mostLogs).map(rowOf);
  const head = ["flow log", "kind", "version", "NICs", "hours, UTC", "", "size", "the last 24 hours"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [head, ...rows].map((row) =>
    `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}`.trimEnd(),
  );
  return [...lines, ...moreLine(logs.length - mostLogs, "flow logs")];
}

function rowOf(log: LogReport): string[] {
  const hourOf = (time: string): string => time.slice(0, 13).replace("T", " ");
  const span = log.firstHour === undefined || log.lastHour === undefined ? "" : hourOf(log.firstHour);
  return [
    shorten(log.name, 18),
    { nsg: "NSG", vnet: "VNet", files: "files" }[log.kind],
    log.versions.join("+"),
    String(log.nics),
    span,
    log.lastHour === undefined ? "" : `to ${hourOf(log.lastHour)}`,
    formatBytes(log.bytes),
    strip(log.lastDay),
  ];
}

/** A bar an hour, the highest for the most bytes; a dot where there is none. */
function strip(hours: readonly number[]): string {
  const most = Math.max(...hours);
  if (most === 0) return "";
  return hours
    .map((bytes) => (bytes === 0 ? "·" : (bars[Math.ceil((bytes / most) * bars.length) - 1] ?? "█")))
    .join("");
}

function lastLine(sources: readonly SourceReport[], level: Level, hasColors: boolean): string {
  const findings = sources.flatMap((source) => source.findings);
  const errors = findings.filter((finding) => finding.level === "error").length;
  const warnings = findings.filter((finding) => finding.level === "warning").length;
  const words = [
    errors > 0 && `${errors} that ${errors === 1 ? "stops" : "stop"} prep`,
    warnings > 0 && `${count(warnings, "thing")} to look at`,
  ].filter((part) => part !== false);
  return `${symbolOf(level, hasColors)} ${words.length === 0 ? "all well" : words.join(", ")}`;
}

function moreLine(more: number, what: string): string[] {
  return more > 0 ? [`  and ${more} more ${what}; --json has all`] : [];
}

function symbolOf(level: Level, hasColors: boolean): string {
  return hasColors ? styleText(colors[level], symbols[level], { validateStream: false }) : symbols[level];
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
