import type { Fills } from "./fills";
import type { PaintOf } from "./hatch";
import type { Font } from "./measureText";
import type { Palette } from "./palette";

/** How shapes look. */
export interface Style {
  readonly palette: Palette;
  readonly fills: Fills;
  readonly paintOf: PaintOf;
  /** Whether a slot is a group that can be opened. */
  readonly isGroup: (slot: number) => boolean;
  readonly labelFont: Font;
  readonly smallFont: Font;
  readonly titleFont: Font;
  /** Ids in the svg begin with it, as a page may hold more visuals. */
  readonly idPrefix: string;
}
