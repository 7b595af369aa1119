import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { bundleAll, call, launchBrowser, measureHeapMb, openPage, type OpenPage } from "./visualBrowser.ts";
import {
  clickCase,
  segmentCase,
  updateCases,
  type ClickTimes,
  type RoundTimes,
  type SegmentTimes,
  type TableShape,
  type UpdateCase,
} from "./visualCases.ts";
import { profile } from "./visualProfile.ts";
import {
  describeRun,
  formatProfile,
  formatRows,
  formatSegments,
  joinRounds,
  median,
  round,
  summarize,
  type RowResult,
  type SegmentResult,
} from "./visualReport.ts";

/*
 * The visual in Chromium against d3.chordDirected and d3.ribbonArrow on the same rows, used in two ways: how long does an update take, how
 * many elements does it make, how long does a click take, and what does a million rows in segments cost?
 * `node bench/visual.ts [--rounds N] [--only CASE] [--profile FILE] [--json]`; a profile is no result and goes to stderr.
 */

const warmups = 20;
const leastRounds = 51;
const clickRounds = 11;
const loadings = 3;
const caseNames = [...updateCases, segmentCase].map(({ name }) => name);

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: String(leastRounds) },
    only: { type: "string" },
    profile: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds);
const problem = findProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exit(2);
}
const bundles = await bundleAll();
const browser = await launchBrowser();
try {
  if (options.profile === undefined) await measureAll(browser);
  else await profileCase(options.profile);
} finally {
  await browser.close();
}

function findProblem(): string | undefined {
  if (!Number.isInteger(rounds) || rounds < 1) return `--rounds takes a whole number, not ${options.rounds}`;
  const { only } = options;
  if (only !== undefined && !caseNames.includes(only))
    return `--only takes one of ${caseNames.join(", ")}, not ${only}`;
  if (options.profile !== undefined && only === undefined) return "--profile takes the case that --only names";
  return undefined;
}

async function measureAll(from: Browser): Promise<void> {
  const wanted = (name: string): boolean => options.only === undefined || options.only === name;
  const results: RowResult[] = [];
  for (const shape of updateCases) if (wanted(shape.name)) results.push(await measureCase(shape));
  const segments = wanted(segmentCase.name) ? await measureSegments(results) : undefined;
  console.log(`${describeRun({ rounds, warmups }, from.version())}\n`);
  if (results.length > 0) console.log(formatRows(results).join("\n"));
  if (results.length > 0 && segments !== undefined) console.log("");
  if (segments !== undefined) console.log(formatSegments(segments).join("\n"));
  if (options.json) console.log(JSON.stringify({ rows: results, ...(segments && { segments }) }));
}

async function measureCase(shape: UpdateCase): Promise<RowResult> {
  const { name, pages } = shape;
  const all: RoundTimes[] = [];
  let seen = { domNodes: 0, clicks: [] as ClickTimes[] };
  for (let count = 0; count < pages; count++) {
    await onPage(`${name}, page ${count + 1} of ${pages}`, async (page) => {
      await call(page, "openUpdates", shape, warmups);
      all.push(await call(page, "measureRounds", rounds));
      if (count > 0) return;
      const domNodes = await call(page, "countNodes");
      const clicks = name === clickCase ? await call(page, "measureClicks", clickRounds) : [];
      seen = { domNodes, clicks };
    });
  }
  return summarize(shape, joinRounds(all), seen);
}

/**
 * The update that segments are compared with was measured before, or is measured now, without the rivals. The bench's
 * rows are what is left when the visual is gone: while it reads them the engine may come to store equal strings once.
 */
async function measureSegments(results: readonly RowResult[]): Promise<SegmentResult> {
  const shape = updateCases.find(({ name }) => name === clickCase);
  const known = results.find(({ rows, hosts }) => rows === shape?.rows && hosts === shape.hosts)?.updateMs;
  const referenceMs = known ?? (shape === undefined ? NaN : await measureReference(shape));
  return onPage(segmentCase.name, async (page) => {
    await call(page, "openSegments", segmentCase);
    const loaded: SegmentTimes[] = [];
    const heaps: number[] = [];
    const bare: number[] = [];
    for (let loading = 0; loading < loadings; loading++) {
      loaded.push(await call(page, "measureSegments"));
      heaps.push(await measureHeapMb(page));
      await call(page, "closeVisual");
      bare.push(await measureHeapMb(page));
    }
    return summarizeSegments(loaded, { benchRowsMb: median(bare), heapMb: median(heaps), referenceMs });
  });
}

async function measureReference(shape: TableShape): Promise<number> {
  return onPage(`${shape.name}, for comparison`, async (page) => {
    await call(page, "openUpdates", shape, warmups);
    return median((await call(page, "measureVisual", rounds)).updateMs);
  });
}

function summarizeSegments(
  loaded: readonly SegmentTimes[],
  { benchRowsMb, heapMb, referenceMs }: { benchRowsMb: number; heapMb: number; referenceMs: number },
): SegmentResult {
  const longest = median(loaded.map(({ updateMs }) => Math.max(...updateMs)));
  const ofMedian = loaded.find(({ updateMs }) => Math.max(...updateMs) === longest)?.updateMs ?? [];
  return {
    rows: segmentCase.rows,
    hosts: segmentCase.hosts,
    rules: segmentCase.rules,
    segments: ofMedian.length,
    loadings: loaded.length,
    longestUpdateMs: round(longest),
    longestSegment: ofMedian.indexOf(longest) + 1,
    referenceMs: round(referenceMs),
    ratio: round(longest / referenceMs),
    totalMs: round(median(loaded.map(({ updateMs }) => updateMs.reduce((sum, ms) => sum + ms, 0)))),
    heapMb: round(heapMb),
    benchRowsMb: round(benchRowsMb),
    visualMb: round(heapMb - benchRowsMb),
    peakMb: round(Math.max(...loaded.flatMap(({ heapMb: afterUpdate }) => afterUpdate))),
  };
}

async function profileCase(file: string): Promise<void> {
  const shape = [...updateCases, segmentCase].find(({ name }) => name === options.only);
  if (shape === undefined) return;
  const functions = await onPage(shape.name, async (page) => {
    if (shape === segmentCase) await call(page, "openSegments", shape);
    else await call(page, "openUpdates", shape, warmups);
    const work = () => (shape === segmentCase ? call(page, "measureSegments") : call(page, "measureVisual", rounds));
    return profile(page, file, { work, script: bundles.visual });
  });
  console.error(formatProfile(functions).join("\n"));
}

/** Does something on a page of its own; says so, as it takes a while. */
async function onPage<T>(what: string, work: (page: OpenPage) => Promise<T>): Promise<T> {
  const startMs = performance.now();
  const page = await openPage(browser, bundles);
  const result = await work(page);
  await page.close();
  console.error(`${what}: ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
  return result;
}
