import type { Selection } from "d3";
import type { Fill } from "./palette";

/** Gives a fill as an SVG paint: its colour, or a reference to a pattern that is drawn when it is first asked for. */
export type PaintOf = (fill: Fill) => string;

const stripeGap = 6;
const stripeWidth = 1.6;

/** Patterns of colours that were chosen before stay, up to so many, so that the same ones need not be made again. */
const mostKept = 100;

/** The paints of a drawing; ids begin with the prefix, as a page may hold more visuals, and tell the colours. */
export function buildPaint(defs: Selection<SVGDefsElement, unknown, null, undefined>, prefix: string): PaintOf {
  const patterns = defs.selectChildren<SVGPatternElement, unknown>();
  if (patterns.size() > mostKept) patterns.remove();
  const known = new Set(
    defs
      .selectChildren<SVGPatternElement, unknown>()
      .nodes()
      .map(({ id }) => id),
  );
  const hatched = new Map<Fill, string>();
  return (fill) => {
    const { color, stripe } = fill;
    if (stripe === undefined) return color;
    const paint = hatched.get(fill);
    if (paint !== undefined) return paint;
    const id = `${prefix}-hatch-${color} ${stripe}`.replace(/[^\w-]/g, "_");
    if (!known.has(id)) addPattern(defs, id, color, stripe);
    known.add(id);
    hatched.set(fill, `url(#${id})`);
    return `url(#${id})`;
  };
}

function addPattern(
  defs: Selection<SVGDefsElement, unknown, null, undefined>,
  id: string,
  color: string,
  stripe: string,
): void {
  const pattern = defs
    .append("pattern")
    .attr("id", id)
    .attr("patternUnits", "userSpaceOnUse")
    .attr("width", stripeGap)
    .attr("height", stripeGap)
    .attr("patternTransform", "rotate(45)");
  pattern.append("rect").attr("width", stripeGap).attr("height", stripeGap).attr("fill", color);
  pattern.append("rect").attr("width", stripeWidth).attr("height", stripeGap).attr("fill", stripe);
}
