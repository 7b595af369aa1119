import { squareOf } from "../layout/matrixCells";
import type { MatrixCell, MatrixPanel, PartMark, Rect } from "../layout/types";
import type { DrawnMark, Shapes } from "./joinPaths";

/** A part in its cell. */
export interface DrawnCellPart extends DrawnMark<PartMark> {
  /** How far around it, in px, the pointer still meets it: to the border of a cell that has one part only. */
  readonly reach: number;
}

/** Squares of at least this side, in px, have rounded corners. */
const roundFrom = 8;
/** Parts of such squares are told apart by a gap, in px, if they are wide enough. */
const split = { squareFrom: 12, partFrom: 2.5, gap: 0.75 };

/** The parts of all cells that are drawn one by one. */
export function listParts({ cells }: MatrixPanel): DrawnCellPart[] {
  const drawn: DrawnCellPart[] = [];
  for (const cell of cells) {
    const square = squareOf(cell);
    const reach = cell.parts.length === 1 ? (cell.width - square.width) / 2 : 0;
    for (const { mark, from, to } of cell.parts) drawn.push({ mark, d: partPath(square, from, to), reach });
  }
  return drawn;
}

/** All cells, to be joined. */
export function shapesOf({ cells, rest }: MatrixPanel): Shapes<MatrixCell> {
  return { single: cells, rest, pathOf: (cell, from, to) => partPath(squareOf(cell), from, to) };
}

/** A stretch of a square along x, from 0 to 1, as SVG path data; the outer corners of large squares are rounded. */
export function partPath(square: Rect, from: number, to: number): string {
  const isApart = from > 0 && square.width >= split.squareFrom && (to - from) * square.width >= split.partFrom;
  const x = round(square.x + from * square.width + (isApart ? split.gap : 0));
  const [y, height] = [round(square.y), round(square.height)];
  const width = round(square.x + to * square.width - x);
  if (square.width < roundFrom) return `M${x},${y}h${width}v${height}h${-width}Z`;
  const left = from <= 0 ? round(Math.min(1, width / 2)) : 0;
  const right = to >= 1 ? round(Math.min(1, width / 2)) : 0;
  return roundedPath({ x, y, width, height }, left, right);
}

/** Corners are cut by straight lines: at 1 px they look as round as an arc. */
function roundedPath({ x, y, width, height }: Rect, left: number, right: number): string {
  const [long, high] = [round(width - left - right), round(height - 2 * left)];
  const sides = `h${long}l${right},${right}v${round(height - 2 * right)}l${-right},${right}h${-long}`;
  return `M${round(x + left)},${y}${sides}l${-left},${-left}v${-high}Z`;
}

/**
 * All places of the field as one line along each row, as thick as it and dashed into cells, broken before a wider gap.
 * `dashes` is the SVG stroke-dasharray, "none" where there is no gap between cells.
 */
export function gridPath({ rowYs, columnXs, cellSize }: MatrixPanel): { d: string; dashes: string } {
  const pitch = Math.min(...[columnXs, rowYs].flatMap(listSteps));
  const gap = pitch < Infinity ? round(pitch - cellSize) : 0;
  const steps = listSteps(columnXs);
  const starts = columnXs.filter((_, index) => index === 0 || (steps[index - 1] ?? 0) > pitch);
  const ends = columnXs.filter((_, index) => index === columnXs.length - 1 || (steps[index] ?? 0) > pitch);
  const stretches = starts.map((x, index) => [round(x), round((ends[index] ?? x) + cellSize)] as const);
  const lines = rowYs.map((rowY) => {
    const y = round(rowY + cellSize / 2);
    return stretches.map(([from, to]) => `M${from},${y}H${to}`).join("");
  });
  return { d: lines.join(""), dashes: gap > 0 ? `${round(cellSize)} ${gap}` : "none" };
}

function listSteps(places: readonly number[]): number[] {
  return places.slice(1).map((place, index) => round(place - (places[index] ?? 0)));
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
