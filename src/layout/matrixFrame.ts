import { fitGrid, type MatrixGrid } from "./matrixGrid";
import type { MatrixInput } from "./matrixPlan";

/** How labels stand at a matrix: degrees that those of columns are turned by, and the room for texts in px. */
export interface HeaderFrame {
  readonly turn: 0 | -45 | -90;
  readonly rowRoom: number;
  readonly columnRoom: number;
  readonly lineHeight: number;
  /** Between labels and field. */
  readonly gap: number;
  readonly hasAxis: boolean;
}

/** A matrix with all that stands around its field, `barLength` 0 without bars; margins are the px around the field. */
export interface MatrixFrame {
  readonly grid: MatrixGrid;
  readonly headers: HeaderFrame | undefined;
  readonly barLength: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** In px: smaller boxes have no labels; smaller ones no bars and no axis titles. */
const smallest = { labels: 110, bars: 260 };
/** More bars than this, in all diagrams of a page together, would be too many elements; no page has more diagrams. */
const most = { bars: 290, panels: 8 };
const barRoom = { share: 0.1, min: 24, max: 64 };
/** Between the field and the bars, in px. */
export const barGap = 6;
/** Labels take at most this share of the width, and of the height. */
const labelShare = 0.3;
/** Cells keep this share of their size with labels and bars; with as few labels as find room, this one at least. */
const worthIt = { both: 0.6, least: 0.4 };
const smallestPitch = 2;
const slope = Math.SQRT1_2;

/** What one way to frame the field has around it; widths of texts in px. */
interface Choice {
  readonly barLength: number;
  readonly hasColumns: boolean;
  readonly rowsWidth: number;
  readonly columnsWidth: number;
}

/** Chooses what finds room around the field: labels and bars, labels, those of rows, or nothing, so that cells stay large. */
export function chooseFrame(box: Size, input: MatrixInput): MatrixFrame {
  const { plan, labels, labelStyle } = input;
  const shorter = Math.min(box.width, box.height);
  const barCount = (plan.rows.length + plan.columns.length) * Math.min(plan.panelCount, most.panels);
  const hasBars = shorter >= smallest.bars && barCount <= most.bars;
  const barLength = hasBars ? Math.min(Math.max(shorter * barRoom.share, barRoom.min), barRoom.max) : 0;
  const none = frameBars(box, input, 0);
  if (labels.length === 0 || shorter < smallest.labels) return hasBars ? frameBars(box, input, barLength) : none;
  const widest = (slots: readonly number[]): number =>
    slots.reduce((max, slot) => Math.max(max, labelStyle.measure(labels[slot] ?? "")), 0);
  const both = { hasColumns: true, rowsWidth: widest(plan.rows), columnsWidth: widest(plan.columns) };
  const isWorth = ({ grid }: MatrixFrame, share: number): boolean =>
    grid.pitch >= Math.max(smallestPitch, share * none.grid.pitch);
  const full = frameLabels(box, input, { ...both, barLength });
  if (isWorth(full, worthIt.both)) return full;
  const labelled = frameLabels(box, input, { ...both, barLength: 0 });
  if (isWorth(labelled, worthIt.both)) return labelled;
  const rowsOnly = frameLabels(box, input, { ...both, barLength: 0, hasColumns: false });
  const larger = rowsOnly.grid.pitch > labelled.grid.pitch ? rowsOnly : labelled;
  return isWorth(larger, worthIt.least) ? larger : none;
}

function frameBars(box: Size, { plan }: MatrixInput, barLength: number): MatrixFrame {
  const taken = barLength === 0 ? 0 : barLength + barGap;
  const grid = fitGrid(box.width - taken, box.height - taken, plan);
  return { grid, headers: undefined, barLength, left: 0, top: 0, right: taken, bottom: taken };
}

/** Labels of columns lie flat where all fit so, else stand aslant where cells stay as large as with upright ones. */
function frameLabels(box: Size, input: MatrixInput, choice: Choice): MatrixFrame {
  const upright = frameTurned(box, input, choice, -90);
  if (!choice.hasColumns) return upright;
  const flat = frameTurned(box, input, choice, 0);
  if (choice.columnsWidth <= flat.grid.pitch - 6) return flat;
  const aslant = frameTurned(box, input, choice, -45);
  const hasRoom = aslant.grid.pitch * slope >= aslant.headers.lineHeight;
  return hasRoom && aslant.grid.pitch >= 0.9 * upright.grid.pitch ? aslant : upright;
}

function frameTurned(
  box: Size,
  { plan, labelStyle, axisTexts }: MatrixInput,
  { barLength, hasColumns, rowsWidth, columnsWidth }: Choice,
  turn: HeaderFrame["turn"],
): MatrixFrame & { headers: HeaderFrame } {
  const lineHeight = Math.round(labelStyle.fontSizePx * 1.1);
  const gap = turn === -90 ? Math.max(Math.ceil(lineHeight / 2), 6) : 6;
  const hasAxis = Math.min(box.width, box.height) >= smallest.bars;
  const wanted = Math.max(rowsWidth, hasAxis ? labelStyle.measure(axisTexts.rows) : 0);
  const highest = turn === 0 ? Infinity : (box.height * labelShare) / (turn === -90 ? 1 : slope);
  const headers: HeaderFrame = {
    turn,
    rowRoom: Math.min(wanted, box.width * labelShare),
    columnRoom: hasColumns ? Math.min(columnsWidth, highest) : 0,
    lineHeight,
    gap,
    hasAxis,
  };
  const bars = barLength === 0 ? 0 : barLength + barGap;
  const left = headers.rowRoom + gap;
  const top = headerHeight(headers) + (hasAxis ? Math.ceil(lineHeight * 1.2) : 0);
  const right = Math.max(bars, turn === -45 ? headers.columnRoom * slope : Math.ceil(lineHeight / 2));
  const bottom = Math.max(bars, Math.ceil(lineHeight / 2));
  const grid = fitGrid(box.width - left - right, box.height - top - bottom, plan);
  return { grid, headers, barLength, left, top, right, bottom };
}

/** The height of the labels above the columns, in px, with the gap below them. */
export function headerHeight({ turn, columnRoom, lineHeight, gap }: HeaderFrame): number {
  if (turn === 0) return lineHeight + gap / 2;
  return turn === -90 ? columnRoom + gap : columnRoom * slope + lineHeight * slope + gap / 2;
}
