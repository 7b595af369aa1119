import type { Amount } from "../model/amount";
import type { DetailedLink } from "../model/types";
import { splitLink } from "./splitLink";
import type { MatrixCell, Rect } from "./types";

/** Where the rows and columns of a matrix are in px, by slot (NaN without one), and the side of a cell. */
export interface CellPlaces {
  readonly rowOf: Float64Array;
  readonly columnOf: Float64Array;
  readonly side: number;
}

/** The side of the smallest square, in px and as a share of the cell: who talks to whom must be seen in any case. */
const smallestSquare = { share: 0.5, max: 5 };

/** The cells of links that have a row and a column. Their parts follow each other along x and together fill 0 to 1. */
export function layoutCells(
  panel: number,
  links: readonly DetailedLink[],
  { rowOf, columnOf, side }: CellPlaces,
  strengthOf: (amount: Amount) => number,
): MatrixCell[] {
  const cells: MatrixCell[] = [];
  for (const { link, parts } of links) {
    const x = columnOf[link.target] ?? NaN;
    const y = rowOf[link.source] ?? NaN;
    if (Number.isNaN(x + y) || !(link.amount > 0)) continue;
    const strength = strengthOf(link.amount);
    cells.push({ link, x, y, width: side, height: side, strength, parts: splitLink(panel, { link, parts }) });
  }
  return cells;
}

/** The square in the middle of a cell; its area grows evenly with the strength, from the smallest to the whole cell. */
export function squareOf({ x, y, width, strength }: MatrixCell): Rect {
  const smallest = Math.min(width * smallestSquare.share, smallestSquare.max);
  const side = Math.sqrt(smallest ** 2 + strength * (width ** 2 - smallest ** 2));
  const inset = (width - side) / 2;
  return { x: x + inset, y: y + inset, width: side, height: side };
}
