import type { NumberedMark, StagedMark, StagedVisual } from "../../preview/picturePayload.ts";
import { buildDataView, type Fields } from "./dataView.ts";
import type { Flow } from "./estate.ts";

/** A picture of one visual or several side by side, and what is done in it before it is taken. */
export interface Picture {
  readonly name: string;
  readonly staged: readonly StagedVisual[];
  readonly clicked?: StagedMark;
  readonly typed?: string;
  readonly hovered?: StagedMark;
  readonly numbered?: readonly NumberedMark[];
}

/** A visual with the data view of flows for some fields. */
export function stage(
  caption: string,
  flows: readonly Flow[],
  fields: Fields,
  more: Partial<StagedVisual> = {},
): StagedVisual {
  return { caption, width: 640, height: 420, theme: "light", dataView: buildDataView(flows, fields), ...more };
}

/** A mark of the only visual of a picture. */
export function mark(selector: string): StagedMark {
  return { visual: 0, selector };
}

/** The state in which a group is open, as a report keeps it. */
export function open(group: string): { readonly expanded: string } {
  return { expanded: JSON.stringify([`${group}\u0000`]) };
}
