import { availableParallelism, cpus } from "node:os";
import { speedGoals, type Goal } from "./prepCases.ts";
import type { Contest, SideRun } from "./prepContest.ts";
import { median, round } from "./visualReport.ts";

/** One side of a contest: medians over the rounds. */
export interface SideResult {
  readonly seconds: number;
  /** The quickest and the slowest round. */
  readonly secondsRange: readonly [number, number];
  /** Of all cores together. */
  readonly cpuSeconds: number;
  /** Of logs. */
  readonly mbPerSecond: number;
  readonly peakMb: number;
  readonly outMb: number;
}

/** A contest in numbers. */
export interface ContestResult {
  readonly name: string;
  readonly format: string;
  readonly files: number;
  readonly inMb: number;
  readonly rows: number;
  readonly ours: SideResult;
  readonly rival?: SideResult & { readonly name: string };
  /** The rival's seconds divided by ours, each of the same round; the median, and the lowest and the highest. */
  readonly ratio?: number;
  readonly ratioRange?: readonly [number, number];
  readonly goal: Goal;
}

export function summarize({ prepCase, format, container, ours, rivals }: Contest): ContestResult {
  const ratios = rivals.map(({ seconds }, index) => seconds / (ours[index]?.seconds ?? NaN));
  const inMb = container.bytes / 1e6;
  return {
    ...{ name: prepCase.name, format, files: container.files, inMb: round(inMb), rows: container.totals.rows },
    ours: summarizeSide(ours, inMb),
    ...(prepCase.rival !== undefined && {
      rival: { name: prepCase.rival, ...summarizeSide(rivals, inMb) },
      ratio: round(median(ratios)),
      ratioRange: rangeOf(ratios),
    }),
    goal: prepCase.goals[format] ?? {},
  };
}

function summarizeSide(runs: readonly SideRun[], inMb: number): SideResult {
  const seconds = runs.map((run) => run.seconds);
  return {
    seconds: round(median(seconds)),
    secondsRange: rangeOf(seconds),
    cpuSeconds: round(median(runs.map(({ cpuSeconds }) => cpuSeconds))),
    mbPerSecond: round(inMb / median(seconds)),
    peakMb: round(median(runs.map(({ peakMb }) => peakMb))),
    outMb: round(median(runs.map(({ outBytes }) => outBytes)) / 1e6),
  };
}

function rangeOf(values: readonly number[]): [number, number] {
  return [round(Math.min(...values)), round(Math.max(...values))];
}

/** The line that says how the numbers below it came about. */
export function describeRun(rounds: number): string {
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"})`;
  return `Whole commands, each in a process of its own, prep and rival in turn on logs that are in memory; medians of ${rounds} rounds (lowest–highest), ${machine}. A ratio is the rival's seconds by prep's; MB/s are of logs. DuckDB writes one file of the same 21 columns, zstd in Parquet as prep, no bloom filters, no partitions and no ledger; both tables had the same rows, sums and hash. \`download\` is the SDK that takes the same blobs and reads nothing in them; \`listing\` lists the logs.`;
}

/** The table of all contests, and that of the speeds that are to be alike. */
export function formatResults(results: readonly ContestResult[]): string[] {
  const lines = [
    "| case | to | files | MB | rows | × rival (goal) | s | CPU s | MB/s | peak MB (goal) | tables MB | rival | its s | its CPU s | its peak MB | its table MB | tables by its (goal) |",
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ...results.map(formatResult),
  ];
  const speeds = results.flatMap((result) => formatSpeed(result, results));
  if (speeds.length === 0) return lines;
  return [...lines, "", "| case | MB/s | of the MB/s of (goal) | peak MB |", "|---|---|---|---|", ...speeds];
}

function formatResult({
  name,
  format,
  files,
  inMb,
  rows,
  ours,
  rival,
  ratio,
  ratioRange,
  goal,
}: ContestResult): string {
  const cells = [
    ...[name, format, files, inMb, rows],
    ratio === undefined ? "" : `**${ratio}** ${ratioRange?.join("–") ?? ""}${formatGoal("≥", goal.ratio)}`,
    ...[
      formatSeconds(ours),
      ours.cpuSeconds,
      ours.mbPerSecond,
      `${ours.peakMb}${formatGoal("≤", goal.peakMb)}`,
      ours.outMb,
    ],
    ...(rival === undefined ? ["", "", "", ""] : [rival.name, formatSeconds(rival), rival.cpuSeconds, rival.peakMb]),
    ...(rival?.name === "duckdb"
      ? [rival.outMb, `${round(ours.outMb / rival.outMb)}${formatGoal("≤", goal.sizeRatio)}`]
      : ["", ""]),
  ];
  return `| ${cells.join(" | ")} |`;
}

function formatGoal(sign: string, value: number | undefined): string {
  return value === undefined ? "" : ` (${sign} ${round(value)})`;
}

function formatSeconds({ seconds, secondsRange }: SideResult): string {
  return `${seconds} (${secondsRange.join("–")})`;
}

function formatSpeed({ name, format, ours }: ContestResult, results: readonly ContestResult[]): string[] {
  const goal = speedGoals.find((one) => one.name === name);
  const other = results.find((result) => result.name === goal?.of && result.format === format);
  if (goal === undefined || other === undefined) return [];
  const part = round(ours.mbPerSecond / other.ours.mbPerSecond);
  const peaks = `${ours.peakMb}, ${other.name} ${other.ours.peakMb}`;
  return [`| ${name} | ${ours.mbPerSecond} | ${part} of ${other.name} (≥ ${goal.least}) | ${peaks} |`];
}
