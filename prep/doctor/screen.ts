import { styleText } from "node:util";
import { count } from "../summary.ts";
import { shorten, wrap } from "./fit.ts";
import { logTable } from "./logTable.ts";
import type { DoctorReport, Finding, Level, LogReport, SourceReport } from "./types.ts";

const symbols: Readonly<Record<Level, string>> = { ok: "✓", warning: "!", error: "✗" };
const colors = { ok: "green", warning: "yellow", error: "red" } as const;
const order: readonly Level[] = ["error", "warning", "ok"];

const mostLines = 24;
const mostRows = 12;
const [leastColumns, mostColumns] = [80, 100];

/** How it is shown: with colors or without, and how wide the terminal is, where it is one. */
export interface ScreenOptions {
  readonly hasColors: boolean;
  readonly columns?: number | undefined;
}

/** What lines are made for. */
interface Look {
  readonly hasColors: boolean;
  readonly columns: number;
}

/** How much of a source is told. */
interface Shown extends Look {
  readonly logs: number;
  readonly findings: number;
}

/**
 * One screen for people: a line for each finding and each flow log, with a picture of its last day. Where that is more than
 * 24 lines each source is told in fewer, at last in one.
 */
export function formatScreen(report: DoctorReport, { hasColors, columns = mostColumns }: ScreenOptions): string {
  const width = Math.min(mostColumns, Math.max(leastColumns, columns));
  const last = lastLine(report, hasColors);
  for (let most = mostRows; most > 0; most--) {
    const shown = { hasColors, columns: width, logs: most, findings: most };
    const lines = [...report.sources.flatMap((source) => [...sourceLines(source, shown), ""]), last];
    if (lines.length <= mostLines) return lines.join("\n");
  }
  return [...shortLines(report.sources, { hasColors, columns: width }), "", last].join("\n");
}

function sourceLines({ source, logs, findings }: SourceReport, shown: Shown): string[] {
  const sorted = [...findings].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  const others = alike(sorted.filter(({ level }) => level !== "ok"));
  return [
    shorten(source, shown.columns),
    ...sorted.filter(({ level }) => level === "ok").flatMap((finding) => findingLines(finding, shown)),
    ...logLines(logs, shown),
    ...others.slice(0, shown.findings).flatMap((finding) => findingLines(finding, shown)),
    ...moreLine(others.length - shown.findings, "to look at"),
  ];
}

/** What is found of many flow logs is told of the first of them. */
function alike(findings: readonly Finding[]): Finding[] {
  return [...Map.groupBy(findings, ({ code, level }) => `${level} ${code}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length < 3) return group;
    return [{ ...first, message: `${first.message} (and ${group.length - 1} more like it)` }];
  });
}

/** Long words go on below, behind the symbol. */
function findingLines({ level, message }: Finding, { hasColors, columns }: Look): string[] {
  const [first = "", ...rest] = wrap(message, columns - 2);
  return [`${symbolOf(level, hasColors)} ${first}`, ...rest.map((line) => `  ${line}`)];
}

function logLines(logs: readonly LogReport[], { columns, logs: most }: Shown): string[] {
  if (logs.length === 0) return [];
  return [...logTable(logs.slice(0, most), columns), ...moreLine(logs.length - most, "flow logs")];
}

/** A line for each source: the worst that is found of it. */
function shortLines(sources: readonly SourceReport[], { hasColors, columns }: Look): string[] {
  const most = sources.length <= mostLines - 2 ? sources.length : mostLines - 3;
  const lines = sources.slice(0, most).map(({ source, findings, logs }) => {
    const [worst] = [...findings].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
    const words = `${shorten(source, 60)}: ${worst?.message ?? count(logs.length, "flow log")}`;
    return `${symbolOf(worst?.level ?? "ok", hasColors)} ${cut(words, columns - 2)}`;
  });
  return [...lines, ...moreLine(sources.length - most, "sources")];
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function lastLine({ sources, level, time }: DoctorReport, hasColors: boolean): string {
  const findings = sources.flatMap((source) => source.findings);
  const errors = findings.filter((finding) => finding.level === "error").length;
  const warnings = findings.filter((finding) => finding.level === "warning").length;
  const words = [
    errors > 0 && `${errors} that ${errors === 1 ? "stops" : "stop"} prep`,
    warnings > 0 && `${count(warnings, "thing")} to look at`,
  ].filter((part) => part !== false);
  const at = `${time.slice(0, 16).replace("T", " ")} UTC`;
  return `${symbolOf(level, hasColors)} ${words.length === 0 ? "all well" : words.join(", ")}; ${at}`;
}

function moreLine(more: number, what: string): string[] {
  return more > 0 ? [`  and ${more} more ${what}; --json has all`] : [];
}

function symbolOf(level: Level, hasColors: boolean): string {
  return hasColors ? styleText(colors[level], symbols[level], { validateStream: false }) : symbols[level];
}
