import type { Selection } from "d3";
import { bandPath } from "../layout/arcPath";
import { buildRadii } from "../layout/radii";
import { ribbonPath } from "../layout/ribbonPath";
import type { Span } from "../layout/types";
import type { Palette } from "./palette";

const radius = 34;
const arcs: readonly Span[] = [
  { start: 0.1, end: 2.6 },
  { start: 2.8, end: 4.2 },
  { start: 4.4, end: 6.1 },
];
const ribbons: readonly {
  link: { source: number; target: number };
  source: Span;
  target: Span;
  kind: "allow" | "deny";
}[] = [
  { link: { source: 0, target: 2 }, source: { start: 0.2, end: 1.1 }, target: { start: 4.6, end: 5.5 }, kind: "allow" },
  { link: { source: 1, target: 0 }, source: { start: 3.4, end: 3.7 }, target: { start: 2, end: 2.3 }, kind: "deny" },
];

/** Draws a small diagram of no data, in the colours of a real one: what the visual will look like. */
export function drawEmblem(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  x: number,
  y: number,
  palette: Palette,
): void {
  const radii = buildRadii(radius, false);
  const group = layer.append("g").attr("class", "emblem").attr("transform", `translate(${x},${y})`);
  for (const { kind, ...ends } of ribbons) {
    const d = ribbonPath(ends, 0, 1, radii);
    group.append("path").attr("d", d).attr("fill", palette.colorOfKind(kind)).attr("opacity", palette.opacity);
  }
  for (const span of arcs) {
    group
      .append("path")
      .attr("d", bandPath(span, radii.bandInner - 2, radii.bandOuter))
      .attr("fill", palette.faint);
  }
}
