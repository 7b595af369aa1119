import { clamp } from "../layout/radii";
import { pathNumber } from "../layout/pathText";
import { hairPath, ribbonPath } from "../layout/ribbonPath";
import type { ChordPanel, PartMark, RibbonShape } from "../layout/types";
import { buildTemplate, dropAttribute, setAttribute, setAttributes } from "./attributes";
import { layerOf, type ChordGroup } from "./chordLayers";
import { drawChildren } from "./drawChildren";
import { joinLits, joinRests, type DrawnMark, type Shapes } from "./joinPaths";
import type { Fill } from "./palette";
import type { Style } from "./style";

/** A part as thin as a hair is a line of this width in px. */
interface DrawnHair extends DrawnMark<PartMark> {
  readonly width: string;
}

/** The parts of a diagram by how they are drawn. */
interface DrawnParts {
  readonly ribbons: readonly DrawnMark<PartMark>[];
  readonly hairs: readonly DrawnHair[];
}

/**
 * Parts thinner than `below`, in px, are lines. The largest part of a ribbon as thin as that is drawn wider by `more`, so
 * that it is seen. The others keep their true width: many small shares would look like large ones. Those that cannot be
 * seen are lines of this width, in one piece.
 */
const thin = { line: 0.2, below: 1.2, more: { ofRadius: 1 / 400, min: 0.35, max: 0.6 } };
/** Where ribbons are many for the size of the circle, thin ones step back, to this share of the opacity at most. */
const fading = { ribbonsPerPx: 1.2, least: 0.6 };

/** Draws the ribbons of each diagram, wide ones first, a path for each part; over them what of them is highlighted. */
export function drawRibbons(groups: ChordGroup, style: Style): void {
  const { opacity, isHighContrast } = style.palette;
  for (const layer of ["rests", "ribbons", "lits"] as const) {
    setAttributes(layerOf(groups, layer), {
      "fill-opacity": opacity,
      "stroke-opacity": opacity,
      "stroke-width": isHighContrast || layer !== "ribbons" ? thin.more.max : 0,
    });
  }
  layerOf(groups, "hairs").each(function (panel) {
    setAttribute(this, "stroke-opacity", hairOpacity(panel, opacity));
  });
  drawRests(groups, style);
  const parts = new Map(groups.data().map((panel) => [panel, listParts(panel)]));
  drawParts(groups, style, (panel) => parts.get(panel)?.ribbons ?? []);
  drawHairs(groups, style, (panel) => parts.get(panel)?.hairs ?? []);
  drawLits(groups, style);
}

function hairOpacity({ radii, ribbons }: ChordPanel, opacity: number): string {
  return (opacity * clamp((fading.ribbonsPerPx * radii.leave) / ribbons.length, fading.least, 1)).toFixed(2);
}

function drawRests(groups: ChordGroup, style: Style): void {
  const create = buildTemplate("path", { class: "rest mark", role: "option", tabindex: "-1" });
  layerOf(groups, "rests").each(function (panel) {
    drawChildren(this, joinRests(shapesOf(panel)), create, (path, { mark, d }) => {
      const { isThin } = mark;
      const fill = style.fills.ofRest(mark.actionKind);
      setAttribute(path, "fill", isThin ? "none" : style.paintOf(fill));
      setAttribute(path, "stroke", isThin ? linePaint(fill, style) : strokeOf(fill, style));
      setAttribute(path, "stroke-width", String(isThin ? thin.line : thin.more.max));
      setAttribute(path, "d", d);
    });
  });
}

function drawParts(
  groups: ChordGroup,
  style: Style,
  partsOf: (panel: ChordPanel) => readonly DrawnMark<PartMark>[],
): void {
  const create = buildTemplate("path", { class: "part mark", role: "option", tabindex: "-1" });
  const isOutlined = style.palette.isHighContrast;
  layerOf(groups, "ribbons").each(function (panel) {
    drawChildren(this, partsOf(panel), create, (path, { mark, d }) => {
      const fill = style.fills.ofPart(mark);
      setAttribute(path, "fill", style.paintOf(fill));
      if (isOutlined) setAttribute(path, "stroke", strokeOf(fill, style));
      else dropAttribute(path, "stroke");
      setAttribute(path, "d", d);
    });
  });
}

function drawHairs(groups: ChordGroup, style: Style, hairsOf: (panel: ChordPanel) => readonly DrawnHair[]): void {
  const create = buildTemplate("path", { class: "part mark", role: "option", tabindex: "-1" });
  layerOf(groups, "hairs").each(function (panel) {
    drawChildren(this, hairsOf(panel), create, (path, { mark, d, width }) => {
      setAttribute(path, "stroke", linePaint(style.fills.ofPart(mark), style));
      setAttribute(path, "stroke-width", width);
      setAttribute(path, "d", d);
    });
  });
}

function drawLits(groups: ChordGroup, style: Style): void {
  const create = buildTemplate("path", { class: "lit" });
  layerOf(groups, "lits").each(function (panel) {
    drawChildren(this, joinLits(shapesOf(panel), style.fills), create, (path, { fill, d }) => {
      paint(path, fill, style);
      setAttribute(path, "d", d);
    });
  });
}

function paint(element: Element, fill: Fill, style: Style): void {
  setAttribute(element, "fill", style.paintOf(fill));
  setAttribute(element, "stroke", strokeOf(fill, style));
}

/** A line has no outline: it is filled as its ribbon would be, unless that could not be seen. */
function linePaint(fill: Fill, { paintOf, palette }: Style): string {
  return fill.stripe === undefined && fill.color === palette.background ? fill.stroke : paintOf(fill);
}

/** The outline is hatched like the fill: of a ribbon as thin as a hair it is all that can be seen. */
function strokeOf(fill: Fill, { paintOf }: Style): string {
  return fill.stripe === undefined ? fill.stroke : paintOf(fill);
}

/** All ribbons, to be joined. */
function shapesOf({ ribbons, rest, radii }: ChordPanel): Shapes<RibbonShape> {
  return {
    single: ribbons,
    rest,
    pathOf: (ribbon, from, to) => ribbonPath(ribbon, from, to, radii),
    lineOf: (ribbon, from, to) => hairPath(ribbon, from, to, radii),
  };
}

function listParts({ ribbons: shapes, radii }: ChordPanel): DrawnParts {
  const [ribbons, hairs]: [DrawnMark<PartMark>[], DrawnHair[]] = [[], []];
  const { ofRadius, min, max } = thin.more;
  const more = clamp(radii.leave * ofRadius, min, max);
  for (const shape of shapes) {
    const width = (shape.source.end - shape.source.start) * radii.leave;
    const largest = shape.parts.reduce((most, { from, to }) => Math.max(most, to - from), 0);
    for (const { mark, from, to } of shape.parts) {
      const ofPart = (to - from) * width;
      if (ofPart < thin.below) {
        const drawn = ofPart + (to - from === largest ? more : 0);
        hairs.push({
          mark,
          d: hairPath(shape, from, to, radii),
          width: pathNumber(Math.max(Math.round(drawn * 5) / 5, 0.2)),
        });
      } else ribbons.push({ mark, d: ribbonPath(shape, from, to, radii) });
    }
  }
  // The same elements get the same colours in each drawing, mostly, and what is denied is never under what is allowed.
  hairs.sort((a, b) => (a.mark.part.action ?? -1) - (b.mark.part.action ?? -1));
  return { ribbons, hairs };
}
