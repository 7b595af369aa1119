import { defaultActionColors, type ColorBy, type Hatch } from "../model/colors";
import type { ActionKind, Breakdown, Cutoff, ModelOptions, View } from "../model/types";
import type { ArcsCard } from "./arcsCard";
import type { ColorsCard } from "./colorsCard";
import { defaultFamily } from "./commonSlices";
import type { GroupingCard } from "./groupingCard";
import type { LabelsCard } from "./labelsCard";
import type { LayoutCard } from "./layoutCard";
import type { LegendCard } from "./legendCard";
import type { MultiplesCard } from "./multiplesCard";
import type { RibbonsCard } from "./ribbonsCard";
import { readChoice, readColorText, readFlag, readNumber, readText } from "./readValue";
import type { Settings } from "./settings";
import { readState, type ViewState } from "./viewState";

export type LegendPosition = "top" | "bottom" | "left" | "right" | "none";

/** A font of the pane. */
export interface FontOptions {
  readonly family: string;
  readonly sizePx: number;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
}

/** The settings as plain values within their limits: sizes in px, shares from 0 to 1, "" for a colour of the report's. */
export interface ChordOptions extends Omit<ModelOptions, "expanded" | "hidden"> {
  readonly view: View;
  readonly breakdown: Breakdown;
  readonly paddingShare: number;
  /** Whether the small buttons on the canvas are there. */
  readonly showControls: boolean;
  readonly colorBy: ColorBy;
  readonly colors: Readonly<Record<ActionKind, string>>;
  /** The colour of rows that no rule of the author's gives one, "" for that of their action. */
  readonly fieldColor: string;
  readonly arcColor: string;
  /** The thickness is a share of the usual one. */
  readonly arcs: { readonly thickness: number; readonly showMix: boolean };
  /** Whether what an arc sends and receives are told apart. */
  readonly showDirection: boolean;
  readonly opacity: number;
  /** The gap is a share of the usual one. */
  readonly ribbons: {
    readonly widthScale: "linear" | "sqrt" | "log";
    readonly gap: number;
    readonly showHeads: boolean;
    readonly hatch: Hatch;
  };
  readonly showLabels: boolean;
  readonly labelFont: FontOptions;
  readonly labelColor: string;
  readonly labelOrientation: "auto" | "radial" | "horizontal";
  readonly labelOverflow: "truncate" | "wrap";
  /** Whether amounts stand at the labels. */
  readonly showValues: boolean;
  /** How amounts are shortened in labels and the summary. */
  readonly units: "auto" | "none" | "bytes" | "binaryBytes" | "thousands";
  readonly legendPosition: LegendPosition;
  readonly legendFont: FontOptions;
  readonly legendTitle: string;
  readonly legendColor: string;
  /** How several diagrams are set; without columns as many as fit best. */
  readonly grid: { readonly columns: number | undefined; readonly showTitles: boolean };
  readonly titleFont: FontOptions;
  readonly titleColor: string;
  readonly showSummary: boolean;
  readonly summaryFont: FontOptions;
  readonly summaryColor: string;
  readonly state: ViewState;
}

/** Reads the formatting model; a value of a wrong type or outside its limits, as a report file may hold, is put right. */
export function readOptions(settings: Settings): ChordOptions {
  const { breakdown, summary, state } = settings;
  return {
    ...readLayout(settings.layout),
    breakdown: readChoice(breakdown.by, ["rules", "actions", "none"]),
    ...readColors(settings.colors),
    ...readArcs(settings.arcs),
    ...readRibbons(settings.ribbons),
    ...readLabels(settings.labels),
    ...readLegend(settings.legend),
    ...readGrouping(settings.grouping),
    ...readMultiples(settings.multiples),
    showSummary: readFlag(summary.show, true),
    summaryFont: readFont(summary.font),
    summaryColor: readColorText(summary.color, ""),
    state: readState({ expanded: state.expanded.value, hidden: state.hidden.value, page: state.page.value }),
  };
}

type Read<Name extends keyof ChordOptions> = Pick<ChordOptions, Name>;

function readLayout(layout: LayoutCard): Read<"view" | "order" | "paddingShare" | "showControls"> {
  return {
    view: readChoice(layout.view, ["auto", "chord", "matrix"]),
    order: readChoice(layout.order, ["value", "address", "name", "crossings"]),
    paddingShare: readNumber(layout.padding, [0, 50], 12) / 100,
    showControls: readFlag(layout.showControls, true),
  };
}

