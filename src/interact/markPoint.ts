/** A point in px of the page's window. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point on what a mark is drawn as: the middle of its box may lie beside it. For what is no mark, the middle. */
export function findMarkPoint(element: Element): Point {
  const shape = findShape(element);
  const toPage = shape?.getScreenCTM();
  const length = shape?.getTotalLength() ?? 0;
  if (shape !== undefined && toPage && length > 0) {
    const { x, y } = shape.getPointAtLength(length / 2).matrixTransform(toPage);
    return { x, y };
  }
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

function findShape(element: Element): SVGGeometryElement | undefined {
  if (element instanceof SVGGeometryElement) return element;
  return element.querySelector<SVGGeometryElement>(":scope.mark > :is(path, rect)") ?? undefined;
}
