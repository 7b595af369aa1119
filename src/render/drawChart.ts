import { buildLayout } from "../layout/buildLayout";
import type { LabelOrientation, LabelOverflow } from "../layout/labelLayout";
import type { LayoutInput } from "../layout/layoutInput";
import { listLegendKeys, type LegendKey } from "../layout/legendEntries";
import type { TextStyle } from "../layout/margins";
import type { LegendInput } from "../layout/legendLayout";
import type { ArcLook, RibbonLook } from "../layout/radii";
import type { ChordLayout, LegendMark, Mark, MeasureText, WidthScale } from "../layout/types";
import type { ColorBy, Hatch } from "../model/colors";
import type { Breakdown, ChordModel, View } from "../model/types";
import { setAttributes } from "./attributes";
import { drawLegend } from "./drawLegend";
import { drawPanels } from "./drawPanels";
import { drawTexts } from "./drawTexts";
import { buildFills } from "./fills";
import { buildPaint } from "./hatch";
import { plainFont, sheetFonts, type Font } from "./measureText";
import type { Palette } from "./palette";
import type { Scene } from "./scene";
import type { Style } from "./style";
import { styleText } from "./styleText";

/** The author's choices that drawing needs; sizes in px, shares from 0 to 1. */
export interface ChartOptions {
  readonly view: View;
  readonly breakdown: Breakdown;
  readonly arcs: ArcLook;
  readonly showDirection: boolean;
  readonly ribbons: RibbonLook & { readonly widthScale: WidthScale; readonly hatch: Hatch };
  readonly paddingShare: number;
  readonly colorBy: ColorBy;
  readonly showLabels: boolean;
  readonly labelFont: Font;
  readonly labelOrientation: LabelOrientation;
  readonly labelOverflow: LabelOverflow;
  readonly showValues: boolean;
  readonly legendPosition: LegendInput["position"];
  readonly legendFont: Font;
  readonly legendTitle: string;
  readonly grid: LayoutInput["grid"];
  readonly titleFont: Font;
  readonly summaryFont: Font;
}

/** Every word on the canvas; values are amounts in words, as short as labels need them. */
export interface ChartWords {
  readonly labelOf: (slot: number) => string;
  readonly valueOf: (slot: number) => string;
  readonly nameOf: (mark: Mark) => string;
  readonly legendText: (mark: LegendMark) => string;
  readonly moreText: (count: number) => string;
  readonly bandTexts: NonNullable<LegendInput["bandTexts"]>;
  readonly axisTexts: LayoutInput["axisTexts"];
  readonly blankText: string;
  readonly lines: readonly string[];
}

/**
 * A diagram to draw: what, how, in which words and colours, on how many px, and which page of it. `topPx` are left free
 * at the top, at least `pagerPx` where there is more than one page.
 */
export interface Chart {
  readonly model: ChordModel;
  readonly options: ChartOptions;
  readonly words: ChartWords;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly topPx: number;
  readonly pagerPx: number;
  readonly page: number;
  readonly measureWith: (font: Font) => MeasureText;
  readonly idPrefix: string;
}

/** More parts than these do not fade in and out: each frame of that would take longer than it lasts. */
const mostFading = 400;
const smallSizePx = 10.5;

/**
 * Lays the model out, draws it over what was there and returns the layout; reads no data and keeps no state. Ribbons
 * have their names only after `nameMarks`.
 */
export function drawChart(scene: Scene, chart: Chart): ChordLayout {
  const { model, options, words, palette } = chart;
  const keys = listLegendKeys(model, options.colorBy);
  const labels = model.slots.map((_, slot) => words.labelOf(slot));
  const layout = buildLayout(model, buildInput(chart, keys, labels));
  const style: Style = {
    palette,
    fills: buildFills(palette, model, options.colorBy, options.ribbons.hatch),
    paintOf: buildPaint(scene.defs, chart.idPrefix),
    isGroup: (slot) => model.slots[slot]?.kind === "group",
    labelFont: options.labelFont,
    smallFont: plainFont(options.labelFont.family, smallSizePx),
    titleFont: options.titleFont,
    idPrefix: chart.idPrefix,
  };
  showState(scene, model.hasHighlights, countParts(layout) > mostFading);
  setAttributes(scene.panels, { "font-family": options.labelFont.family });
  drawPanels(scene.panels, layout.panels, style);
  const kinds = new Map(keys.map(({ mark, kind }) => [mark, kind]));
  drawLegend(scene.legend, layout.legend, {
    ...style,
    fillOf: (mark) => style.fills.ofLegend(mark, kinds.get(mark) ?? "other"),
    font: options.legendFont,
  });
  setAttributes(scene.lines, { "font-size": options.summaryFont.sizePx }).each(function () {
    styleText(this, options.summaryFont, sheetFonts.text);
  });
  drawTexts(scene.lines, layout.lines, "line", palette.summary);
  return layout;
}

/** A class list looks whether a class is there already; to set it again would take the page long. */
function showState({ svg }: Scene, hasHighlights: boolean, isLarge: boolean): void {
  const classes = svg.node()?.classList;
  classes?.toggle("has-highlights", hasHighlights);
  classes?.toggle("is-large", isLarge);
}

function countParts({ panels }: ChordLayout): number {
  return panels.reduce((sum, panel) => sum + (panel.kind === "chord" ? panel.ribbons : panel.cells).length, 0);
}

function buildInput(chart: Chart, keys: readonly LegendKey[], labels: readonly string[]): LayoutInput {
  const { options, words, measureWith } = chart;
  const { labelFont, legendFont, titleFont, summaryFont } = options;
  const styleOf = (font: Font): TextStyle => ({ fontSizePx: font.sizePx, measure: measureWith(font) });
  const valueOf = (slot: number): string => (options.showValues ? words.valueOf(slot) : "");
  return {
    width: chart.width,
    height: chart.height,
    topPx: chart.topPx,
    pagerPx: chart.pagerPx,
    page: chart.page,
    view: options.view,
    breakdown: options.breakdown,
    arcs: options.arcs,
    ribbons: options.ribbons,
    paddingShare: options.paddingShare,
    labels: {
      texts: options.showLabels ? labels.map((name, slot) => ({ name, value: valueOf(slot) })) : [],
      orientation: options.labelOrientation,
      overflow: options.labelOverflow,
      ...styleOf(labelFont),
    },
    legend: {
      entries: keys.map(({ mark }) => ({ mark, text: words.legendText(mark) })),
      position: options.legendPosition,
      ...styleOf(legendFont),
      moreText: words.moreText,
      title: options.legendTitle,
      bandTexts: options.showDirection ? words.bandTexts : undefined,
    },
    lines: words.lines,
    lineStyle: styleOf(summaryFont),
    grid: options.grid,
    titleStyle: styleOf(titleFont),
    smallStyle: styleOf(plainFont(labelFont.family, smallSizePx)),
    blankTitle: words.blankText,
    axisTexts: words.axisTexts,
  };
}
