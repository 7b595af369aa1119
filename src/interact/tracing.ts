import type { ArcMark, LegendMark, Mark, PartMark } from "../layout/types";
import { findMark, listMarks, type DrawnMark } from "./marks";

/** Whether a sub-ribbon belongs to what an entry of the legend stands for. */
export type LegendTest = (entry: LegendMark, part: PartMark) => boolean;

/** Fades what is not connected with the mark under the pointer. */
export function bindTracing(svg: SVGSVGElement, belongsTo: LegendTest): void {
  let traced: Mark | undefined;
  svg.addEventListener("pointerover", (event) => {
    const mark = findMark(event)?.mark;
    if (mark === traced) return;
    traced = mark;
    traceMark(svg, mark, belongsTo);
  });
  svg.addEventListener("pointerleave", () => {
    traced = undefined;
    traceMark(svg, undefined, belongsTo);
  });
}

/** Marks everything connected with a mark; nothing is faded where there is none. */
export function traceMark(svg: SVGSVGElement, mark: Mark | undefined, belongsTo: LegendTest): void {
  svg.classList.toggle("is-tracing", mark !== undefined);
  if (mark === undefined) return;
  const marks = listMarks(svg);
  const parts = marks.flatMap((drawn) => listParts(drawn.mark));
  const connected = parts.filter((part) => isConnected(mark, part, belongsTo));
  const connectedParts = new Set<PartMark>(connected);
  const ends = new Set(
    connected.flatMap(({ panel, link }) => [`${panel} ${link.source} outgoing`, `${panel} ${link.target} incoming`]),
  );
  const isTouched = ({ panel, slot }: ArcMark, end: DrawnMark["end"]): boolean => {
    const known = end === undefined ? (["outgoing", "incoming"] as const) : [end];
    return known.some((either) => ends.has(`${panel} ${slot} ${either}`));
  };
  for (const { element, mark: other, end } of marks) {
    const isItself = other === mark || (other.kind === "arc" && mark.kind === "arc" && isSameArc(other, mark));
    const isReached =
      other.kind === "arc" ? isTouched(other, end) : isConnectedShape(other, (part) => connectedParts.has(part));
    element.classList.toggle("is-traced", isItself || isReached);
  }
}

/** Lines of many ribbons in one shape are with one ribbon only where they all are: they would say nothing of it. */
function isConnectedShape(mark: Mark, isConnectedPart: (part: PartMark) => boolean): boolean {
  const parts = listParts(mark);
  return mark.kind === "rest" && mark.isThin ? parts.every(isConnectedPart) : parts.some(isConnectedPart);
}

/** A part itself, and those that were drawn as one. */
function listParts(mark: Mark): readonly PartMark[] {
  if (mark.kind === "part") return [mark];
  return mark.kind === "rest" ? mark.parts : [];
}

function isSameArc(a: ArcMark, b: ArcMark): boolean {
  return a.panel === b.panel && a.slot === b.slot;
}

function isConnected(mark: Mark, part: PartMark, belongsTo: LegendTest): boolean {
  const { source, target } = part.link;
  switch (mark.kind) {
    case "legend":
      return belongsTo(mark, part);
    case "part":
      return mark.link === part.link;
    case "arc":
      return mark.panel === part.panel && (source === mark.slot || target === mark.slot);
    case "group": {
      const { start, end } = mark.group;
      return mark.panel === part.panel && ((source >= start && source < end) || (target >= start && target < end));
    }
    case "rest":
      return mark.parts.includes(part);
  }
}
