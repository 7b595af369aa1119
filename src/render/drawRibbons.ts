import { clamp } from "../layout/radii";
import { ribbonPath } from "../layout/ribbonPath";
import type { ChordPanel, PartMark, RestMark, RibbonShape } from "../layout/types";
import { buildTemplate, setAttribute } from "./attributes";
import type { Fill } from "./palette";
import type { ChordGroup, Style } from "./style";

/** A mark as path data in px from the middle of its circle. */
interface DrawnMark<M> {
  readonly mark: M;
  readonly d: string;
}

/** The parts of a diagram: those that are seen by their fill, and those as thin as a hair, seen by their outline. */
interface DrawnParts {
  readonly ribbons: readonly DrawnMark<PartMark>[];
  readonly hairs: readonly DrawnMark<PartMark>[];
}

/** Highlighted shares with one fill, in one path. */
interface DrawnLit {
  readonly fill: Fill;
  readonly d: string;
}

/**
 * Of a ribbon as thin as a hair, in px, the largest part is seen by its outline. The others keep their true width: many
 * small shares would look like large ones.
 */
const thin = { below: 1.2, outline: { ofRadius: 1 / 400, min: 0.35, max: 0.6 } };
/** Where ribbons are many for the size of the circle, thin ones step back, to this share of the opacity at most. */
const fading = { ribbonsPerPx: 1.2, least: 0.6 };

/** Draws the ribbons of each diagram, wide ones first, a path for each part; over them what of them is highlighted. */
export function drawRibbons(groups: ChordGroup, style: Style): void {
  const { opacity, isHighContrast } = style.palette;
  for (const layer of ["rests", "ribbons", "lits"]) {
    groups
      .select<SVGGElement>(`g.${layer}`)
      .attr("fill-opacity", opacity)
      .attr("stroke-opacity", opacity)
      .attr("stroke-width", isHighContrast || layer !== "ribbons" ? thin.outline.max : 0);
  }
  groups
    .select<SVGGElement>("g.hairs")
    .attr("fill-opacity", (panel) => hairOpacity(panel, opacity))
    .attr("stroke-opacity", (panel) => hairOpacity(panel, opacity))
    .attr("stroke-width", hairWidth);
  drawRests(groups, style);
  const parts = new Map(groups.data().map((panel) => [panel, listParts(panel)]));
  drawParts(groups, "ribbons", style, (panel) => parts.get(panel)?.ribbons ?? []);
  drawParts(groups, "hairs", style, (panel) => parts.get(panel)?.hairs ?? []);
  drawLits(groups, style);
}

function hairWidth({ radii }: ChordPanel): string {
  const { ofRadius, min, max } = thin.outline;
  return clamp(radii.leave * ofRadius, min, max).toFixed(2);
}

function hairOpacity({ radii, ribbons }: ChordPanel, opacity: number): string {
  return (opacity * clamp((fading.ribbonsPerPx * radii.leave) / ribbons.length, fading.least, 1)).toFixed(2);
}

function drawRests(groups: ChordGroup, style: Style): void {
  const create = buildTemplate("path", { class: "rest mark", role: "option", tabindex: "-1" });
  groups
    .select<SVGGElement>("g.rests")
    .selectAll<SVGPathElement, DrawnMark<RestMark>>("path.rest")
    .data(listRests)
    .join((enter) => enter.append(create))
    .each(function ({ mark, d }) {
      paint(this, style.fills.ofRest(mark.actionKind), style);
      setAttribute(this, "d", d);
    });
}

function drawParts(
  groups: ChordGroup,
  layer: keyof DrawnParts,
  style: Style,
  partsOf: (panel: ChordPanel) => readonly DrawnMark<PartMark>[],
): void {
  const create = buildTemplate("path", { class: "part mark", role: "option", tabindex: "-1" });
  const isOutlined = layer === "hairs" || style.palette.isHighContrast;
  groups
    .select<SVGGElement>(`g.${layer}`)
    .selectAll<SVGPathElement, DrawnMark<PartMark>>("path.part")
    .data(partsOf)
    .join((enter) => enter.append(create))
    .each(function ({ mark, d }) {
      const fill = style.fills.ofPart(mark);
      setAttribute(this, "fill", style.paintOf(fill));
      if (isOutlined) setAttribute(this, "stroke", strokeOf(fill, style));
      setAttribute(this, "d", d);
    });
  if (!isOutlined) groups.selectAll(`g.${layer} > [stroke]`).attr("stroke", null);
}

function drawLits(groups: ChordGroup, style: Style): void {
  groups
    .select<SVGGElement>("g.lits")
    .selectAll<SVGPathElement, DrawnLit>("path.lit")
    .data((panel) => listLits(panel, style))
    .join("path")
    .attr("class", "lit")
    .each(function ({ fill, d }) {
      paint(this, fill, style);
      setAttribute(this, "d", d);
    });
}

function paint(element: Element, fill: Fill, style: Style): void {
  setAttribute(element, "fill", style.paintOf(fill));
  setAttribute(element, "stroke", strokeOf(fill, style));
}

/** The outline is hatched like the fill: of a ribbon as thin as a hair it is all that can be seen. */
function strokeOf(fill: Fill, { paintOf }: Style): string {
  return fill.stripe === undefined ? fill.stroke : paintOf(fill);
}

function listRests({ rest, radii }: ChordPanel): DrawnMark<RestMark>[] {
  return rest.map(({ mark, ribbons }) => {
    let d = "";
    for (const ribbon of ribbons) for (const { from, to } of ribbon.parts) d += ribbonPath(ribbon, from, to, radii);
    return { mark, d };
  });
}

function listParts({ ribbons: shapes, radii }: ChordPanel): DrawnParts {
  const [ribbons, hairs]: [DrawnMark<PartMark>[], DrawnMark<PartMark>[]] = [[], []];
  for (const shape of shapes) {
    const width = (shape.source.end - shape.source.start) * radii.leave;
    const largest = shape.parts.reduce((most, { from, to }) => Math.max(most, to - from), 0);
    for (const { mark, from, to } of shape.parts) {
      const isHair = to - from === largest && largest * width < thin.below;
      (isHair ? hairs : ribbons).push({ mark, d: ribbonPath(shape, from, to, radii) });
    }
  }
  return { ribbons, hairs };
}

function listLits({ ribbons, rest, radii }: ChordPanel, { fills }: Style): DrawnLit[] {
  const byFill = new Map<Fill, string>();
  const addRibbon = (ribbon: RibbonShape, fillOf: (mark: PartMark) => Fill): void => {
    for (const { mark, from, litEnd } of ribbon.parts) {
      if (!(litEnd > from)) continue;
      const fill = fillOf(mark);
      byFill.set(fill, (byFill.get(fill) ?? "") + ribbonPath(ribbon, from, litEnd, radii));
    }
  };
  for (const ribbon of ribbons) addRibbon(ribbon, fills.ofPart);
  for (const { mark, ribbons: small } of rest) {
    for (const ribbon of small) addRibbon(ribbon, () => fills.ofRest(mark.actionKind));
  }
  return Array.from(byFill, ([fill, d]) => ({ fill, d }));
}
