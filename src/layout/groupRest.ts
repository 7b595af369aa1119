import { stackingKinds } from "../model/actionKind";
import type { ActionKind } from "../model/types";
import type { PartMark, PartShape, RestShape } from "./types";

/** Shapes to be drawn in one piece, by kind of action in stacking order; those of one kind have its parts only. */
export function groupRest<Shape extends { readonly parts: readonly PartShape[] }>(
  panel: number,
  shapes: readonly Shape[],
  kindOf: (action: number) => ActionKind,
): RestShape<Shape>[] {
  return stackingKinds.flatMap((actionKind) => {
    const marks: PartMark[] = [];
    const ofKind: Shape[] = [];
    for (const shape of shapes) {
      const parts = shape.parts.filter(({ mark }) => kindOf(mark.part.action) === actionKind);
      if (parts.length === 0) continue;
      ofKind.push({ ...shape, parts });
      for (const { mark } of parts) marks.push(mark);
    }
    return marks.length === 0 ? [] : [{ mark: { kind: "rest", panel, actionKind, parts: marks }, shapes: ofKind }];
  });
}
