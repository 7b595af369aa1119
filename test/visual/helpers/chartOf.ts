import { createModeler } from "../../../src/model/buildModel";
import type { ModelOptions } from "../../../src/model/types";
import { drawChart, type Chart, type ChartOptions } from "../../../src/render/drawChart";
import type { ChordLayout, Mark } from "../../../src/layout/types";
import { buildMeasureText, plainFont } from "../../../src/render/measureText";
import { buildPalette } from "../../../src/render/palette";
import { buildScene, resizeScene, type Scene } from "../../../src/render/scene";
import { choiceOf } from "./colorChoice";
import type { FlowRow } from "./dataViewOf";
import { optionsOf, tableOf } from "./tableOf";

/** What is asked of a drawing, beside the defaults of the formatting pane. */
export interface ChartRequest {
  readonly width?: number;
  readonly height?: number;
  readonly page?: number;
  readonly isHighContrast?: boolean;
  readonly model?: Partial<ModelOptions>;
  readonly options?: Partial<ChartOptions>;
}

/** A drawing of rows without a host: it may be drawn anew, over what is there. */
export interface DrawnChart {
  readonly scene: Scene;
  readonly svg: SVGSVGElement;
  readonly draw: (rows: readonly FlowRow[], request?: ChartRequest) => ChordLayout;
  readonly find: (selector: string) => SVGElement[];
}

const plainOptions: ChartOptions = {
  view: "chord",
  breakdown: "rules",
  arcs: { thickness: 1, showMix: true },
  showDirection: true,
  ribbons: { widthScale: "linear", gap: 1, showHeads: true, hatch: "always" },
  paddingShare: 0.12,
  colorBy: "action",
  showLabels: true,
  labelFont: plainFont("sans-serif", 12),
  labelOrientation: "auto",
  labelOverflow: "truncate",
  showValues: false,
  legendPosition: "top",
  legendFont: plainFont("sans-serif", 12),
  legendTitle: "",
  grid: { columns: undefined, showTitles: true },
  titleFont: { ...plainFont("sans-serif", 12), isBold: true },
  summaryFont: plainFont("sans-serif", 12),
};

/** An empty svg in the page. */
export function startChart(): DrawnChart {
  const element = document.createElement("div");
  document.body.append(element);
  const scene = buildScene(element);
  const svg = scene.svg.node();
  if (svg === null) throw new Error("no svg");
  return {
    scene,
    svg,
    draw: (rows, request = {}) => drawChart(scene, chartOf(scene, rows, request)),
    find: (selector) => [...svg.querySelectorAll<SVGElement>(selector)],
  };
}

function chartOf(scene: Scene, rows: readonly FlowRow[], request: ChartRequest): Chart {
  const { width = 600, height = 400, page = 0, isHighContrast = false } = request;
  const model = createModeler(tableOf(rows))(optionsOf(request.model));
  const report = {
    foreground: "#252423",
    background: "#ffffff",
    selected: "#118dff",
    isHighContrast,
    colorOf: () => "#123456",
  };
  const colors = { allow: "#3a7cb8", deny: "#d55e00", other: "#7b8794" };
  const canvas = document.createElement("canvas");
  return {
    model,
    page,
    options: { ...plainOptions, ...request.options },
    palette: buildPalette(report, choiceOf(colors, { opacity: 0.7 })),
    ...resizeScene(scene, width, height),
    topPx: 0,
    pagerPx: 0,
    measureWith: (font) => buildMeasureText(canvas, font),
    idPrefix: "chart",
    words: {
      labelOf: (slot) => model.slots[slot]?.label ?? "",
      valueOf: (slot) => `${slot} B`,
      nameOf: markName,
      legendText: ({ text }) => text,
      moreText: (count) => `+${count}`,
      bandTexts: { outgoing: "Sends", incoming: "Receives" },
      blankText: "(Blank)",
      axisTexts: { rows: "Source", columns: "Destination" },
      lines: ["a line"],
    },
  };
}

/** A mark in words that tell it from others. */
export function markName(mark: Mark): string {
  if (mark.kind === "arc") return `arc ${mark.slot}`;
  if (mark.kind === "part") return `part ${mark.link.source} ${mark.link.target} ${mark.part.rule ?? "many"}`;
  return mark.kind === "group" ? `group ${mark.group.label}` : mark.kind;
}
