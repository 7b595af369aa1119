/** Moves the pointer onto an element, as far as the page can tell. */
export function hover(element: Element, x = 10, y = 10): void {
  const place = { bubbles: true, clientX: x, clientY: y, pointerType: "mouse" };
  element.dispatchEvent(new PointerEvent("pointerover", place));
  element.dispatchEvent(new PointerEvent("pointermove", place));
}

/** Clicks, and waits until all that comes of it is drawn. */
export async function click(element: Element, keys: MouseEventInit = {}): Promise<void> {
  clickAtOnce(element, keys);
  await settle();
}

/** Clicks, and does not wait for the host. */
export function clickAtOnce(element: Element, keys: MouseEventInit = {}): void {
  element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...keys }));
}

/** Taps with a finger: it comes, lifts off and leaves, then the browser makes a click of it. */
export async function tap(element: Element, x = 10, y = 10): Promise<void> {
  const touch = { bubbles: true, cancelable: true, clientX: x, clientY: y, pointerType: "touch" };
  for (const type of ["pointerover", "pointerdown", "pointerup", "pointerout"]) {
    element.dispatchEvent(new PointerEvent(type, touch));
  }
  // Leaving does not bubble: it reaches each element that the finger was on.
  const svg = element.closest("svg.flow-chord");
  svg?.dispatchEvent(new PointerEvent("pointerleave", { ...touch, bubbles: false }));
  element.dispatchEvent(new PointerEvent("click", touch));
  await settle();
}

/** Clicks twice, as one does to open something. */
export async function doubleClick(element: Element): Promise<void> {
  await click(element, { detail: 1 });
  await click(element, { detail: 2 });
  element.dispatchEvent(new MouseEvent("dblclick", { bubbles: true, cancelable: true }));
  await settle();
}

/** Presses a key where the focus is, and waits until all that comes of it is drawn. */
export async function press(key: string, keys: KeyboardEventInit = {}): Promise<void> {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...keys }),
  );
  await settle();
}

/** Lets the promises of the host be kept, and what the visual does later be done: it names ribbons in a later task. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

/** Waits for something that takes its time, on a busy machine more of it; the runner ends it where it never comes. */
export async function waitUntil(isThere: () => boolean): Promise<void> {
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 10));
}
