import { hasFlows } from "./arcLayout";
import { layoutHorizontal } from "./horizontalLabels";
import { valueGap, type LabelRoom, type LabelText } from "./labelLines";
import { clamp } from "./radii";
import { layoutRadial } from "./radialLabels";
import type { ArcShape, LabelShape, MeasureText, Rect } from "./types";

/** How labels stand: beside the circle like lines of a text, along its radius, or whichever finds more room. */
export type LabelOrientation = "auto" | "horizontal" | "radial";

/** What becomes of a long name: it is cut, or broken into up to three lines. */
export type LabelOverflow = "truncate" | "wrap";

/** What labels say by slot, and how they are set; without texts there are none. */
export interface LabelInput {
  readonly texts: readonly LabelText[];
  readonly orientation: LabelOrientation;
  readonly overflow: LabelOverflow;
  readonly fontSizePx: number;
  readonly measure: MeasureText;
}

/** What lies around a circle under its labels: how many px it takes, and whether it lies around the arc of a slot. */
export interface LabelBorder {
  readonly room: number;
  readonly isAround: (slot: number) => boolean;
}

/** Labels and the radius in px of the circle that they leave room for. */
export interface LabelledCircle {
  readonly radius: number;
  readonly labels: readonly LabelShape[];
}

/** Smaller circles, in px across, have no labels; in low ones the labels take less room above and below. */
const smallestLabelled = 110;
const lowest = 130;
const mostLines = 3;
/** Labels leave the circle so much of the radius that it could have, in small boxes and in others; else there are none. */
const leastShare = { small: 0.72, large: 0.5, smallHalf: 100 };
/** A way that shows more whole names and values may take so much of the circle's radius. */
const worthIt = 0.85;
/** Of two ways that show the same, one is better whose circle is larger by so much. */
const largerBy = 1.05;

/** A way to set the labels of a circle, which has the same radius in px in each diagram that it is used for. */
interface LabelWay {
  readonly radius: number;
  readonly layout: (arcs: readonly ArcShape[]) => LabelShape[];
}

/**
 * The largest circles in boxes of one size with the labels of their arcs, by diagram; all set in one way, so that the
 * diagrams can be compared. Of the ways that are allowed, the one that finds room for the most labels is taken, then the
 * one that cuts and leaves out the least, then the one that leaves the largest circle.
 */
export function layoutLabels(
  diagrams: readonly (readonly ArcShape[])[],
  box: Rect,
  input: LabelInput,
  border: LabelBorder,
): LabelledCircle[] {
  const half = Math.max(Math.min(box.width, box.height) / 2, 2);
  const bare: LabelledCircle = { radius: Math.max(half - border.room - 2, 1), labels: [] };
  if (input.texts.length === 0 || 2 * half < smallestLabelled) return diagrams.map(() => bare);
  const ways: LabelWay[] = [];
  if (input.orientation !== "radial") ways.push(...listHorizontal(box, input, border));
  if (input.orientation !== "horizontal") ways.push(layAlong(box, input, border));
  const least = (half < leastShare.smallHalf ? leastShare.small : leastShare.large) * half - border.room;
  const best = takeBest(ways, diagrams, input);
  return best === undefined || best.count === 0 || best.radius < least ? diagrams.map(() => bare) : best.circles;
}

function takeBest(
  ways: readonly LabelWay[],
  diagrams: readonly (readonly ArcShape[])[],
  input: LabelInput,
): RatedWay | undefined {
  const most = countWanted(diagrams, input);
  let best: RatedWay | undefined;
  for (const { radius, layout } of ways) {
    // Nothing is better than all of it on a circle that is about as large.
    if (best !== undefined && best.complete >= most && radius <= best.radius * largerBy) continue;
    const rated = rateWay(diagrams.map((arcs) => ({ radius, labels: layout(arcs) })));
    if (best === undefined || isBetter(rated, best)) best = rated;
  }
  return best;
}

/** What `complete` comes to where each arc has its whole name, and its value if there is one. */
function countWanted(diagrams: readonly (readonly ArcShape[])[], { texts }: LabelInput): number {
  let wanted = 0;
  for (const arc of diagrams.flat()) {
    const text = texts[arc.mark.slot];
    if (hasFlows(arc) && text !== undefined && text.name !== "") wanted += text.value === "" ? 1 : 2;
  }
  return wanted;
}

