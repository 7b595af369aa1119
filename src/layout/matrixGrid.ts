import type { MatrixPlan } from "./matrixPlan";

/** Rows and columns in px from the field's corner: `pitch` from one to the next, `side` of a cell without the gap. */
export interface MatrixGrid {
  readonly pitch: number;
  readonly side: number;
  readonly columnXs: readonly number[];
  readonly rowYs: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Few hosts leave a matrix small, in px or as a share of the room: cells are to look like those of a table. */
const largestPitch = { px: 41, share: 0.09 };
/** Cells of at least this pitch have a gap of 1 px between them. */
const gapFrom = 6;
/** The gap before Others, and around open groups: this share of the pitch, in whole px, at most so many. */
const apart = { share: 0.4, max: 8 };

/** The largest square cells that fit into the room; with a room or a plan of nothing they have no size. */
export function fitGrid(width: number, height: number, { rows, columns, isApart }: MatrixPlan): MatrixGrid {
  const largest = Math.max(largestPitch.px, Math.min(width, height) * largestPitch.share);
  const room = Math.min(width / countUnits(columns, isApart), height / countUnits(rows, isApart), largest);
  const pitch = snap(room > 0 && rows.length > 0 && columns.length > 0 ? room : 0);
  const side = pitch >= gapFrom ? pitch - 1 : pitch;
  const step = Math.min(snap(pitch * apart.share), apart.max);
  const columnXs = place(columns, isApart, pitch, step);
  const rowYs = place(rows, isApart, pitch, step);
  return { pitch, side, columnXs, rowYs, width: endOf(columnXs, side), height: endOf(rowYs, side) };
}

function countUnits(slots: readonly number[], isApart: readonly boolean[]): number {
  return slots.filter((slot, index) => index === 0 || isApart[slot] !== true).length + countApart(slots, isApart);
}

function countApart(slots: readonly number[], isApart: readonly boolean[]): number {
  return slots.filter((slot, index) => index > 0 && isApart[slot] === true).length * (1 + apart.share);
}

/** Whole px keep the edges of cells sharp; small cells would lose too much by it. */
function snap(px: number): number {
  if (px >= 4) return Math.floor(px);
  return px >= 1 ? Math.floor(px * 2) / 2 : px;
}

function place(slots: readonly number[], isApart: readonly boolean[], pitch: number, step: number): number[] {
  let next = 0;
  return slots.map((slot, index) => {
    const at = next + (index > 0 && isApart[slot] === true ? step : 0);
    next = at + pitch;
    return at;
  });
}

function endOf(places: readonly number[], side: number): number {
  return places.length === 0 ? 0 : (places.at(-1) ?? 0) + side;
}
