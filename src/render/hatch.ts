import type { Selection } from "d3";
import type { Fill } from "./palette";

/** Gives a fill as an SVG paint: its colour, or a reference to a pattern that is drawn when it is first asked for. */
export type PaintOf = (fill: Fill) => string;

const stripeGap = 6;
const stripeWidth = 1.6;

/** Empties `defs` and returns the paints of this drawing; ids begin with the prefix, as a page may hold more visuals. */
export function buildPaint(defs: Selection<SVGDefsElement, unknown, null, undefined>, prefix: string): PaintOf {
  defs.selectChildren().remove();
  const ids = new Map<string, string>();
  return ({ color, stripe }) => {
    if (stripe === undefined) return color;
    const key = `${color} ${stripe}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `${prefix}-hatch-${ids.size}`;
    const pattern = defs
      .append("pattern")
      .attr("id", id)
      .attr("patternUnits", "userSpaceOnUse")
      .attr("width", stripeGap)
      .attr("height", stripeGap)
      .attr("patternTransform", "rotate(45)");
    pattern.append("rect").attr("width", stripeGap).attr("height", stripeGap).attr("fill", color);
    pattern.append("rect").attr("width", stripeWidth).attr("height", stripeGap).attr("fill", stripe);
    ids.set(key, `url(#${id})`);
    return `url(#${id})`;
  };
}
