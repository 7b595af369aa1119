import type { Change, PagePart } from "../shown.ts";
import type { StageSize } from "../state.ts";
import { create } from "../widgets/element.ts";
import { exactSize, measureCanvas } from "./canvasSize.ts";

/** The place of the visual: a card in the room that there is, with a handle for its size. */
export interface Canvas extends PagePart {
  /** Where the frame of the visual goes. */
  readonly card: HTMLElement;
}

const stepPx = 10;

/** The card follows the room, or has a size of its own; the handle makes the size exact. */
export function createCanvas(change: Change): Canvas {
  const card = create("div", { class: "stage", id: "stage", tabindex: "-1" });
  const handle = create("button", { type: "button", class: "size-handle" });
  const holder = create("div", { class: "canvas" }, card, handle);
  const room = create("div", { class: "room" }, holder);
  let size: StageSize | undefined;
  const fit = (): void => {
    if (size === undefined) return;
    const { width, height } = measureCanvas(size, { width: room.clientWidth, height: room.clientHeight });
    holder.style.width = `${width}px`;
    holder.style.height = `${height}px`;
  };
  new ResizeObserver(fit).observe(room);
  const resize = (width: number, height: number): void => {
    change({ size: exactSize(width, height) });
  };
  bindDrag(handle, holder, resize);
  handle.addEventListener("keydown", (event) => {
    const [x, y] = arrows[event.key] ?? [0, 0];
    if (x === 0 && y === 0) return;
    event.preventDefault();
    resize(holder.offsetWidth + x * stepPx, holder.offsetHeight + y * stepPx);
  });
  return {
    element: room,
    card,
    show: ({ state, words }) => {
      size = state.size;
      room.dataset["size"] = size.kind;
      handle.setAttribute("aria-label", words.say("sizeHandle"));
      handle.title = words.say("sizeHandle");
      fit();
    },
  };
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The pointer is captured: otherwise the frame would take it. */
function bindDrag(handle: HTMLElement, holder: HTMLElement, resize: (width: number, height: number) => void): void {
  let start: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
  handle.addEventListener("pointerdown", ({ pointerId, clientX: x, clientY: y }) => {
    handle.setPointerCapture(pointerId);
    start = { x, y, width: holder.offsetWidth, height: holder.offsetHeight };
  });
  handle.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (start !== undefined) resize(start.width + clientX - start.x, start.height + clientY - start.y);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    handle.addEventListener(end, () => {
      start = undefined;
    });
  }
}
