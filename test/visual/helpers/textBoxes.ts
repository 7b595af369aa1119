import type { MatrixPanel, MeasureText, Rect } from "../../../src/layout/types";

type Point = readonly [number, number];

/** The room that a text takes: a box one size of type high, turned around where the text is anchored. */
export interface TextBox {
  readonly text: string;
  readonly corners: readonly Point[];
}

/** The boxes of all labels and titles of a matrix, in px from its field's corner. */
export function textBoxes(
  { labels, axisTitles }: MatrixPanel,
  { fontSizePx, measure }: { readonly fontSizePx: number; readonly measure: MeasureText },
): TextBox[] {
  const titles = axisTitles.map((title) => ({ ...title, turn: 0 }));
  const named = labels.map((label) => ({ ...label, text: label.lines.map(({ text }) => text).join(" ") }));
  return [...titles, ...named].map(({ x, y, turn, anchor, text }) => {
    const width = measure(text);
    const left = anchor === "start" ? 0 : anchor === "end" ? -width : -width / 2;
    const half = fontSizePx / 2;
    const angle = (turn * Math.PI) / 180;
    const place = (dx: number, dy: number): Point => [
      x + dx * Math.cos(angle) - dy * Math.sin(angle),
      y + dx * Math.sin(angle) + dy * Math.cos(angle),
    ];
    const right = left + width;
    return { text, corners: [place(left, -half), place(right, -half), place(right, half), place(left, half)] };
  });
}

/** Two boxes that overlap, by the separating axis theorem: turned ones too. */
export function findOverlap(boxes: readonly TextBox[]): string | undefined {
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) if (!isApart(a, b) && !isApart(b, a)) return `${a.text} and ${b.text}`;
  }
  return undefined;
}

function isApart({ corners }: TextBox, other: TextBox): boolean {
  return corners.some((corner, index) => {
    const next = corners[(index + 1) % corners.length] ?? corner;
    const [nx, ny] = [next[1] - corner[1], corner[0] - next[0]];
    const [own, its] = [corners, other.corners].map((points) => points.map(([x, y]) => x * nx + y * ny));
    const slack = 0.01 * Math.hypot(nx, ny);
    return (
      Math.max(...(own ?? [])) <= Math.min(...(its ?? [])) + slack ||
      Math.max(...(its ?? [])) <= Math.min(...(own ?? [])) + slack
    );
  });
}

/** Whether a rectangle lies in another, give or take `slack` px. */
export function isInside(inner: Rect, outer: Rect, slack: number): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}
