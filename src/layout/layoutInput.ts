import type { Breakdown, View } from "../model/types";
import type { LabelInput } from "./labelLayout";
import type { LegendInput } from "./legendLayout";
import type { TextStyle } from "./margins";
import type { MatrixInput } from "./matrixPlan";
import type { ArcLook, RibbonLook } from "./radii";
import type { WidthScale } from "./types";

/** What is laid out, and the room for it in px. */
export interface LayoutInput {
  readonly width: number;
  readonly height: number;
  /** Height that is left free at the top, at least `pagerPx` where there is more than one page. */
  readonly topPx: number;
  readonly pagerPx: number;
  /** The page that is wanted, from 0; put within what there is. */
  readonly page: number;
  readonly view: View;
  readonly breakdown: Breakdown;
  readonly arcs: ArcLook;
  readonly ribbons: RibbonLook & { readonly widthScale: WidthScale };
  readonly paddingShare: number;
  readonly labels: LabelInput;
  readonly legend: LegendInput;
  readonly lines: readonly string[];
  readonly lineStyle: TextStyle;
  /** How several diagrams are set: in so many columns, or as many as fit best; with titles or without. */
  readonly grid: { readonly columns: number | undefined; readonly showTitles: boolean };
  readonly titleStyle: TextStyle;
  /** The title of a diagram whose value is blank. */
  readonly blankTitle: string;
  /** The names of open groups. */
  readonly smallStyle: TextStyle;
  /** What rows and columns of a table are. */
  readonly axisTexts: MatrixInput["axisTexts"];
}
