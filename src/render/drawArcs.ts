import { bandPath } from "../layout/arcPath";
import { hasFlows } from "../layout/arcLayout";
import { stackingKinds } from "../model/actionKind";
import type { ArcShape, ChordPanel, Radii, Span } from "../layout/types";
import { buildTemplate, setAttribute } from "./attributes";
import { layerOf, type ChordGroup } from "./chordLayers";
import { drawChildren } from "./drawChildren";
import type { Style } from "./style";

interface PlacedArc extends ArcShape {
  readonly radii: Radii;
}

/** A path of an arc: a band, a stretch of its mix, or the line that says that it can be opened. */
interface ArcPath {
  readonly name: "outgoing" | "incoming" | "mix" | "stack";
  readonly fill: string;
  readonly stroke: string;
  readonly d: string;
}

/** The shortest piece of an arc that can still be seen, in px. */
const shortest = 0.9;
/** The line over a group, in px: its distance to the arc, its width, and how much shorter it is at each end. */
const stack = { gap: 1.5, width: 1.2, inset: 2 };

/** Draws each slot: its place, what leaves it (dark) and what enters it (light), and around it its mix of actions. */
export function drawArcs(groups: ChordGroup, style: Style): void {
  const createTrack = buildTemplate("path", { class: "track" });
  layerOf(groups, "tracks").each(function (panel) {
    drawChildren(this, [panel], createTrack, (track) => {
      setAttribute(track, "fill", style.palette.track);
      setAttribute(track, "d", trackPath(panel));
    });
  });
  const createArc = buildTemplate("g", { class: "arc mark", role: "option", tabindex: "-1" });
  const createPath = buildTemplate("path", {});
  const mixOpacity = String(style.palette.opacity);
  layerOf(groups, "arcs").each(function (panel) {
    drawChildren(this, listArcs(panel), createArc, (arc, shape) => {
      drawChildren(arc, listPaths(shape, style), createPath, (path, { name, fill, stroke, d }) => {
        setAttribute(path, "class", name);
        setAttribute(path, "fill", fill);
        setAttribute(path, "stroke", stroke);
        setAttribute(path, "fill-opacity", name === "mix" ? mixOpacity : "1");
        setAttribute(path, "d", d);
      });
    });
  });
}

/** The places of all slots; those whose flows fill them are left out, as they would not be seen. */
function trackPath({ arcs, radii }: ChordPanel): string {
  const isSeen = ({ track, outgoing, incoming }: ArcShape): boolean => {
    const filled = outgoing.end - outgoing.start + (incoming.end - incoming.start);
    return track.end - track.start > filled + 1e-6;
  };
  return arcs.map((arc) => (isSeen(arc) ? bandPath(arc.track, radii.bandInner, radii.bandOuter) : "")).join("");
}

function listArcs({ arcs, radii }: ChordPanel): PlacedArc[] {
  return arcs.filter(hasFlows).map((shape) => ({ ...shape, radii }));
}

function listPaths(arc: PlacedArc, { palette, fills, paintOf, isGroup }: Style): ArcPath[] {
  const { mark, radii, mix } = arc;
  const { slot } = mark;
  const bands = fills.ofBands(slot);
  const bandOf = (name: "outgoing" | "incoming"): string =>
    bandPath(widen(arc[name], radii.bandOuter), radii.bandInner, radii.bandOuter);
  const paths: ArcPath[] = [
    { name: "outgoing", fill: bands.outgoing, stroke: "none", d: bandOf("outgoing") },
    { name: "incoming", fill: bands.incoming, stroke: palette.incomingStroke, d: bandOf("incoming") },
  ];
  const ofKind = { allow: "", other: "", deny: "" };
  for (const span of mix) {
    ofKind[span.actionKind] += bandPath(widen(span, radii.mixOuter), radii.mixInner, radii.mixOuter);
  }
  for (const kind of stackingKinds) {
    const d = ofKind[kind];
    if (d !== "") paths.push({ name: "mix", fill: paintOf(fills.ofKind(kind)), stroke: "none", d });
  }
  if (isGroup(slot)) paths.push({ name: "stack", fill: palette.muted, stroke: "none", d: stackPath(arc) });
  return paths;
}

/** A second line outside the arc, like the sheet below the first one of a pile. */
function stackPath({ outgoing, incoming, radii }: PlacedArc): string {
  const inner = radii.mixOuter + stack.gap;
  const inset = Math.min(stack.inset / inner, (incoming.end - outgoing.start) / 4);
  return bandPath({ start: outgoing.start + inset, end: incoming.end - inset }, inner, inner + stack.width);
}

/** A piece that would be too short to see, as long as it takes to be seen; nothing stays nothing. */
function widen({ start, end }: Span, radius: number): Span {
  const more = end > start ? Math.max(shortest / radius - (end - start), 0) / 2 : 0;
  return { start: start - more, end: end + more };
}
