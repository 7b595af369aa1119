import { pathRound } from "d3";
import type { Radii, RibbonShape } from "./types";

/** The head is at most this share of the radius long, and at most half as long as the ribbon is wide. */
const longestHead = 0.065;
/** How close to the rim, as a share of the radius, the curve between two points on one spot is drawn to. */
const nearestBend = 0.82;
/** The sides of a head are drawn as straight lines over at most this angle. */
const headStep = 0.06;

/** The two ends that a ribbon runs between. */
type RibbonEnds = Pick<RibbonShape, "source" | "target">;
type Point = readonly [number, number];

/**
 * The outline of a ribbon between two shares of its width (0 to 1), as SVG path data in px from the middle. It leaves
 * the source's arc flush and ends in its piece of the one head that the whole ribbon has at the target.
 */
export function ribbonPath(shape: RibbonEnds, from: number, to: number, radii: Radii): string {
  const { source, target } = shape;
  const [startAngle, endAngle] = [lerp(source.start, source.end, from), lerp(source.start, source.end, to)];
  const [firstX, firstY] = pointAt(startAngle, radii.leave);
  const [farX, farY] = bendBetween(endAngle, lerp(target.end, target.start, to), radii.leave);
  const [backX, backY] = bendBetween(startAngle, lerp(target.end, target.start, from), radii.leave);
  const [[nearX, nearY], ...head] = headPoints(shape, from, to, radii);
  const outline = pathRound(2);
  outline.moveTo(firstX, firstY);
  outline.arc(0, 0, radii.leave, startAngle - Math.PI / 2, endAngle - Math.PI / 2);
  outline.quadraticCurveTo(farX, farY, nearX, nearY);
  for (const [x, y] of head) outline.lineTo(x, y);
  outline.quadraticCurveTo(backX, backY, firstX, firstY);
  outline.closePath();
  return outline.toString();
}

/** The target's side from share `to` back to `from`: the ribbon turns over, so that its shares run against the clock. */
function headPoints({ target }: RibbonEnds, from: number, to: number, radii: Radii): [Point, ...Point[]] {
  const width = (target.end - target.start) * radii.enter;
  const length = Math.min(longestHead * radii.enter, width / 2);
  const pointOf = (share: number): Point => {
    const radius = radii.enter - length * Math.abs(2 * share - 1);
    return pointAt(lerp(target.end, target.start, share), radius);
  };
  const shares = [to, from];
  const steps = Math.ceil((target.end - target.start) / headStep / 2) * 2;
  for (let step = 1; step < Math.max(steps, 2); step++) {
    const share = 1 - step / Math.max(steps, 2);
    if (share < to && share > from) shares.push(share);
  }
  const [first = to, ...others] = shares.sort((a, b) => b - a);
  return [pointOf(first), ...others.map(pointOf)];
}

/** Where the curve between two angles bends to: the middle for opposite ones, near the rim for close ones. */
function bendBetween(from: number, to: number, radius: number): Point {
  const turn = ((to - from + 5 * Math.PI) % (2 * Math.PI)) - Math.PI;
  return pointAt(from + turn / 2, radius * nearestBend * (1 - Math.sin(Math.abs(turn) / 2)));
}

function lerp(start: number, end: number, share: number): number {
  return start + (end - start) * share;
}

/** A point in px for an angle clockwise from 12 o'clock. */
export function pointAt(angle: number, radius: number): Point {
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
}