/** What a way comes to: how many labels it has, how much of their names they show, and how many values. */
interface RatedWay {
  readonly circles: LabelledCircle[];
  readonly radius: number;
  readonly count: number;
  readonly complete: number;
}

function rateWay(circles: LabelledCircle[]): RatedWay {
  let [count, complete] = [0, 0];
  for (const { lines, whole } of circles.flatMap(({ labels }) => labels)) {
    count++;
    const letters = lines.reduce((sum, { text, isValue }) => sum + (isValue ? 0 : text.length), 0);
    complete += whole === undefined ? 1 : Math.min(letters / whole.length, 0.99);
    complete += lines.at(-1)?.isValue === true ? 1 : 0;
  }
  return { circles, radius: circles[0]?.radius ?? 0, count, complete };
}

function isBetter(way: RatedWay, best: RatedWay): boolean {
  if (way.count !== best.count) return way.count > best.count;
  if (way.complete === best.complete) return way.radius > best.radius * largerBy;
  return way.complete > best.complete ? way.radius > best.radius * worthIt : way.radius * worthIt > best.radius;
}

/** Labels beside the circle, with values behind and below the names, and with few and many of the long names wrapped. */
function listHorizontal(box: Rect, input: LabelInput, border: LabelBorder): LabelWay[] {
  const hasValues = input.texts.some(({ value }) => value !== "");
  const places = hasValues ? (["behind", "below"] as const) : (["behind"] as const);
  const shares = input.overflow === "wrap" ? [0, 0.25, 0.5, 1] : [0];
  return places.flatMap((place) => shares.map((share) => layBeside(box, input, { border, place, share })));
}

function layBeside(
  box: Rect,
  input: LabelInput,
  { border, place, share }: { border: LabelBorder; place: LabelRoom["valuePlace"]; share: number },
): LabelWay {
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  const half = Math.min(halfWidth, halfHeight);
  const beside = clamp(widestOf(input, place), 0, box.width * 0.24) + 14;
  const above = half < lowest ? 4 : input.fontSizePx * 0.65 + 12;
  const reach = Math.max(Math.min(halfWidth - beside, halfHeight - above), leastReach(half));
  const room = { ...roomOf(box, input, border, reach), valuePlace: place };
  return {
    radius: reach - border.room,
    layout: (arcs) => layoutHorizontal(arcs, input.texts, { ...room, wrappedCount: Math.ceil(arcs.length * share) }),
  };
}

/** Long names are cut before the circle gets too small; in small boxes too little would be left of them. */
function leastReach(half: number): number {
  return half * (half < leastShare.smallHalf ? 0.3 : leastShare.large);
}

function layAlong(box: Rect, input: LabelInput, border: LabelBorder): LabelWay {
  const half = Math.min(box.width, box.height) / 2;
  const reach = Math.max(half - clamp(widestOf(input, "below"), 0, half * 0.4) - 8, leastReach(half));
  const room = roomOf(box, input, border, reach);
  return { radius: reach - border.room, layout: (arcs) => layoutRadial(arcs, input.texts, room) };
}

function roomOf(
  { width, height }: Rect,
  { fontSizePx, measure, overflow }: LabelInput,
  { room, isAround }: LabelBorder,
  reach: number,
): LabelRoom {
  return {
    halfWidth: width / 2,
    halfHeight: height / 2,
    radius: reach,
    edgeOf: (slot) => (isAround(slot) ? reach : reach - room),
    fontSizePx,
    measure,
    valuePlace: "behind",
    lineLimit: overflow === "wrap" ? mostLines : 1,
    wrappedCount: Infinity,
  };
}

function widestOf({ texts, measure }: LabelInput, place: LabelRoom["valuePlace"]): number {
  let widest = 0;
  for (const { name, value } of texts) {
    const [ofName, ofValue] = [measure(name), value === "" ? 0 : measure(value)];
    const both = place === "behind" && value !== "" ? ofName + ofValue + measure(valueGap) : Math.max(ofName, ofValue);
    widest = Math.max(widest, both);
  }
  return widest;
}
