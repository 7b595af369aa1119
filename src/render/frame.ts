import { select } from "d3";

/** Adds the element that holds the drawing and the bar over it; it is as large as the one of the host. */
export function buildFrame(element: HTMLElement): HTMLElement {
  return select(element).append("div").attr("class", "flow-chord-frame").node() ?? element;
}

/** Draws, and gives the focus to the diagram where what had it in the frame is gone then: a reader with keys goes on. */
export function keepFocus(frame: HTMLElement, draw: () => void): void {
  const { ownerDocument } = frame;
  const hadFocus = frame.contains(ownerDocument.activeElement);
  draw();
  if (hadFocus && !frame.contains(ownerDocument.activeElement)) frame.querySelector("svg")?.focus();
}
