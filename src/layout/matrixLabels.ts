import { fitText } from "./fitText";
import { headerHeight, type HeaderFrame, type MatrixFrame } from "./matrixFrame";
import type { MatrixInput } from "./matrixPlan";
import type { MatrixLabel, TextShape } from "./types";

/**
 * Labels in front of the rows, ending there, and above the columns, reading upward or flat. Where lines are closer than
 * a label is high, the slots with the larger amounts keep theirs; none overlap.
 */
export function layoutHeaders(panel: number, { grid, headers }: MatrixFrame, input: MatrixInput): MatrixLabel[] {
  if (headers === undefined) return [];
  const { plan, labels, labelStyle } = input;
  const half = grid.side / 2;
  const build = (end: MatrixLabel["end"], slot: number, at: number): MatrixLabel[] => {
    const whole = labels[slot] ?? "";
    const text = fitText(whole, end === "outgoing" ? headers.rowRoom : headers.columnRoom, labelStyle.measure);
    if (text === "") return [];
    const place = end === "outgoing" ? placeAtRow(headers, at + half) : placeAtColumn(headers, at + half);
    const lines = [{ text, isValue: false }];
    const mark = { kind: "arc", panel, slot } as const;
    return [{ mark, end, ...place, lines, whole: text === whole ? undefined : whole, leader: [] }];
  };
  const ofEnd = (end: MatrixLabel["end"], slots: readonly number[], places: readonly number[]): MatrixLabel[] => {
    const gap = end === "incoming" && headers.turn !== -90 ? 0 : headers.lineHeight;
    const importances = slots.map((slot) => plan.weights[slot] ?? 0);
    return listRoomy(importances, places, gap).flatMap((index) => build(end, slots[index] ?? 0, places[index] ?? 0));
  };
  return [...ofEnd("outgoing", plan.rows, grid.rowYs), ...ofEnd("incoming", plan.columns, grid.columnXs)];
}

type Place = Pick<MatrixLabel, "x" | "y" | "turn" | "anchor">;

function placeAtRow({ gap }: HeaderFrame, y: number): Place {
  return { x: -gap, y, turn: 0, anchor: "end" };
}

function placeAtColumn({ turn, lineHeight, gap }: HeaderFrame, x: number): Place {
  if (turn === 0) return { x, y: -(lineHeight + gap) / 2, turn, anchor: "middle" };
  const above = turn === -90 ? gap : gap / 2 + (lineHeight / 2) * Math.SQRT1_2;
  return { x, y: -above, turn, anchor: "start" };
}

/** Takes places by their importance as long as each keeps the gap to all that were taken; in their order. */
function listRoomy(importances: readonly number[], places: readonly number[], gap: number): number[] {
  const isTaken = new Array<boolean>(places.length).fill(false);
  const byImportance = Array.from(places.keys()).sort((a, b) => (importances[b] ?? 0) - (importances[a] ?? 0));
  for (const index of byImportance) {
    isTaken[index] = !isNearTaken(index, 1, gap) && !isNearTaken(index, -1, gap);
  }
  return Array.from(places.keys()).filter((index) => isTaken[index]);

  function isNearTaken(index: number, step: number, within: number): boolean {
    const at = places[index] ?? 0;
    for (let other = index + step; Math.abs((places[other] ?? Infinity) - at) < within; other += step) {
      if (isTaken[other] === true) return true;
    }
    return false;
  }
}

/** What the rows are, above their labels, and what the columns are, above theirs; none that would have to be cut. */
export function layoutAxisTitles(
  { grid, headers, right }: MatrixFrame,
  { labelStyle, axisTexts }: MatrixInput,
): TextShape[] {
  if (headers?.hasAxis !== true) return [];
  const { lineHeight, gap, rowRoom } = headers;
  const above = Math.max((lineHeight - grid.side) / 2, 0) + lineHeight / 2 + 2;
  const row = { x: -gap, y: -above, room: rowRoom, text: axisTexts.rows, anchor: "end" } as const;
  const columnY = -headerHeight(headers) - lineHeight * 0.6;
  const column = { x: 0, y: columnY, room: grid.width + right, text: axisTexts.columns, anchor: "start" } as const;
  return [row, column].flatMap(({ room, text, ...place }) => {
    return text !== "" && labelStyle.measure(text) <= room ? [{ ...place, text, whole: text }] : [];
  });
}
