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

/** How a thin part is outlined. */
interface Outline {
  readonly width: string;
  readonly opacity: string;
}

interface DrawnPart extends DrawnMark<PartMark> {
  readonly outline: Outline | undefined;
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
  for (const layer of ["rests", "ribbons", "lits"]) {
    groups
      .select<SVGGElement>(`g.${layer}`)
      .attr("fill-opacity", style.palette.opacity)
      .attr("stroke-opacity", style.palette.opacity)
      .attr("stroke-width", style.palette.isHighContrast || layer !== "ribbons" ? thin.outline.max : 0);
  }
  drawRests(groups, style);
  drawParts(groups, style);
  drawLits(groups, style);
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

function drawParts(groups: ChordGroup, style: Style): void {
  const create = buildTemplate("path", { class: "part mark", role: "option", tabindex: "-1" });
  groups
    .select<SVGGElement>("g.ribbons")
    .selectAll<SVGPathElement, DrawnPart>("path.part")
    .data((panel) => listParts(panel, style.palette.opacity))
    .join((enter) => enter.append(create))
    .each(function ({ mark, d, outline }) {
      paint(this, style.fills.ofPart(mark), style);
      setOutline(this, outline);
      setAttribute(this, "d", d);
    });
}

/** What is thin has an outline and an opacity of its own, what is not has those of all. */
function setOutline(element: Element, outline: Outline | undefined): void {
  if (outline !== undefined) {
    setAttribute(element, "stroke-width", outline.width);
    setAttribute(element, "fill-opacity", outline.opacity);
    setAttribute(element, "stroke-opacity", outline.opacity);
  } else if (element.hasAttribute("stroke-width")) {
    for (const name of ["stroke-width", "fill-opacity", "stroke-opacity"]) element.removeAttribute(name);
  }
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

function listParts({ ribbons, radii }: ChordPanel, opacity: number): DrawnPart[] {
  const drawn: DrawnPart[] = [];
  const { ofRadius, min, max } = thin.outline;
  const hair: Outline = {
    width: clamp(radii.leave * ofRadius, min, max).toFixed(2),
    opacity: (opacity * clamp((fading.ribbonsPerPx * radii.leave) / ribbons.length, fading.least, 1)).toFixed(2),
  };
  for (const ribbon of ribbons) {
    const width = (ribbon.source.end - ribbon.source.start) * radii.leave;
    const largest = ribbon.parts.reduce((most, { from, to }) => Math.max(most, to - from), 0);
    for (const { mark, from, to } of ribbon.parts) {
      const isThin = (to - from) * width < thin.below && to - from === largest;
      drawn.push({ mark, d: ribbonPath(ribbon, from, to, radii), outline: isThin ? hair : undefined });
    }
  }
  return drawn;
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
