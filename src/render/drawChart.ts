import { buildLayout, type LayoutInput } from "../layout/buildLayout";
import { listLegendKeys, type LegendKey } from "../layout/legendEntries";
import type { LegendInput } from "../layout/legendLayout";
import type { LegendMark, Mark, MeasureText } from "../layout/types";
import type { ChordModel } from "../model/types";
import { drawLegend } from "./drawLegend";
import { drawPanels } from "./drawPanels";
import { drawTexts } from "./drawTexts";
import { buildPaint } from "./hatch";
import type { Font } from "./measureText";
import { fillOfPart, type Fill, type Palette } from "./palette";
import type { Scene } from "./scene";
import type { Style } from "./style";

/** The author's choices that drawing needs; sizes in px, shares from 0 to 1. */
export interface ChartOptions {
  readonly paddingShare: number;
  readonly colorBy: "action" | "rule";
  readonly showLabels: boolean;
  readonly labelFont: Font;
  readonly legendPosition: LegendInput["position"];
  readonly legendSizePx: number;
}

/** Every word on the canvas. */
export interface ChartWords {
  readonly labelOf: (slot: number) => string;
  readonly nameOf: (mark: Mark) => string;
  readonly legendText: (mark: LegendMark) => string;
  readonly moreText: (count: number) => string;
  readonly bandTexts: LegendInput["bandTexts"];
  readonly lines: readonly string[];
}

/** A diagram to draw: what, how, in which words and colours, and on how many px. */
export interface Chart {
  readonly model: ChordModel;
  readonly options: ChartOptions;
  readonly words: ChartWords;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly measureWith: (font: Font) => MeasureText;
  readonly idPrefix: string;
}

const smallTextPx = 11;

/** Lays the model out and draws it over what was there; reads no data and keeps no state. */
export function drawChart(scene: Scene, chart: Chart): void {
  const { model, options, words, palette } = chart;
  const keys = listLegendKeys(model, options.colorBy);
  const layout = buildLayout(model, buildInput(chart, keys));
  const style: Style = {
    palette,
    paintOf: buildPaint(scene.defs, chart.idPrefix),
    fillOf: ({ part }) => fillOfPart(palette, model, options.colorBy, part),
    nameOf: words.nameOf,
    labelOf: words.labelOf,
    labelFont: options.labelFont,
  };
  scene.svg.classed("has-highlights", model.hasHighlights);
  drawPanels(scene.panels, layout.panels, style);
  const kinds = new Map(keys.map(({ mark, kind }) => [mark, kind]));
  const fillOf = (mark: LegendMark): Fill => {
    const kind = kinds.get(mark) ?? "other";
    if (mark.by === "rule") return palette.fillOfRule(mark.text, kind);
    return options.colorBy === "rule" ? palette.hatchOnly : palette.fillOfKind(kind);
  };
  drawLegend(scene.legend, layout.legend, { ...style, fillOf, fontSizePx: options.legendSizePx });
  scene.lines.attr("font-size", smallTextPx);
  drawTexts(scene.lines, layout.lines, "line", palette.muted);
}

function buildInput(chart: Chart, keys: readonly LegendKey[]): LayoutInput {
  const { model, options, words, measureWith } = chart;
  const { labelFont, legendSizePx } = options;
  const plainFont = (sizePx: number): Font => ({ family: labelFont.family, sizePx, isBold: false });
  return {
    width: chart.width,
    height: chart.height,
    paddingShare: options.paddingShare,
    labels: options.showLabels ? model.slots.map((_, slot) => words.labelOf(slot)) : [],
    labelStyle: { fontSizePx: labelFont.sizePx, measure: measureWith(labelFont) },
    legend: {
      entries: keys.map(({ mark }) => ({ mark, text: words.legendText(mark) })),
      position: options.legendPosition,
      fontSizePx: legendSizePx,
      measure: measureWith(plainFont(legendSizePx)),
      moreText: words.moreText,
      bandTexts: words.bandTexts,
    },
    lines: words.lines,
    lineStyle: { fontSizePx: smallTextPx, measure: measureWith(plainFont(smallTextPx)) },
  };
}
