import type { ModelOptions } from "../model/types";
import type { Settings } from "./settings";

export type ColorBy = "action" | "rule";
export type LegendPosition = "top" | "bottom" | "right" | "none";

/** The settings as plain values within their limits: sizes in px, shares from 0 to 1. */
export interface ChordOptions extends ModelOptions {
  readonly paddingShare: number;
  readonly showSummary: boolean;
  readonly colorBy: ColorBy;
  readonly colors: Readonly<Record<"allow" | "deny" | "other", string>>;
  readonly opacity: number;
  readonly showLabels: boolean;
  readonly labelFont: { readonly family: string; readonly sizePx: number; readonly isBold: boolean };
  /** Empty for the report's own colour. */
  readonly labelColor: string;
  readonly legendPosition: LegendPosition;
  readonly legendSizePx: number;
}

/** Reads the formatting model; a value of a wrong type or outside its limits, as a report file may hold, is put right. */
export function readOptions({ layout, colors, labels, legend }: Settings): ChordOptions {
  return {
    endpointCount: Math.round(within(layout.hostCount.value, 1, 100, 24)),
    showOthers: layout.showOthers.value,
    paddingShare: within(layout.padding.value, 0, 50, 12) / 100,
    showSummary: layout.showSummary.value,
    colorBy: colors.colorBy.value === "rule" ? "rule" : "action",
    colors: {
      allow: colors.allowColor.value.value,
      deny: colors.denyColor.value.value,
      other: colors.otherColor.value.value,
    },
    opacity: within(colors.opacity.value, 20, 100, 65) / 100,
    showLabels: labels.show.value,
    labelFont: {
      family: labels.font.fontFamily.value,
      sizePx: pointsToPx(within(labels.font.fontSize.value, 6, 40, 9)),
      isBold: labels.font.bold?.value === true,
    },
    labelColor: labels.color.value.value,
    legendPosition: legend.show.value ? readPosition(legend.position.value) : "none",
    legendSizePx: pointsToPx(within(legend.fontSize.value, 6, 40, 9)),
  };
}

function readPosition(value: unknown): LegendPosition {
  return value === "bottom" || value === "right" ? value : "top";
}

function within(value: unknown, lowest: number, highest: number, otherwise: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return otherwise;
  return Math.min(Math.max(value, lowest), highest);
}

/** Power BI gives sizes of text in points. */
function pointsToPx(points: number): number {
  return (points * 4) / 3;
}