function readColors(colors: ColorsCard): Read<"colorBy" | "colors" | "fieldColor"> {
  return {
    colorBy: readChoice(colors.colorBy, ["action", "rule", "source", "destination", "field"]),
    colors: {
      allow: readColorText(colors.allowColor, defaultActionColors.allow),
      deny: readColorText(colors.denyColor, defaultActionColors.deny),
      other: readColorText(colors.otherColor, defaultActionColors.other),
    },
    fieldColor: readColorText(colors.fieldColor, ""),
  };
}

function readArcs({ color, thickness, showMix, showDirection }: ArcsCard): Read<"arcColor" | "arcs" | "showDirection"> {
  return {
    arcColor: readColorText(color, ""),
    arcs: { thickness: readNumber(thickness, [25, 300], 100) / 100, showMix: readFlag(showMix, true) },
    showDirection: readFlag(showDirection, true),
  };
}

function readRibbons({ widthScale, opacity, gap, showHeads, hatch }: RibbonsCard): Read<"opacity" | "ribbons"> {
  return {
    opacity: readNumber(opacity, [20, 100], 80) / 100,
    ribbons: {
      widthScale: readChoice(widthScale, ["linear", "sqrt", "log"]),
      gap: readNumber(gap, [0, 500], 100) / 100,
      showHeads: readFlag(showHeads, true),
      hatch: readChoice(hatch, ["always", "otherColors", "never"]),
    },
  };
}

type LegendOptions = Read<"legendPosition" | "legendTitle" | "legendFont" | "legendColor">;

function readLegend({ show, position, title, font, color }: LegendCard): LegendOptions {
  return {
    legendPosition: readFlag(show, true) ? readChoice(position, ["top", "bottom", "left", "right"]) : "none",
    legendTitle: readText(title, ""),
    legendFont: readFont(font),
    legendColor: readColorText(color, ""),
  };
}

function readGrouping(card: GroupingCard): Read<"cutoff" | "showOthers" | "grouping" | "prefixLengths"> {
  return {
    cutoff: readCutoff(card),
    showOthers: readFlag(card.showOthers, true),
    grouping: readChoice(card.by, ["levels", "prefix", "none"]),
    prefixLengths: { ipv4: readLength(card.ipv4Length, 8, 31), ipv6: readLength(card.ipv6Length, 16, 64) },
  };
}

function readCutoff({ limitBy, hostCount, coverage }: GroupingCard): Cutoff {
  const by = readChoice(limitBy, ["count", "coverage"]);
  if (by === "coverage") return { by, share: readNumber(coverage, [50, 100], 95) / 100 };
  return { by, count: Math.round(readNumber(hostCount, [1, 100], 24)) };
}

/** A prefix length; undefined for 0, which stands for automatic. */
function readLength(slice: { readonly value: unknown }, lowest: number, highest: number): number | undefined {
  const length = Math.round(readNumber(slice, [0, highest], 0));
  return length === 0 ? undefined : Math.max(length, lowest);
}

function readMultiples(card: MultiplesCard): Read<"split" | "grid" | "titleFont" | "titleColor"> {
  const columns = Math.round(readNumber(card.columns, [0, 20], 0));
  return {
    split: readChoice(card.by, ["field", "action", "rule"]),
    grid: { columns: columns === 0 ? undefined : columns, showTitles: readFlag(card.showTitles, true) },
    titleFont: readFont(card.font, true),
    titleColor: readColorText(card.color, ""),
  };
}

type LabelOptions = Read<
  "showLabels" | "labelFont" | "labelColor" | "labelOrientation" | "labelOverflow" | "showValues" | "units"
>;

function readLabels(labels: LabelsCard): LabelOptions {
  return {
    showLabels: readFlag(labels.show, true),
    labelFont: readFont(labels.font),
    labelColor: readColorText(labels.color, ""),
    labelOrientation: readChoice(labels.orientation, ["auto", "radial", "horizontal"]),
    labelOverflow: readChoice(labels.overflow, ["truncate", "wrap"]),
    showValues: readFlag(labels.showValues, false),
    units: readChoice(labels.units, ["auto", "none", "bytes", "binaryBytes", "thousands"]),
  };
}

/** Power BI gives sizes of text in points. */
function readFont({ fontFamily, fontSize, bold, italic, underline }: LabelsCard["font"], isBold = false): FontOptions {
  return {
    family: readText(fontFamily, defaultFamily),
    sizePx: (readNumber(fontSize, [6, 40], 9) * 4) / 3,
    isBold: readFlag(bold ?? { value: isBold }, isBold),
    isItalic: readFlag(italic ?? { value: false }, false),
    isUnderlined: readFlag(underline ?? { value: false }, false),
  };
}
