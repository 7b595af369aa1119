import type { ClickTimes } from "../visualCases.ts";
import { nextFrame, settle } from "./frames.ts";
import { showFirstTable, type UpdateBench } from "./updates.ts";
import type { VisualOnPage } from "./visualOnPage.ts";

type ListPaths = (visual: VisualOnPage) => readonly SVGPathElement[];

/** A mark to click on: which of the listed paths it is, and how many rows a click on it selects. */
interface Target {
  readonly list: ListPaths;
  readonly index: number;
  readonly rows: number;
}

/** So many parts of ribbons, evenly spread over all, are tried for the one with the most rows. */
const triedParts = 40;
/** Longer than the visual's transitions. */
const fadeMs = 250;
/** The visual has to hand over what it selects by then. */
const patienceMs = 5000;

type Times = Omit<ClickTimes, "mark" | "rows">;

/** Ms from a click until its paint, and until the host has the selection. */
interface Click {
  readonly paintMs: number;
  readonly hostMs: number;
}

/**
 * Clicks on the heaviest arc, one in the middle, the heaviest part, and in vain, to see what two frames take alone. The
 * rivals leave the page for good: their elements would have to be painted, too.
 */
export async function timeClicks(bench: UpdateBench, rounds: number): Promise<ClickTimes[]> {
  bench.plain.element.remove();
  bench.reused.element.remove();
  await showFirstTable(bench);
  const arcs = await weighPaths(bench.visual, listArcPaths);
  const parts = await weighPaths(bench.visual, listSomeParts);
  const [heavyArc, middleArc, heavyPart] = [arcs[0], arcs[arcs.length >> 1], parts[0]];
  if (heavyArc === undefined || middleArc === undefined || heavyPart === undefined) {
    throw new Error("there is nothing to click on");
  }
  return [
    { mark: "nothing", rows: 0, ...(await timeTarget(bench, undefined, rounds)) },
    { mark: "arc with most rows", rows: heavyArc.rows, ...(await timeTarget(bench, heavyArc, rounds)) },
    { mark: "arc in the middle", rows: middleArc.rows, ...(await timeTarget(bench, middleArc, rounds)) },
    { mark: "part with most rows", rows: heavyPart.rows, ...(await timeTarget(bench, heavyPart, rounds)) },
  ];
}

/** Each round clicks twice: on a diagram of rows that have just come, and after the selection was cleared. */
async function timeTarget(bench: UpdateBench, target: Target | undefined, rounds: number): Promise<Times> {
  const times = { firstMs: [] as number[], againMs: [] as number[], hostMs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    await showFirstTable(bench);
    const first = await timeClick(bench.visual, target);
    const again = await timeClick(bench.visual, target);
    times.firstMs.push(first.paintMs);
    times.againMs.push(again.paintMs);
    times.hostMs.push(first.hostMs);
  }
  return times;
}

/** From the click until the second animation frame after it: the first one paints what the click has changed. */
async function timeClick(visual: VisualOnPage, target: Target | undefined): Promise<Click> {
  const path = target?.list(visual)[target.index];
  await settle(fadeMs);
  const count = countSelections(visual);
  const startMs = performance.now();
  if (path !== undefined) click(path);
  await nextFrame();
  await nextFrame();
  const endMs = performance.now();
  checkShown(visual, path !== undefined);
  if (path !== undefined) await waitForSelection(visual, count);
  const hostMs = path === undefined ? 0 : visual.standIn.selectedAtMs - startMs;
  checkSelected(visual, target?.rows ?? 0);
  visual.standIn.selection.replace([]);
  checkSelected(visual, 0);
  return { paintMs: endMs - startMs, hostMs };
}

/** How many rows each path selects, most first. */
async function weighPaths(visual: VisualOnPage, list: ListPaths): Promise<Target[]> {
  const targets: Target[] = [];
  for (const [index, path] of list(visual).entries()) {
    const count = countSelections(visual);
    click(path);
    await waitForSelection(visual, count);
    targets.push({ list, index, rows: countSelected(visual) });
    visual.standIn.selection.replace([]);
  }
  return targets.sort((a, b) => b.rows - a.rows);
}

/** The host has the rows, and the visual shows it. */
function checkSelected(visual: VisualOnPage, rows: number): void {
  const count = countSelected(visual);
  if (count !== rows) throw new Error(`${rows} rows should be selected; the host has ${count}`);
  checkShown(visual, rows > 0);
}

function checkShown({ element }: VisualOnPage, isSelecting: boolean): void {
  const isShown = element.querySelector('[aria-selected="true"]') !== null;
  if (isShown !== isSelecting) throw new Error(`the visual shows ${isShown ? "a" : "no"} selection`);
}

/** The visual may show a selection before it hands it over. */
async function waitForSelection(visual: VisualOnPage, countBefore: number): Promise<void> {
  const startMs = performance.now();
  while (countSelections(visual) === countBefore) {
    if (performance.now() - startMs > patienceMs) throw new Error("the host got no selection");
    await settle();
  }
}

/** How often the host's selection has changed. */
function countSelections({ standIn }: VisualOnPage): number {
  return standIn.log.selections.length;
}

function countSelected({ standIn }: VisualOnPage): number {
  return standIn.log.selections.at(-1)?.length ?? 0;
}

function click(path: SVGPathElement): void {
  path.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
}

/** One path of each arc: the first that has a length. */
function listArcPaths({ element }: VisualOnPage): SVGPathElement[] {
  return [...element.querySelectorAll(".arc")].flatMap((arc) => {
    return [...arc.querySelectorAll("path")].find((path) => path.getTotalLength() > 0) ?? [];
  });
}

function listSomeParts({ element }: VisualOnPage): SVGPathElement[] {
  const parts = [...element.querySelectorAll<SVGPathElement>("path.part")];
  const step = Math.max(parts.length / triedParts, 1);
  return parts.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}
