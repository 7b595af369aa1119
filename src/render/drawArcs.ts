import { arc, type Selection } from "d3";
import type { ArcShape, MixShape, PanelLayout, Radii, Span } from "../layout/types";
import type { PanelGroup, Style } from "./style";

interface PlacedArc extends ArcShape {
  readonly radii: Radii;
}

type Band = "track" | "outgoing" | "incoming";

/** Draws each endpoint: its place, what leaves it (dark) and what enters it (light), and around it its mix of actions. */
export function drawArcs(groups: PanelGroup, style: Style): void {
  const arcs = groups
    .select<SVGGElement>("g.arcs")
    .selectAll<SVGGElement, PlacedArc>("g.arc")
    .data(listArcs)
    .join((enter) => {
      const group = enter.append("g").attr("class", "arc mark").attr("role", "option").attr("tabindex", -1);
      for (const band of ["track", "outgoing", "incoming"]) group.append("path").attr("class", band);
      return group;
    })
    .attr("aria-label", ({ mark }) => style.nameOf(mark));
  const { palette } = style;
  const fills: Readonly<Record<Band, string>> = palette;
  for (const band of ["track", "outgoing", "incoming"] as const) {
    arcs
      .select<SVGPathElement>(`path.${band}`)
      .attr("fill", fills[band])
      .attr("stroke", band === "incoming" ? palette.incomingStroke : "none")
      .attr("d", (shape) => bandPath(shape[band], shape.radii.bandInner, shape.radii.bandOuter));
  }
  drawMix(arcs, style);
}

function listArcs({ arcs, radii }: PanelLayout): PlacedArc[] {
  return arcs.map((shape) => ({ ...shape, radii }));
}

function drawMix(arcs: Selection<SVGGElement, PlacedArc, SVGGElement, PanelLayout>, { palette, paintOf }: Style): void {
  arcs
    .selectAll<SVGPathElement, MixShape & { radii: Radii }>("path.mix")
    .data(({ mix, radii }) => mix.map((shape) => ({ ...shape, radii })))
    .join("path")
    .attr("class", "mix")
    .attr("fill", ({ actionKind }) => paintOf(palette.fillOfKind(actionKind)))
    .attr("d", (shape) => bandPath(shape, shape.radii.mixInner, shape.radii.mixOuter));
}

function bandPath(span: Span, innerRadius: number, outerRadius: number): string {
  if (span.end === span.start) return "";
  const shape = { startAngle: span.start, endAngle: span.end, innerRadius, outerRadius };
  return arc().digits(2)(shape) ?? "";
}
