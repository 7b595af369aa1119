import type { StartedVisual } from "./startVisual";
import { findOverlap, type TextBox } from "./textBoxes";

const slack = 1;

/** A text's box where it stands, turned as it is; letters are less high than their line by a quarter. */
function boxOf(text: SVGTextElement): TextBox {
  const { x, y, width, height } = text.getBBox();
  const matrix = text.getScreenCTM() ?? new DOMMatrix();
  const [top, bottom] = [y + height / 8, y + (height * 7) / 8];
  const corners = [
    [x, top],
    [x + width, top],
    [x + width, bottom],
    [x, bottom],
  ].map(([left, down]): [number, number] => {
    const point = new DOMPoint(left, down).matrixTransform(matrix);
    return [point.x, point.y];
  });
  return { text: text.textContent, corners };
}

/** All texts but those along a bracket, which are bent. */
function boxesOf({ find }: StartedVisual): TextBox[] {
  return find("svg.flow-chord text:not(:has(textPath))").map((text) => boxOf(text as SVGTextElement));
}

/** What is wrong with the texts on the canvas: two that overlap, or one that leaves it; undefined where nothing is. */
export function findFlaw(started: StartedVisual): string | undefined {
  const boxes = boxesOf(started);
  const canvas = started.find("svg.flow-chord")[0]?.getBoundingClientRect() ?? new DOMRect();
  const outside = boxes.find(({ corners }) => {
    return corners.some(([x, y]) => {
      const isBeside = x < canvas.left - slack || x > canvas.right + slack;
      return isBeside || y < canvas.top - slack || y > canvas.bottom + slack;
    });
  });
  return outside === undefined ? findOverlap(boxes) : `${outside.text} leaves the canvas`;
}
