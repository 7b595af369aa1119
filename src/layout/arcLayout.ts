import type { ActionKind, Link, Panel } from "../model/types";
import type { ArcShape, MixShape, Span } from "./types";

/** The gap between two arcs is at most this, in radians, however few there are. */
const widestGap = 0.05;

/**
 * The arcs of all panels, by panel and slot. One scale holds for all: an angle stands for the same amount everywhere,
 * and a slot begins at the same angle in each. The gaps take `paddingShare` of the circle at most, however many.
 */
export function layoutArcs(panels: readonly Panel[], slotCount: number, paddingShare: number): ArcShape[][] {
  const widestOut = widestBySlot(
    panels.map(({ outgoing }) => outgoing),
    slotCount,
  );
  const widestIn = widestBySlot(
    panels.map(({ incoming }) => incoming),
    slotCount,
  );
  const total = [...widestOut, ...widestIn].reduce((sum, amount) => sum + amount, 0);
  const gap = slotCount > 1 ? Math.min(widestGap, (2 * Math.PI * paddingShare) / slotCount) : 0;
  const usable = 2 * Math.PI - gap * slotCount;
  const toAngle = (amount: number): number => (total > 0 ? (amount / total) * usable : 0);
  let before = 0;
  const tracks = widestOut.map((out, slot) => {
    const start = toAngle(before) + gap * (slot + 0.5);
    before += out + (widestIn[slot] ?? 0);
    return { start, end: toAngle(before) + gap * (slot + 0.5) };
  });
  return panels.map((panel, panelIndex) =>
    tracks.map((track, slot) => {
      const outgoing = spanFrom(track.start, toAngle(panel.outgoing[slot] ?? 0));
      const incoming = spanFrom(track.start + toAngle(widestOut[slot] ?? 0), toAngle(panel.incoming[slot] ?? 0));
      return { mark: { kind: "arc", panel: panelIndex, slot }, track, outgoing, incoming, mix: [] };
    }),
  );
}

function spanFrom(start: number, width: number): Span {
  return { start, end: start + width };
}

function widestBySlot(amounts: readonly (readonly number[])[], slotCount: number): number[] {
  return Array.from({ length: slotCount }, (_, slot) => Math.max(0, ...amounts.map((ofSlot) => ofSlot[slot] ?? 0)));
}

const stackingOrder: readonly ActionKind[] = ["allow", "other", "deny"];

/** Adds to each arc of a panel the stretches of allowed and denied, for what leaves and for what enters. */
export function addMix(arcs: readonly ArcShape[], links: readonly Link[], kinds: readonly ActionKind[]): ArcShape[] {
  const leaving = new Map<string, number>();
  const entering = new Map<string, number>();
  for (const { source, target, parts } of links) {
    for (const { action, amount } of parts) {
      const kind = kinds[action] ?? "other";
      addTo(leaving, `${source} ${kind}`, Number(amount));
      addTo(entering, `${target} ${kind}`, Number(amount));
    }
  }
  return arcs.map((arc) => {
    const { slot } = arc.mark;
    const mixOut = splitSpan(arc.outgoing, (kind) => leaving.get(`${slot} ${kind}`) ?? 0);
    return { ...arc, mix: [...mixOut, ...splitSpan(arc.incoming, (kind) => entering.get(`${slot} ${kind}`) ?? 0)] };
  });
}

function addTo(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function splitSpan({ start, end }: Span, amountOf: (kind: ActionKind) => number): MixShape[] {
  const total = stackingOrder.reduce((sum, kind) => sum + amountOf(kind), 0);
  if (total === 0) return [];
  let before = 0;
  return stackingOrder.flatMap((actionKind) => {
    const from = start + (before / total) * (end - start);
    before += amountOf(actionKind);
    const to = start + (before / total) * (end - start);
    return to > from ? [{ actionKind, start: from, end: to }] : [];
  });
}
