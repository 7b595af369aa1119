import { bandPath, bracketPath } from "../layout/arcPath";
import type { GroupShape } from "../layout/types";
import { buildTemplate, setAttributes } from "./attributes";
import { layerOf, type ChordGroup } from "./chordLayers";
import type { Style } from "./style";

/** How far a pointer may be inside and outside of a bracket's line, in px; outside is room for its name. */
const reach = { inside: 2.5, outside: 4 };
/** Between a bracket's line and its name, in px. */
const nameGap = 3;
const lineWidth = 1.5;
/** How far the ends of a bracket turn towards the circle, in px. */
const tick = 4;

/** Draws a bracket around the arcs of each open group, with its name along it. */
export function drawGroups(groups: ChordGroup, style: Style): void {
  const { palette, smallFont, idPrefix } = style;
  const create = buildTemplate("g", { class: "group mark", role: "option", tabindex: "-1" });
  const brackets = setAttributes(layerOf(groups, "groups"), {
    "font-family": smallFont.family,
    "font-size": smallFont.sizePx,
  })
    .selectAll<SVGGElement, GroupShape>("g.group")
    .data(({ groups: shapes }) => shapes)
    .join((enter) => {
      const group = enter.append(create);
      group.append("path").attr("class", "hit");
      group.append("path").attr("class", "bracket");
      group.append("text").attr("aria-hidden", "true").append("textPath");
      return group;
    });
  const idOf = ({ mark }: GroupShape, index: number): string => `${idPrefix}-group-${mark.panel}-${index}`;
  brackets
    .select("path.hit")
    .attr("fill", "transparent")
    .attr("d", (shape) => bandPath(shape, shape.radius - reach.inside, shape.radius + reachOutside(shape, style)));
  brackets
    .select("path.bracket")
    .attr("id", idOf)
    .attr("fill", "none")
    .attr("stroke", palette.muted)
    .attr("stroke-width", lineWidth)
    .attr("stroke-linecap", "round")
    .attr("d", linePath);
  brackets
    .select("text")
    .attr("fill", palette.muted)
    .attr("dy", (shape) => (isUpsideDown(shape) ? smallFont.sizePx * 0.75 + nameGap : -nameGap))
    .select("textPath")
    .attr("href", (shape, index) => `#${idOf(shape, index)}`)
    .attr("startOffset", "50%")
    .attr("text-anchor", "middle")
    .text(({ text }) => text);
}

function reachOutside({ text }: GroupShape, { smallFont }: Style): number {
  return text === "" ? reach.outside : smallFont.sizePx + nameGap;
}

/** A text along the line would stand on its head in the lower half: there the line runs against the clock. */
function isUpsideDown({ start, end }: GroupShape): boolean {
  return Math.cos((start + end) / 2) < 0;
}

function linePath(shape: GroupShape): string {
  const { start, end, radius } = shape;
  const [from, to] = isUpsideDown(shape) ? [end, start] : [start, end];
  return bracketPath(from, to, radius, tick);
}
