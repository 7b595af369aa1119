import { detailPanels } from "../model/detailPanels";
import type { ChordModel } from "../model/types";
import { chooseView } from "./chooseView";
import type { PlacedDetail } from "./chordLayout";
import { fitText } from "./fitText";
import type { LayoutInput } from "./layoutInput";
import { margin, takeLegend, takeLines, type TextStyle } from "./margins";
import { choosePage, layoutGrid, type Page, type WantedPage } from "./pages";
import type { ChordLayout, PanelLayout, Rect, TextShape } from "./types";

/** Gives every shape of the model its place in the viewport; with bad sizes all shapes become points. */
export function buildLayout(model: ChordModel, input: LayoutInput): ChordLayout {
  const shown = model.panels.filter(({ isHidden }) => !isHidden);
  const single = takeMargins(input, input.topPx);
  const wanted: WantedPage = {
    panelCount: shown.length,
    slotCount: model.slots.length,
    page: input.page,
    columns: input.grid.columns,
  };
  const onOne = choosePage(single.rest, wanted);
  const isPaged = onOne.pageCount > 1;
  const around = isPaged ? takeMargins(input, Math.max(input.topPx, input.pagerPx)) : single;
  const page = isPaged ? choosePage(around.rest, wanted) : onOne;
  const panels = layoutPanels(model, input, around.rest, { ...page, panels: shown });
  // The bands of arcs have no place in a table.
  const legend = panels[0]?.kind === "matrix" ? { ...around.legend, bands: [] } : around.legend;
  return { panels, page: page.page, pageCount: page.pageCount, legend, lines: around.lines };
}

function takeMargins(
  input: LayoutInput,
  topPx: number,
): Pick<ChordLayout, "legend" | "lines"> & { readonly rest: Rect } {
  const top = Math.max(topPx, 0) + margin;
  const whole: Rect = { x: margin, y: top, width: input.width - 2 * margin, height: input.height - top - margin };
  const size = { width: input.width, height: input.height - topPx };
  const { lines, rest: aboveLines } = takeLines(whole, size, input.lines, input.lineStyle);
  return { lines, ...takeLegend(aboveLines, size, input.legend) };
}

/** Between a diagram of several and the border of its cell, in px. */
const cellGap = 4;

function layoutPanels(
  model: ChordModel,
  input: LayoutInput,
  area: Rect,
  { first, capacity, panels }: Page & Pick<ChordModel, "panels">,
): PanelLayout[] {
  const shown = panels.slice(first, first + capacity);
  const cells = layoutGrid(area, Math.min(capacity, panels.length), input.grid.columns);
  const { layoutPanels: layoutAll, widthOf } = chooseView(model, input, cells);
  const hasTitles = model.panels.length > 1 && input.grid.showTitles;
  const titleHeight = hasTitles ? measureTitle(cells[0] ?? area, input.titleStyle) : 0;
  const placed = detailPanels(model, shown, widthOf, input.breakdown).map((detail, index): PlacedDetail => {
    const cell = cells[index] ?? area;
    const title =
      titleHeight > 0
        ? layoutTitle(detail.panel.name || input.blankTitle, cell, titleHeight, input.titleStyle)
        : undefined;
    return { detail, title, box: shrinkCell(cell, titleHeight, model.panels.length > 1 ? cellGap : 0) };
  });
  return layoutAll(placed);
}

/** The height in px that titles take of cells, 0 where a third of a cell would be too little for one. */
function measureTitle(cell: Rect, { fontSizePx }: TextStyle): number {
  const height = Math.ceil(fontSizePx * 1.6);
  return cell.height < 3 * height ? 0 : height;
}

function layoutTitle(name: string, cell: Rect, height: number, { measure }: TextStyle): TextShape {
  const text = fitText(name, cell.width - 8, measure);
  return { x: cell.x + cell.width / 2, y: cell.y + height / 2, text, whole: name, anchor: "middle" };
}

/** What a cell has left for its diagram below the title; in a grid diagrams keep a distance. */
function shrinkCell({ x, y, width, height }: Rect, titleHeight: number, gap: number): Rect {
  return { x: x + gap, y: y + titleHeight, width: width - 2 * gap, height: height - titleHeight - 2 * gap };
}
