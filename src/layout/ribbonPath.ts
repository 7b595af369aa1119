import { turnText } from "./arcPath";
import { directionOf, pointText, type Direction } from "./pathText";
import { clamp } from "./radii";
import type { Radii, RibbonShape, Span } from "./types";

/** A head is at most so many times as long as the ribbon is wide. */
const slimmestHead = 0.4;
/** How far from the rim, as shares of the radius, curves are drawn between ends on one spot and opposite ones. */
const nearestBend = 0.16;
const deepestBend = 0.7;
/** The same for flows to where they came from. */
const loopBend = 0.12;
/** The sides of a head are drawn as straight lines over at most this angle. */
const headStep = 0.06;
/** A self-flow that takes more of the circle, in radians, is no loop but fills it. */
const widestLoop = 1.4;

/** The two ends that a ribbon runs between. */
export type RibbonEnds = Pick<RibbonShape, "source" | "target"> & {
  readonly link: Pick<RibbonShape["link"], "source" | "target">;
};

/**
 * The outline of a ribbon between two shares of its width (0 to 1), as SVG path data in px from the middle. It leaves
 * the source's arc flush and ends in its piece of the one head that the whole ribbon has at the target.
 */
export function ribbonPath(ends: RibbonEnds, from: number, to: number, radii: Radii): string {
  const { leave } = radii;
  const source = narrow(ends.source, radii);
  const target = narrow(ends.target, radii);
  const start = directionOf(lerp(source.start, source.end, from));
  const end = directionOf(lerp(source.start, source.end, to));
  const near = directionOf(lerp(target.end, target.start, from));
  const far = directionOf(lerp(target.end, target.start, to));
  const isLoop = ends.link.source === ends.link.target && ends.target.end - ends.source.start < widestLoop;
  const curve = isLoop ? loopText : bendText;
  const there = `M${pointText(start, leave)}${turnText(start, end, leave)}${curve(end, far, leave)}`;
  const head = headText(target, { share: to, direction: far }, { share: from, direction: near }, radii);
  return `${there}${head}${curve(near, start, leave)}${pointText(start, leave)}Z`;
}

/** The middle line of a part that is too thin for a head, as SVG path data in px; it ends where the head would. */
export function hairPath(ends: RibbonEnds, from: number, to: number, { leave, enter }: Radii): string {
  const { source, target, link } = ends;
  const middle = (from + to) / 2;
  const start = directionOf(lerp(source.start, source.end, middle));
  const end = directionOf(lerp(target.end, target.start, middle));
  const curve = link.source === link.target ? loopText : bendText;
  return `M${pointText(start, leave)}${curve(start, end, leave)}${pointText(end, enter)}`;
}

/** An end without the half gaps to its neighbours. */
function narrow({ start, end }: Span, { leave, ribbonGap, ribbonGapShare }: Radii): Span {
  const gap = Math.min(ribbonGap / leave, (end - start) * ribbonGapShare) / 2;
  return { start: start + gap, end: end - gap };
}

/** A point of the target's side: its share of the ribbon's width and its direction. */
interface HeadPoint {
  readonly share: number;
  readonly direction: Direction;
}

/** The target's side from one point back to the other: a ribbon turns over, its shares run against the clock. */
function headText({ start, end }: Span, first: HeadPoint, last: HeadPoint, { enter, head }: Radii): string {
  const length = Math.min(head, (end - start) * enter * slimmestHead);
  const radiusAt = (share: number): number => enter - length * Math.abs(2 * share - 1);
  let text = pointText(first.direction, radiusAt(first.share));
  const steps = Math.max(Math.ceil((end - start) / headStep / 2) * 2, 2);
  for (let step = steps - 1; step > 0; step--) {
    const share = step / steps;
    if (share >= first.share || share <= last.share) continue;
    text += `L${pointText(directionOf(lerp(end, start, share)), radiusAt(share))}`;
  }
  return `${text}L${pointText(last.direction, radiusAt(last.share))}`;
}

/** Ribbons leave and arrive at right angles to the rim; between opposite ends they come near the middle. */
function bendText(from: Direction, to: Direction, radius: number): string {
  const turn = ((to.angle - from.angle + 5 * Math.PI) % (2 * Math.PI)) - Math.PI;
  const near = radius * (1 - nearestBend - (deepestBend - nearestBend) * Math.sin(Math.abs(turn) / 2));
  return `C${pointText(from, near)},${pointText(to, near)},`;
}

/** The curve of a flow to where it came from is drawn inwards as a loop, the deeper the farther its ends are apart. */
function loopText(from: Direction, to: Direction, radius: number): string {
  const width = Math.abs(to.angle - from.angle);
  const near = radius * (1 - clamp(loopBend + width * 0.7, 0, 0.85));
  const spread = (0.07 + width * 0.1) * (to.angle > from.angle ? 1 : -1);
  return `C${pointText(directionOf(from.angle - spread), near)},${pointText(directionOf(to.angle + spread), near)},`;
}

function lerp(start: number, end: number, share: number): number {
  return start + (end - start) * share;
}
