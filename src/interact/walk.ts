import type { ArcMark, GroupMark, Mark } from "../layout/types";
import type { Stop } from "./stops";

/** A host or an open group, whose ribbons are walked up and down. */
export type Home = ArcMark | GroupMark;

/** Whether the way through what is drawn goes around a circle or through a matrix. */
export interface Way {
  readonly stops: readonly Stop[];
  readonly isMatrix: boolean;
}

/** One step forwards or back, around from the last stop to the first one. */
export function stepAlong({ stops }: Way, from: Stop, step: 1 | -1): Stop | undefined {
  return stops.at((stops.indexOf(from) + step) % stops.length);
}

/** The first stop of the next diagram, or of the one before; of the legend behind the last one. */
export function stepDiagram({ stops }: Way, { place: [section] }: Stop, step: 1 | -1): Stop | undefined {
  const others = stops.map(({ place }) => place[0]).filter((other) => (step > 0 ? other > section : other < section));
  const wanted = step > 0 ? others[0] : others.at(-1);
  return stops.find(({ place }) => place[0] === wanted);
}

/**
 * One step up or down: in a matrix along its column; around a circle through a host and its ribbons, from the largest.
 * The legend is one line. Undefined at the ends.
 */
export function stepAcross(way: Way, from: Stop, step: 1 | -1, home: Home | undefined): Stop | undefined {
  if (from.mark.kind === "legend") return stepAlong(way, from, step);
  if (way.isMatrix) return stepInColumn(way, from, step);
  const column = listRibbons(way, home ?? findHome(way, from));
  const index = column.indexOf(from);
  return index + step < 0 ? undefined : column[index + step];
}

/** The host or group that a stop is, or that a ribbon comes from. */
function findHome({ stops }: Way, { mark }: Stop): Home | undefined {
  if (mark.kind === "arc" || mark.kind === "group") return mark;
  if (mark.kind !== "part") return undefined;
  const { panel, link } = mark;
  const found = stops.find((stop) => {
    return stop.mark.kind === "arc" && stop.mark.panel === panel && stop.mark.slot === link.source;
  });
  return found?.mark.kind === "arc" ? found.mark : undefined;
}

/** A host or group and all that is drawn of what it sends and receives, in the order of the walk. */
export function listRibbons({ stops }: Way, home: Home | undefined): readonly Stop[] {
  return home === undefined ? [] : stops.filter(({ mark }) => mark === home || isRibbonOf(mark, home));
}

function isRibbonOf(mark: Mark, home: Home): boolean {
  if (mark.kind === "rest") return mark.parts.some((part) => isRibbonOf(part, home));
  if (mark.kind !== "part" || mark.panel !== home.panel) return false;
  const [start, end] = home.kind === "arc" ? [home.slot, home.slot + 1] : [home.group.start, home.group.end];
  const { source, target } = mark.link;
  return (source >= start && source < end) || (target >= start && target < end);
}

/** The nearest row with anything in the column, and in a cell the first part of it. */
function stepInColumn({ stops }: Way, { place: [section, row, column] }: Stop, step: 1 | -1): Stop | undefined {
  const inColumn = stops.filter(({ place }) => place[0] === section && place[2] === column);
  const rows = inColumn.map(({ place }) => place[1]).filter((other) => (step > 0 ? other > row : other < row));
  const wanted = step > 0 ? rows[0] : rows.at(-1);
  return inColumn.find(({ place }) => place[1] === wanted);
}
