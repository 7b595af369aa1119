import type { LabelShape, MeasureText } from "../../../src/layout/types";
import type { TextBox } from "./textBoxes";

/** The room that the lines of a label take, turned around where it is anchored, moved by (dx, dy). */
export function labelBox(label: LabelShape, measure: MeasureText, fontSizePx: number, [dx, dy] = [0, 0]): TextBox {
  const { x, y, turn, anchor, lines } = label;
  const widths: number[] = [];
  for (const { text, isBehind } of lines) {
    if (isBehind === true) widths.push((widths.pop() ?? 0) + fontSizePx / 2 + measure(text));
    else widths.push(measure(text));
  }
  const width = Math.max(...widths);
  const half = (((widths.length - 1) * 1.15 + 1) * fontSizePx) / 2;
  const left = anchor === "start" ? 0 : anchor === "end" ? -width : -width / 2;
  const angle = (turn * Math.PI) / 180;
  const place = (across: number, down: number): readonly [number, number] => [
    dx + x + across * Math.cos(angle) - down * Math.sin(angle),
    dy + y + across * Math.sin(angle) + down * Math.cos(angle),
  ];
  const right = left + width;
  const corners = [place(left, -half), place(right, -half), place(right, half), place(left, half)];
  return { text: lines.map(({ text }) => text).join(" "), corners };
}

/** How near a box comes to the middle of its circle, in px, at its corners and at points between them. */
export function distanceToMiddle({ corners }: TextBox): number {
  const points = corners.flatMap(([x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] ?? [x, y];
    return Array.from(
      { length: 20 },
      (_, step) => [x + ((nextX - x) * step) / 20, y + ((nextY - y) * step) / 20] as const,
    );
  });
  return Math.min(...points.map(([x, y]) => Math.hypot(x, y)));
}
