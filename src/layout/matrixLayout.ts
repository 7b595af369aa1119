import type { PanelDetail } from "../model/types";
import { groupRest } from "./groupRest";
import { layoutBars, sumEnds } from "./matrixBars";
import { layoutCells, type CellPlaces } from "./matrixCells";
import { barGap, chooseFrame, type MatrixFrame } from "./matrixFrame";
import { layoutAxisTitles, layoutHeaders } from "./matrixLabels";
import type { MatrixInput } from "./matrixPlan";
import type { MatrixBar, MatrixPanel, Rect } from "./types";

/**
 * A diagram as an adjacency matrix in the middle of a box (px of the viewport): a row for each source, a column for
 * each destination, by `planMatrix`. A box without a size gives a matrix without one, and no labels.
 */
export function layoutMatrix(detail: PanelDetail, box: Rect, input: MatrixInput): MatrixPanel {
  const { plan, title, strengthOf, kindOf } = input;
  const size = { width: toLength(box.width), height: toLength(box.height) };
  const frame = chooseFrame(size, input);
  const { grid } = frame;
  const slotCount = plan.weights.length;
  const places: CellPlaces = {
    rowOf: placeBySlot(plan.rows, grid.rowYs, slotCount),
    columnOf: placeBySlot(plan.columns, grid.columnXs, slotCount),
    side: grid.side,
  };
  return {
    kind: "matrix",
    panel: detail.panel,
    x: center(box.x, size.width, frame.left, grid.width + frame.right),
    y: center(box.y, size.height, frame.top, grid.height + frame.bottom),
    title,
    field: { x: 0, y: 0, width: grid.width, height: grid.height },
    cellSize: grid.side,
    rowYs: grid.rowYs,
    columnXs: grid.columnXs,
    diagonal: layoutDiagonal(plan.rows, places),
    cells: layoutCells(detail.panel.index, detail.links, places, strengthOf),
    rest: groupRest(detail.panel.index, layoutCells(detail.panel.index, detail.rest, places, strengthOf), kindOf),
    bars: frame.barLength === 0 ? [] : layoutAllBars(detail, frame, places, input),
    labels: layoutHeaders(detail.panel.index, frame, input),
    axisTitles: layoutAxisTitles(frame, input),
  };
}

function toLength(px: number): number {
  return px > 0 && px < Infinity ? px : 0;
}

/** Where the field begins so that it and what stands before and after it are in the middle, in whole px. */
function center(start: number, length: number, before: number, after: number): number {
  const at = start + before + Math.max((length - before - after) / 2, 0);
  return Number.isFinite(at) ? Math.round(at) : 0;
}

function placeBySlot(slots: readonly number[], places: readonly number[], slotCount: number): Float64Array {
  const bySlot = new Float64Array(slotCount).fill(NaN);
  for (const [index, slot] of slots.entries()) bySlot[slot] = places[index] ?? NaN;
  return bySlot;
}

function layoutDiagonal(rows: readonly number[], { rowOf, columnOf, side }: CellPlaces): Rect[] {
  return rows.flatMap((slot) => {
    const [x, y] = [columnOf[slot] ?? NaN, rowOf[slot] ?? NaN];
    return Number.isNaN(x + y) ? [] : [{ x, y, width: side, height: side }];
  });
}

function layoutAllBars(
  detail: PanelDetail,
  { grid, barLength }: MatrixFrame,
  { rowOf, columnOf, side }: CellPlaces,
  { plan, kindOf, hasMix }: MatrixInput,
): MatrixBar[] {
  const sums = sumEnds(detail, plan.weights.length, kindOf);
  const both = { panel: detail.panel.index, side, longest: barLength, largest: plan.largestTotal };
  const rows = { ...both, slots: plan.rows, placeOf: rowOf, start: grid.width + barGap };
  const columns = { ...both, slots: plan.columns, placeOf: columnOf, start: grid.height + barGap };
  return [
    ...layoutBars(sums, { ...rows, end: "outgoing" }, hasMix),
    ...layoutBars(sums, { ...columns, end: "incoming" }, hasMix),
  ];
}
