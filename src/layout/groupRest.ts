import { stackingKinds } from "../model/actionKind";
import type { ActionKind } from "../model/types";
import type { PartMark, PartShape, RestShape } from "./types";

/** Shapes to be drawn in one piece, by kind of action in stacking order; those of one kind have its parts only. */
export function groupRest<Shape extends { readonly parts: readonly PartShape[] }>(
  panel: number,
  shapes: readonly Shape[],
  kindOf: (action: number | undefined) => ActionKind,
  isThin = false,
): RestShape<Shape>[] {
  const groups = new Map(stackingKinds.map((kind) => [kind, { marks: [] as PartMark[], shapes: [] as Shape[] }]));
  for (const shape of shapes) {
    const kinds = new Set(shape.parts.map(({ mark }) => kindOf(mark.part.action)));
    for (const kind of kinds) {
      const group = groups.get(kind);
      const parts =
        kinds.size === 1 ? shape.parts : shape.parts.filter(({ mark }) => kindOf(mark.part.action) === kind);
      group?.shapes.push(kinds.size === 1 ? shape : { ...shape, parts });
      for (const { mark } of parts) group?.marks.push(mark);
    }
  }
  return [...groups].flatMap(([actionKind, { marks, shapes: ofKind }]) => {
    return marks.length === 0
      ? []
      : [{ mark: { kind: "rest", panel, actionKind, isThin, parts: marks }, shapes: ofKind }];
  });
}
