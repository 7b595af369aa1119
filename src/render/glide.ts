import { select } from "d3";
import type { ArcShape, ChordLayout, PanelLayout } from "../layout/types";
import type { ChordModel } from "../model/types";
import type { Scene } from "./scene";

/** Where arcs are: the middle of each in degrees, by diagram and place; in tables the place of each row and column. */
type Arrangement = ReadonlyMap<string, number>;

/** A drawing as it is now, and whether it comes with no movement, as while more of the data is loading. */
export interface Arranged {
  readonly layout: ChordLayout;
  readonly model: ChordModel;
  readonly isStill: boolean;
}

/** Long enough to be followed, too short to wait for. */
const timing = { duration: 240, easing: "ease-out" } as const;
/** A turn smaller than this, in degrees, is none. */
const stillness = 0.05;

/**
 * Turns arcs from where they were to where they are, and lets the rest come in: to be called after each drawing. What is
 * drawn is in its place from the start, and the movement begins with the next frame. Nothing moves in the first drawing,
 * where all is where it was, where parts are many, or where a reader wants less motion.
 */
export function createGlide({ svg }: Scene): (drawing: Arranged) => void {
  let running: readonly Animation[] = [];
  let seen: Arrangement | undefined;
  let frame = 0;
  return ({ layout, model, isStill }) => {
    const element = svg.node();
    if (element === null) return;
    for (const animation of running) animation.cancel();
    cancelAnimationFrame(frame);
    const now: Arrangement = new Map(layout.panels.flatMap((panel) => listPlaces(panel, model)));
    const before = seen;
    if (before === undefined || isStill || isSame(before, now) || prefersStillness(element)) {
      seen = now;
      return;
    }
    frame = requestAnimationFrame(() => {
      seen = now;
      running = element.classList.contains("is-large") ? [] : move(element, before, model);
    });
  };
}

function listPlaces(panel: PanelLayout, model: ChordModel): (readonly [string, number])[] {
  if (panel.kind === "chord") return panel.arcs.map((arc) => [nameArc(arc, model), middleOf(arc)]);
  return panel.labels.map(({ mark, end }, index) => {
    return [`${panel.panel.name} ${end} ${model.slots[mark.slot]?.key ?? ""}`, index];
  });
}

function move(svg: SVGSVGElement, before: Arrangement, model: ChordModel): readonly Animation[] {
  const running: Animation[] = [];
  svg.querySelectorAll<SVGGElement>(".panel > g:not(.arcs)").forEach((layer) => {
    running.push(layer.animate({ opacity: [0, 1] }, timing));
  });
  svg.querySelectorAll<SVGGElement>(".panel.chord g.arc").forEach((element) => {
    const arc = select<SVGGElement, ArcShape>(element).datum();
    const from = before.get(nameArc(arc, model));
    const turn = from === undefined ? NaN : shortestTurn(from - middleOf(arc));
    if (Number.isNaN(turn)) running.push(element.animate({ opacity: [0, 1] }, timing));
    else if (Math.abs(turn) > stillness) {
      running.push(element.animate({ transform: [`rotate(${turn}deg)`, "rotate(0deg)"] }, timing));
    }
  });
  return running;
}

function nameArc({ mark }: ArcShape, { panels, slots }: ChordModel): string {
  return `${panels[mark.panel]?.name ?? ""} ${slots[mark.slot]?.key ?? ""}`;
}

function middleOf({ track: { start, end } }: ArcShape): number {
  return ((start + end) / 2) * (180 / Math.PI);
}

function shortestTurn(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

function isSame(before: Arrangement, now: Arrangement): boolean {
  const moved = [...now].some(([name, angle]) => !(Math.abs((before.get(name) ?? NaN) - angle) <= stillness));
  return !moved && before.size === now.size;
}

function prefersStillness({ ownerDocument }: Element): boolean {
  return ownerDocument.defaultView?.matchMedia("(prefers-reduced-motion: reduce)").matches ?? true;
}
