import { availableParallelism, cpus } from "node:os";
import {
  clickCase,
  segmentRows,
  viewport,
  type ClickTimes,
  type RoundTimes,
  type UpdateCase,
  type UpdateTimes,
} from "./visualCases.ts";
import type { ProfiledFunction } from "./visualProfile.ts";

/** One table updated again and again; medians in ms. The baseline is plain d3, as `rivals` tells. */
export interface RowResult {
  readonly rows: number;
  readonly hosts: number;
  readonly pages: number;
  readonly updateMs: number;
  readonly baselineMs: number;
  /** `updateMs / baselineMs`. */
  readonly ratio: number;
  readonly reusedMs: number;
  /** `updateMs / reusedMs`. */
  readonly ratioToReused: number;
  /** Until style and layout of the page are computed, too. */
  readonly updateAndLayoutMs: number;
  readonly baselineAndLayoutMs: number;
  readonly reusedAndLayoutMs: number;
  /** From the first to the third quartile of `updateMs` and `baselineMs`. */
  readonly updateQuartilesMs: readonly [number, number];
  readonly baselineQuartilesMs: readonly [number, number];
  readonly domNodes: number;
  /** The worst of `clicks`. */
  readonly clickToPaintMs?: number;
  readonly clicks?: readonly ClickResult[];
}

/** Medians of the clicks on one mark, ms: the first one after an update, and the next one; 0 where nothing is selected. */
interface ClickResult {
  readonly mark: string;
  readonly rows: number;
  readonly firstMs: number;
  readonly againMs: number;
  /** From the first click until the host has the selection. */
  readonly hostMs: number;
}

/** All segments of the large table: medians over `loadings`; MB of JavaScript heap and array buffers. */
export interface SegmentResult {
  readonly rows: number;
  readonly hosts: number;
  readonly rules: number;
  readonly segments: number;
  readonly loadings: number;
  readonly longestUpdateMs: number;
  /** The segment that took longest, from 1, in the median loading. */
  readonly longestSegment: number;
  /** The median update of the click case's table in the same run, and how many times it the longest one takes. */
  readonly referenceMs: number;
  readonly ratio: number;
  readonly totalMs: number;
  readonly heapMb: number;
  readonly benchRowsMb: number;
  readonly visualMb: number;
  /** The most after any update, with what could be collected. */
  readonly peakMb: number;
}

/** What the visual is compared with, in one line. */
const rivals =
  "Rivals: plain d3 is chordDirected and ribbonArrow as d3's gallery has them, a new svg with titles for each update; d3 with reused elements joins the new data onto its old ones and has no titles. Both draw every pair; the visual draws 24 hosts and Others, split by action and rule, and sets the names for assistive technology in a task of its own, which its update does not count.";

/** The line that says how the numbers below it came about. */
export function describeRun(
  { rounds, warmups }: Readonly<Record<"rounds" | "warmups", number>>,
  chromiumVersion: string,
): string {
  const size = `${viewport.width} × ${viewport.height} px`;
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"})`;
  return `Viewport ${size}, medians of ${rounds} rounds on each fresh page after ${warmups} that do not count (first to third quartile), rivals and visual in turn, ${machine}, Chromium ${chromiumVersion}.`;
}

/** The rounds of several pages as if they were of one. */
export function joinRounds(all: readonly RoundTimes[]): RoundTimes {
  const join = (times: readonly UpdateTimes[]): UpdateTimes => ({
    updateMs: times.flatMap(({ updateMs }) => updateMs),
    withLayoutMs: times.flatMap(({ withLayoutMs }) => withLayoutMs),
  });
  return {
    visual: join(all.map(({ visual }) => visual)),
    plain: join(all.map(({ plain }) => plain)),
    reused: join(all.map(({ reused }) => reused)),
  };
}

