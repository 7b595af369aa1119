import type { PartMark, PartShape, RestMark, RestShape } from "../layout/types";
import type { Fills } from "./fills";
import type { Fill } from "./palette";

/** A mark as SVG path data. */
export interface DrawnMark<Mark> {
  readonly mark: Mark;
  readonly d: string;
}

/** Highlighted shares with one fill, in one path. */
export interface DrawnLit {
  readonly fill: Fill;
  readonly d: string;
}

/** Shapes with parts, and the path of a share of one. */
export interface Shapes<Shape> {
  readonly single: readonly Shape[];
  readonly rest: readonly RestShape<Shape>[];
  readonly pathOf: (shape: Shape, from: number, to: number) => string;
  /** The middle line of the share, for what is too thin for an outline. */
  readonly lineOf?: (shape: Shape, from: number, to: number) => string;
}

interface Divided {
  readonly parts: readonly PartShape[];
}

/** The shapes of each kind of action that are drawn in one piece; thin ones are lines. */
export function joinRests<Shape extends Divided>({
  rest,
  pathOf,
  lineOf = pathOf,
}: Shapes<Shape>): DrawnMark<RestMark>[] {
  return rest.map(({ mark, shapes }) => {
    const draw = mark.isThin ? lineOf : pathOf;
    let d = "";
    for (const shape of shapes) for (const { from, to } of shape.parts) d += draw(shape, from, to);
    return { mark, d };
  });
}

/** What is highlighted of all shapes, by fill. */
export function joinLits<Shape extends Divided>({ single, rest, pathOf }: Shapes<Shape>, fills: Fills): DrawnLit[] {
  const byFill = new Map<Fill, string>();
  const add = (shape: Shape, fillOf: (mark: PartMark) => Fill): void => {
    for (const { mark, from, litEnd } of shape.parts) {
      if (!(litEnd > from)) continue;
      const fill = fillOf(mark);
      byFill.set(fill, (byFill.get(fill) ?? "") + pathOf(shape, from, litEnd));
    }
  };
  for (const shape of single) add(shape, fills.ofPart);
  for (const { mark, shapes } of rest) for (const shape of shapes) add(shape, () => fills.ofRest(mark.actionKind));
  return Array.from(byFill, ([fill, d]) => ({ fill, d }));
}
