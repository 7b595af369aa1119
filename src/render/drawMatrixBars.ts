import { barGap } from "../layout/matrixFrame";
import type { MatrixBar, MatrixPanel } from "../layout/types";
import { buildTemplate, setAttribute } from "./attributes";
import { layerOf, type MatrixGroup } from "./matrixLayers";
import type { Fill } from "./palette";
import type { Style } from "./style";

interface Stretch {
  readonly fill: Fill;
  readonly d: string;
}

/** Draws what each slot sends in all at its row, and what it receives at its column, split by kind of action. */
export function drawMatrixBars(groups: MatrixGroup, style: Style): void {
  const createBar = buildTemplate("g", { class: "arc mark", role: "option", tabindex: "-1" });
  const bars = layerOf(groups, "bars")
    .attr("pointer-events", "all")
    .attr("stroke-width", (panel) => (style.palette.isHighContrast ? 1 : 2 * reachOf(panel)))
    .selectAll<SVGGElement, MatrixBar>("g.arc")
    .data(({ bars: all }) => all)
    .join((enter) => enter.append(createBar));
  const createStretch = buildTemplate("path", { class: "bar" });
  bars
    .selectAll<SVGPathElement, Stretch>("path")
    .data((bar) => listStretches(bar, style))
    .join((enter) => enter.append(createStretch))
    .each(function ({ fill, d }) {
      setAttribute(this, "fill", style.paintOf(fill));
      setAttribute(this, "stroke", fill.stroke === fill.color ? "none" : fill.stroke);
      setAttribute(this, "d", d);
    });
}

/** How far around a thin bar, in px, the pointer still meets it: at most to the border of its row. */
function reachOf({ bars: [bar], cellSize }: MatrixPanel): number {
  if (bar === undefined) return 0;
  const thickness = bar.end === "outgoing" ? bar.height : bar.width;
  return Math.min((cellSize - thickness) / 2, barGap - 1);
}

/** A bar by kind of action; without actions in the colours of an arc's bands. */
function listStretches(bar: MatrixBar, { fills, palette }: Style): Stretch[] {
  if (bar.mix.length > 0) {
    return bar.mix.map(({ actionKind, from, to }) => ({
      fill: fills.ofKind(actionKind),
      d: stretchPath(bar, from, to),
    }));
  }
  const color = fills.ofBands(bar.mark.slot)[bar.end];
  const stroke = bar.end === "incoming" && palette.isHighContrast ? palette.incomingStroke : color;
  return [{ fill: { color, stripe: undefined, stroke }, d: stretchPath(bar, 0, 1) }];
}

function stretchPath(bar: MatrixBar, from: number, to: number): string {
  const isRow = bar.end === "outgoing";
  const [x, y] = isRow ? [bar.x + from * bar.width, bar.y] : [bar.x, bar.y + from * bar.height];
  const [width, height] = isRow ? [(to - from) * bar.width, bar.height] : [bar.width, (to - from) * bar.height];
  return `M${x.toFixed(2)},${y.toFixed(2)}h${width.toFixed(2)}v${height.toFixed(2)}h${(-width).toFixed(2)}Z`;
}