/** Puts the times of the three and the clicks into one result. */
export function summarize(
  shape: UpdateCase,
  { visual, plain, reused }: RoundTimes,
  seen: { domNodes: number; clicks: ClickTimes[] },
): RowResult {
  const updateMs = median(visual.updateMs);
  const [baselineMs, reusedMs] = [median(plain.updateMs), median(reused.updateMs)];
  const clicks = seen.clicks.map(({ mark, rows, firstMs, againMs, hostMs }) => {
    const paint = { firstMs: round(median(firstMs)), againMs: round(median(againMs)) };
    return { mark, rows, ...paint, hostMs: round(median(hostMs)) };
  });
  return {
    rows: shape.rows,
    hosts: shape.hosts,
    pages: shape.pages,
    updateMs: round(updateMs),
    baselineMs: round(baselineMs),
    ratio: round(updateMs / baselineMs),
    reusedMs: round(reusedMs),
    ratioToReused: round(updateMs / reusedMs),
    updateAndLayoutMs: round(median(visual.withLayoutMs)),
    baselineAndLayoutMs: round(median(plain.withLayoutMs)),
    reusedAndLayoutMs: round(median(reused.withLayoutMs)),
    updateQuartilesMs: quartiles(visual.updateMs),
    baselineQuartilesMs: quartiles(plain.updateMs),
    domNodes: seen.domNodes,
    ...(clicks.length > 0 && {
      clickToPaintMs: Math.max(...clicks.flatMap(({ firstMs, againMs }) => [firstMs, againMs])),
      clicks,
    }),
  };
}

/** The rivals and the Markdown table of the updates, and of the clicks where there are some. */
export function formatRows(results: readonly RowResult[]): string[] {
  const lines = [
    rivals,
    "",
    "| rows × hosts | pages | update ms | plain d3 ms | ratio to it | d3 with reused elements ms | ratio to it | with layout | plain d3 with layout | reused with layout | DOM nodes | click to paint ms |",
    "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ...results.map((row) => {
      const own = `${row.updateMs} (${row.updateQuartilesMs.join("–")})`;
      const plain = `${row.baselineMs} (${row.baselineQuartilesMs.join("–")}) | ${row.ratio}`;
      const reused = `${row.reusedMs} | ${row.ratioToReused}`;
      const layout = `${row.updateAndLayoutMs} | ${row.baselineAndLayoutMs} | ${row.reusedAndLayoutMs}`;
      const shown = `${row.domNodes} | ${row.clickToPaintMs ?? ""}`;
      return `| ${row.rows} × ${row.hosts} | ${row.pages} | ${own} | ${plain} | ${reused} | ${layout} | ${shown} |`;
    }),
  ];
  const clicks = results.flatMap((row) => row.clicks ?? []);
  if (clicks.length === 0) return lines;
  const head = [
    "",
    `Click to paint, ${clickCase}: from a click event on the mark's path until the second animation frame after it, and`,
    "until the host has the ids of the rows; nothing selected is what two frames take alone. The first click is on rows",
    "that have just come, the next one after the selection was cleared; the update is not part of it.",
    "",
    "| click on | rows selected | first ms | again ms | first: host has the rows, ms |",
    "|---|---|---|---|---|",
  ];
  return [
    ...lines,
    ...head,
    ...clicks.map((click) => {
      return `| ${click.mark} | ${click.rows} | ${click.firstMs} | ${click.againMs} | ${click.hostMs} |`;
    }),
  ];
}

/** The Markdown table of the segments. */
export function formatSegments(result: SegmentResult): string[] {
  const { rows, segments, hosts, rules, loadings } = result;
  return [
    `${rows} rows in ${segments} segments of at most ${segmentRows}, ${hosts} hosts, ${rules} rules: medians of ${loadings} loadings.`,
    "",
    `| longest update ms (segment) | × the update of ${clickCase} (ms) | all updates ms | heap MB | of it the bench's rows | the visual | highest, with garbage |`,
    "|---|---|---|---|---|---|---|",
    `| ${result.longestUpdateMs} (${result.longestSegment}) | ${result.ratio} (${result.referenceMs}) | ${result.totalMs} | ${result.heapMb} | ${result.benchRowsMb} | ${result.visualMb} | ${result.peakMb} |`,
  ];
}

/** The functions of the visual that took most, themselves, of the time in `update`. */
export function formatProfile(functions: readonly ProfiledFunction[], count = 25): string[] {
  const totalMs = functions.reduce((sum, { selfMs }) => sum + selfMs, 0);
  return [
    `Profile of the visual's updates, ${round(totalMs)} ms of samples; self time, garbage collection left out.`,
    "",
    "| % | ms | function | file |",
    "|---|---|---|---|",
    ...functions.slice(0, count).map(({ name, file, selfMs, share }) => {
      return `| ${(share * 100).toFixed(1)} | ${round(selfMs)} | ${name} | ${file} |`;
    }),
  ];
}

/** The middle value; of an even number of values the upper one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Three significant digits, and whole numbers as they are. */
export function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

function quartiles(values: readonly number[]): [number, number] {
  return [round(quantile(values, 0.25)), round(quantile(values, 0.75))];
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}
