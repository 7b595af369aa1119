import type { ChordModel, Panel } from "../model/types";
import { addMix, layoutArcs } from "./arcLayout";
import { fitText } from "./fitText";
import { layoutRadial, layoutUpright, type LabelRoom } from "./labelLayout";
import { layoutColumn, layoutRow, legendHeight, legendWidth, type LegendInput } from "./legendLayout";
import { buildRadii, clamp, layoutGrid } from "./radii";
import { layoutRibbons } from "./ribbonLayout";
import type { ArcShape, ChordLayout, LegendLayout, MeasureText, PanelLayout, Rect, TextShape } from "./types";

/** Texts of one size: their size in px and their width. */
export interface TextStyle {
  readonly fontSizePx: number;
  readonly measure: MeasureText;
}

/** What is laid out, and the room for it in px. `labels` are by slot, empty where none are wanted. */
export interface LayoutInput {
  readonly width: number;
  readonly height: number;
  readonly paddingShare: number;
  readonly labels: readonly string[];
  readonly labelStyle: TextStyle;
  readonly legend: LegendInput;
  readonly lines: readonly string[];
  readonly lineStyle: TextStyle;
}

const margin = 6;

/** Smaller viewports than these, in px, give all their room to the diagram. */
const smallest = { legend: { width: 200, height: 150 }, lines: { width: 150, height: 120 }, labels: 110, crowded: 130 };

/** Gives every shape of the model its place in the viewport; with bad sizes all shapes become points. */
export function buildLayout(model: ChordModel, input: LayoutInput): ChordLayout {
  const whole: Rect = { x: margin, y: margin, width: input.width - 2 * margin, height: input.height - 2 * margin };
  const { lines, rest: aboveLines } = takeLines(whole, input);
  const { legend, rest } = takeLegend(aboveLines, input);
  const cells = layoutGrid(rest, model.panels.length);
  const arcs = layoutArcs(model.panels, model.slots.length, input.paddingShare);
  const panels = model.panels.flatMap((panel, index) => {
    const [cell, ofPanel] = [cells[index], arcs[index]];
    if (cell === undefined || ofPanel === undefined) return [];
    const mixed = model.actions.length > 1 ? addMix(ofPanel, panel.links, model.actionKinds) : ofPanel;
    return [layoutPanel(panel, index, mixed, { cell, input })];
  });
  return { panels, legend, lines };
}

function takeLines(area: Rect, { width, height, lines, lineStyle }: LayoutInput): { lines: TextShape[]; rest: Rect } {
  if (lines.length === 0 || width < smallest.lines.width || height < smallest.lines.height) {
    return { lines: [], rest: area };
  }
  const lineHeight = Math.ceil(lineStyle.fontSizePx * 1.45);
  const top = area.y + area.height - lines.length * lineHeight;
  const shapes = lines.map((whole, index): TextShape => {
    const text = fitText(whole, area.width, lineStyle.measure);
    return { x: area.x, y: top + (index + 0.5) * lineHeight, text, whole, anchor: "start" };
  });
  return { lines: shapes, rest: { ...area, height: area.height - lines.length * lineHeight - 2 } };
}

function takeLegend(area: Rect, { width, height, legend }: LayoutInput): { legend: LegendLayout; rest: Rect } {
  const isSmall = width < smallest.legend.width || height < smallest.legend.height;
  if (isSmall || legend.position === "none") {
    return { legend: { items: [], bands: [], more: undefined }, rest: area };
  }
  if (legend.position === "right") {
    const taken = legendWidth(legend, area.width * 0.3);
    const column = { ...area, x: area.x + area.width - taken, width: taken };
    return { legend: layoutColumn(legend, column), rest: { ...area, width: area.width - taken - margin } };
  }
  const taken = legendHeight(legend);
  const rest = { ...area, height: area.height - taken - 2 };
  if (legend.position === "bottom") {
    return { legend: layoutRow(legend, { ...area, y: area.y + area.height - taken, height: taken }), rest };
  }
  return { legend: layoutRow(legend, { ...area, height: taken }), rest: { ...rest, y: area.y + taken + 2 } };
}

function layoutPanel(
  panel: Panel,
  index: number,
  arcs: readonly ArcShape[],
  { cell, input }: { cell: Rect; input: LayoutInput },
): PanelLayout {
  const { lineStyle } = input;
  const titleHeight = panel.name === "" ? 0 : Math.ceil(lineStyle.fontSizePx * 1.5);
  const box = { ...cell, y: cell.y + titleHeight, height: cell.height - titleHeight };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const { radius, labels } = layoutAround(arcs, box, input);
  const text = fitText(panel.name, cell.width, lineStyle.measure);
  const title: TextShape = { x, y: cell.y + titleHeight / 2, text, whole: panel.name, anchor: "middle" };
  return {
    x,
    y,
    radii: buildRadii(
      radius,
      arcs.some(({ mix }) => mix.length > 0),
    ),
    title: titleHeight > 0 ? title : undefined,
    arcs,
    ribbons: layoutRibbons(index, panel.links, arcs),
    labels,
  };
}

/** The circle's radius and its labels: upright if as many find room as along the radius, which takes less of it. */
function layoutAround(
  arcs: readonly ArcShape[],
  box: Rect,
  { labels, labelStyle }: LayoutInput,
): Pick<PanelLayout, "labels"> & { radius: number } {
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  const half = Math.max(Math.min(halfWidth, halfHeight), 2);
  if (labels.length === 0 || 2 * half < smallest.labels) return { radius: Math.max(half - 2, 1), labels: [] };
  const widest = Math.max(...labels.map((label) => labelStyle.measure(label)));
  const lineHeight = labelStyle.fontSizePx * 1.3;
  const roomWith = (radius: number): LabelRoom => {
    return { halfWidth, halfHeight, radius: Math.max(radius, half * 0.3), lineHeight, measure: labelStyle.measure };
  };
  const beside = clamp(widest, 0, box.width * 0.24) + 14;
  const above = half < smallest.crowded ? 4 : lineHeight / 2 + 12;
  const upright = roomWith(Math.min(halfWidth - beside, halfHeight - above));
  const uprightLabels = layoutUpright(arcs, labels, upright);
  const radial = roomWith(half - clamp(widest, 0, half * 0.4) - 8);
  const radialLabels = layoutRadial(arcs, labels, radial);
  const isUpright = uprightLabels.length >= radialLabels.length;
  return isUpright
    ? { radius: upright.radius, labels: uprightLabels }
    : { radius: radial.radius, labels: radialLabels };
}
