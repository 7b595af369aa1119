import { defaultActionColors, type ColorBy } from "../model/colors";
import type { ActionKind, Cutoff, ModelOptions, PrefixLengths, View } from "../model/types";
import type { ColorsCard } from "./colorsCard";
import type { GroupingCard } from "./groupingCard";
import type { LabelsCard } from "./labelsCard";
import type { LayoutCard } from "./layoutCard";
import { readChoice, readColorText, readFlag, readNumber, readText } from "./readValue";
import type { Settings } from "./settings";
import { readState, type ViewState } from "./viewState";

export type LegendPosition = "top" | "bottom" | "right" | "none";

/** The settings as plain values within their limits: sizes in px, shares from 0 to 1, "" for a colour of the report's. */
export interface ChordOptions extends Omit<ModelOptions, "expanded" | "hidden"> {
  readonly view: View;
  readonly widthScale: "linear" | "sqrt" | "log";
  readonly paddingShare: number;
  /** Whether the small buttons on the canvas are there. */
  readonly showControls: boolean;
  readonly colorBy: ColorBy;
  readonly colors: Readonly<Record<ActionKind, string>>;
  /** The colour of rows that no rule of the author's gives one, "" for that of their action. */
  readonly fieldColor: string;
  readonly opacity: number;
  readonly showLabels: boolean;
  readonly labelFont: { readonly family: string; readonly sizePx: number; readonly isBold: boolean };
  readonly labelColor: string;
  readonly labelOrientation: "auto" | "radial" | "horizontal";
  readonly labelOverflow: "truncate" | "wrap";
  /** Whether amounts stand at the labels. */
  readonly showValues: boolean;
  /** How amounts are shortened in labels and the summary. */
  readonly units: "auto" | "none" | "bytes" | "binaryBytes" | "thousands";
  readonly legendPosition: LegendPosition;
  readonly legendSizePx: number;
  readonly showSummary: boolean;
  readonly summarySizePx: number;
  readonly summaryColor: string;
  readonly state: ViewState;
}

/** Reads the formatting model; a value of a wrong type or outside its limits, as a report file may hold, is put right. */
export function readOptions({ layout, grouping, multiples, colors, labels, ...settings }: Settings): ChordOptions {
  const { legend, summary, state } = settings;
  return {
    ...readLayout(layout),
    ...readGrouping(grouping),
    split: readChoice(multiples.by, ["field", "action", "rule"]),
    ...readColors(colors),
    ...readLabels(labels),
    legendPosition: readFlag(legend.show, true) ? readChoice(legend.position, ["top", "bottom", "right"]) : "none",
    legendSizePx: readSizePx(legend.fontSize),
    showSummary: readFlag(summary.show, true),
    summarySizePx: readSizePx(summary.fontSize),
    summaryColor: readColorText(summary.color, ""),
    state: readState({ expanded: state.expanded.value, hidden: state.hidden.value, page: state.page.value }),
  };
}

type LayoutOptions = Pick<
  ChordOptions,
  "view" | "widthScale" | "paddingShare" | "showControls" | "cutoff" | "showOthers" | "order"
>;

function readLayout(layout: LayoutCard): LayoutOptions {
  return {
    view: readChoice(layout.view, ["auto", "chord", "matrix"]),
    widthScale: readChoice(layout.widthScale, ["linear", "sqrt", "log"]),
    paddingShare: readNumber(layout.padding, [0, 50], 12) / 100,
    showControls: readFlag(layout.showControls, true),
    cutoff: readCutoff(layout),
    showOthers: readFlag(layout.showOthers, true),
    order: readChoice(layout.order, ["value", "address", "name", "crossings"]),
  };
}

function readCutoff({ limitBy, hostCount, coverage }: LayoutCard): Cutoff {
  const by = readChoice(limitBy, ["count", "coverage"]);
  if (by === "coverage") return { by, share: readNumber(coverage, [50, 100], 95) / 100 };
  return { by, count: Math.round(readNumber(hostCount, [1, 100], 24)) };
}

function readGrouping({ by, ipv4Length, ipv6Length }: GroupingCard): {
  grouping: ChordOptions["grouping"];
  prefixLengths: PrefixLengths;
} {
  return {
    grouping: readChoice(by, ["levels", "prefix", "none"]),
    prefixLengths: { ipv4: readLength(ipv4Length, 8, 31), ipv6: readLength(ipv6Length, 16, 64) },
  };
}

/** A prefix length; undefined for 0, which stands for automatic. */
function readLength(slice: { readonly value: unknown }, lowest: number, highest: number): number | undefined {
  const length = Math.round(readNumber(slice, [0, highest], 0));
  return length === 0 ? undefined : Math.max(length, lowest);
}

function readColors(colors: ColorsCard): Pick<ChordOptions, "colorBy" | "colors" | "fieldColor" | "opacity"> {
  return {
    colorBy: readChoice(colors.colorBy, ["action", "rule", "source", "destination", "field"]),
    colors: {
      allow: readColorText(colors.allowColor, defaultActionColors.allow),
      deny: readColorText(colors.denyColor, defaultActionColors.deny),
      other: readColorText(colors.otherColor, defaultActionColors.other),
    },
    fieldColor: readColorText(colors.fieldColor, ""),
    opacity: readNumber(colors.opacity, [20, 100], 80) / 100,
  };
}

type LabelOptions = Pick<
  ChordOptions,
  "showLabels" | "labelFont" | "labelColor" | "labelOrientation" | "labelOverflow" | "showValues" | "units"
>;

function readLabels(labels: LabelsCard): LabelOptions {
  return {
    showLabels: readFlag(labels.show, true),
    labelFont: {
      family: readText(labels.font.fontFamily, "Segoe UI, sans-serif"),
      sizePx: readSizePx(labels.font.fontSize),
      isBold: readFlag(labels.font.bold ?? { value: false }, false),
    },
    labelColor: readColorText(labels.color, ""),
    labelOrientation: readChoice(labels.orientation, ["auto", "radial", "horizontal"]),
    labelOverflow: readChoice(labels.overflow, ["truncate", "wrap"]),
    showValues: readFlag(labels.showValues, false),
    units: readChoice(labels.units, ["auto", "none", "bytes", "binaryBytes", "thousands"]),
  };
}

/** Power BI gives sizes of text in points. */
function readSizePx(slice: { readonly value: unknown }): number {
  return (readNumber(slice, [6, 40], 9) * 4) / 3;
}
