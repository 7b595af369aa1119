import { ribbonPath } from "../layout/ribbonPath";
import type { PartShape, PanelLayout, RibbonShape } from "../layout/types";
import type { PanelGroup, Style } from "./style";

interface PlacedRibbon {
  readonly panel: PanelLayout;
  readonly shape: RibbonShape;
}

interface DrawnPart {
  readonly mark: PartShape["mark"];
  readonly part: PartShape;
  readonly ribbon: PlacedRibbon;
}

/** Draws one group for each link, large ones first, with a path for each part and one for its highlighted share. */
export function drawRibbons(groups: PanelGroup, style: Style): void {
  const { palette } = style;
  const ribbons = groups
    .select<SVGGElement>("g.ribbons")
    .attr("fill-opacity", palette.opacity)
    .attr("stroke-opacity", palette.opacity)
    .attr("stroke-width", ({ radii }) => Math.min(radii.leave / 600, 0.5))
    .selectAll<SVGGElement, PlacedRibbon>("g.ribbon")
    .data((panel) => listBySize(panel))
    .join("g")
    .attr("class", "ribbon")
    .attr("data-source", ({ shape }) => style.labelOf(shape.link.source))
    .attr("data-destination", ({ shape }) => style.labelOf(shape.link.target));
  ribbons
    .selectAll<SVGPathElement, DrawnPart>("path.part")
    .data(listParts)
    .join("path")
    .attr("class", "part mark")
    .attr("role", "option")
    .attr("tabindex", -1)
    .attr("aria-label", ({ mark }) => style.nameOf(mark))
    .attr("fill", ({ mark }) => style.paintOf(style.fillOf(mark)))
    .attr("stroke", ({ mark }) => outlineOf(style, mark))
    .attr("d", ({ part, ribbon }) => ribbonPath(ribbon.shape, part.from, part.to, ribbon.panel.radii));
  ribbons
    .selectAll<SVGPathElement, DrawnPart>("path.lit")
    .data((ribbon) => listParts(ribbon).filter(({ part }) => part.litEnd > part.from))
    .join("path")
    .attr("class", "lit")
    .attr("fill", ({ mark }) => style.paintOf(style.fillOf(mark)))
    .attr("stroke", ({ mark }) => outlineOf(style, mark))
    .attr("d", ({ part, ribbon }) => ribbonPath(ribbon.shape, part.from, part.litEnd, ribbon.panel.radii));
}

/** The outline is hatched like the fill: of a ribbon as thin as a hair it is all that can be seen. */
function outlineOf(style: Style, mark: PartShape["mark"]): string {
  const fill = style.fillOf(mark);
  return fill.stripe === undefined ? fill.stroke : style.paintOf(fill);
}

function listBySize(panel: PanelLayout): PlacedRibbon[] {
  const ribbons = panel.ribbons.map((shape) => ({ panel, shape }));
  return ribbons.sort((a, b) => Number(b.shape.link.amount) - Number(a.shape.link.amount));
}

function listParts(ribbon: PlacedRibbon): DrawnPart[] {
  return ribbon.shape.parts.map((part) => ({ mark: part.mark, part, ribbon }));
}
