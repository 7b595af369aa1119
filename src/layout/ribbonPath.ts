import { turnText } from "./arcPath";
import { polarText } from "./pathText";
import { clamp } from "./radii";
import type { Radii, RibbonShape, Span } from "./types";

/** The head is at most this share of the radius long, and at most 0.4 times as long as the ribbon is wide. */
const longestHead = 0.05;
/** How far from the rim, as shares of the radius, curves are drawn between ends on one spot and opposite ones. */
const nearestBend = 0.16;
const deepestBend = 0.7;
/** The same for flows to where they came from. */
const loopBend = 0.12;
/** The sides of a head are drawn as straight lines over at most this angle. */
const headStep = 0.06;
/** Ribbons keep this distance to each other at the rim, in px, but give up at most this share of their width for it. */
const rimGap = { px: 0.8, share: 0.2 };
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
  const source = narrow(ends.source, leave);
  const target = narrow(ends.target, leave);
  const [startAngle, endAngle] = [lerp(source.start, source.end, from), lerp(source.start, source.end, to)];
  const head = listHead(target, from, to, radii);
  const isLoop = ends.link.source === ends.link.target && ends.target.end - ends.source.start < widestLoop;
  const curve = isLoop ? loopText : bendText;
  const [nearAngle, farAngle] = [lerp(target.end, target.start, from), lerp(target.end, target.start, to)];
  let path = `M${polarText(startAngle, leave)}${turnText(startAngle, endAngle, leave)}`;
  path += curve(endAngle, farAngle, leave) + (head[0] ?? "");
  for (let index = 1; index < head.length; index++) path += `L${head[index] ?? ""}`;
  return `${path}${curve(nearAngle, startAngle, leave)}${polarText(startAngle, leave)}Z`;
}

/** The middle line of a part that is too thin for a head, as SVG path data in px; it ends where the head would. */
export function hairPath(ends: RibbonEnds, from: number, to: number, { leave, enter }: Radii): string {
  const { source, target, link } = ends;
  const middle = (from + to) / 2;
  const startAngle = lerp(source.start, source.end, middle);
  const endAngle = lerp(target.end, target.start, middle);
  const curve = link.source === link.target ? loopText : bendText;
  return `M${polarText(startAngle, leave)}${curve(startAngle, endAngle, leave)}${polarText(endAngle, enter)}`;
}

/** An end without the half gaps to its neighbours. */
function narrow({ start, end }: Span, radius: number): Span {
  const gap = Math.min(rimGap.px / radius, (end - start) * rimGap.share) / 2;
  return { start: start + gap, end: end - gap };
}

/** The points of the target's side from share `to` back to `from`: a ribbon turns over, its shares run against the clock. */
function listHead({ start, end }: Span, from: number, to: number, { enter }: Radii): string[] {
  const length = Math.min(longestHead * enter, (end - start) * enter * 0.4);
  const pointText = (share: number): string =>
    polarText(lerp(end, start, share), enter - length * Math.abs(2 * share - 1));
  const points = [pointText(to)];
  const steps = Math.max(Math.ceil((end - start) / headStep / 2) * 2, 2);
  for (let step = steps - 1; step > 0; step--) {
    const share = step / steps;
    if (share < to && share > from) points.push(pointText(share));
  }
  points.push(pointText(from));
  return points;
}

/** Ribbons leave and arrive at right angles to the rim; between opposite ends they come near the middle. */
function bendText(from: number, to: number, radius: number): string {
  const turn = ((to - from + 5 * Math.PI) % (2 * Math.PI)) - Math.PI;
  const near = radius * (1 - nearestBend - (deepestBend - nearestBend) * Math.sin(Math.abs(turn) / 2));
  return `C${polarText(from, near)},${polarText(to, near)},`;
}

/** The curve of a flow to where it came from is drawn inwards as a loop, the deeper the farther its ends are apart. */
function loopText(from: number, to: number, radius: number): string {
  const width = Math.abs(to - from);
  const near = radius * (1 - clamp(loopBend + width * 0.7, 0, 0.85));
  const spread = (0.07 + width * 0.1) * (to > from ? 1 : -1);
  return `C${polarText(from - spread, near)},${polarText(to + spread, near)},`;
}

function lerp(start: number, end: number, share: number): number {
  return start + (end - start) * share;
}
