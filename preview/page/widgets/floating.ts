/** A point in the page, px from its upper left corner. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

const gapPx = 14;
const marginPx = 8;

/** Puts a floating box beside a point: below and to the right, or on the other side where there is no room. */
export function placeBeside(box: HTMLElement, { x, y }: PagePoint): void {
  const { offsetWidth: width, offsetHeight: height } = box;
  const left = x + gapPx + width + marginPx <= innerWidth ? x + gapPx : x - gapPx - width;
  const top = y + gapPx + height + marginPx <= innerHeight ? y + gapPx : y - gapPx - height;
  box.style.left = `${Math.max(left, marginPx)}px`;
  box.style.top = `${Math.max(top, marginPx)}px`;
}
