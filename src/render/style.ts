import type { Selection } from "d3";
import type { Mark, PanelLayout, PartMark } from "../layout/types";
import type { PaintOf } from "./hatch";
import type { Font } from "./measureText";
import type { Fill, Palette } from "./palette";

/** How shapes look and are called. */
export interface Style {
  readonly palette: Palette;
  readonly paintOf: PaintOf;
  readonly fillOf: (mark: PartMark) => Fill;
  readonly nameOf: (mark: Mark) => string;
  readonly labelOf: (slot: number) => string;
  readonly labelFont: Font;
}

/** The group of each diagram. */
export type PanelGroup = Selection<SVGGElement, PanelLayout, SVGGElement, unknown>;
